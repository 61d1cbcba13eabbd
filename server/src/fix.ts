import { applyEdits, conflict, type TextEdit } from './core/edit.js';
import type { Finding } from './core/finding.js';

const mostRounds = 10;

/** The edits of all safe fixes that touch only the file itself and do not get into each other's way. */
export function safeEdits(findings: readonly Finding[]): readonly TextEdit[] {
  const chosen: TextEdit[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find((candidate) => candidate.safe);
    if (!fix || fix.edits.length === 0 || fix.edits.some((edit) => edit.path !== undefined)) continue;
    // A fix is applied whole or not at all.
    if (fix.edits.some((edit) => chosen.some((other) => conflict(edit, other)))) continue;
    chosen.push(...fix.edits);
  }
  return chosen;
}

/**
 * Applies all safe fixes, again and again until nothing is left to fix: one fix may make room for the next.
 * @param check gives the findings of a text.
 */
export async function fixText(
  text: string,
  check: (text: string) => Promise<readonly Finding[]>,
): Promise<{ readonly text: string; readonly rounds: number }> {
  let current = text;
  const seen = new Set([text]);
  for (let round = 0; round < mostRounds; round++) {
    const next = applyEdits(current, safeEdits(await check(current)));
    if (next === current || seen.has(next)) return { text: current, rounds: round };
    seen.add(next);
    current = next;
  }
  return { text: current, rounds: mostRounds };
}
