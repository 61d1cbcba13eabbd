import type { ShellWord } from '../read.js';
import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

export const check: ShellRule = shellRule('missing-space', {
  summary: 'Bracket or keyword without the space that it needs',
  why: `\`[\` is a command, and needs spaces around it like any other: \`[ -f x ]\`.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  codes: [1035, 1020, 1069, 2077],
  fix: 'unsafe',
  messages: {
    after: 'A space is missing after "{text}", so the shell looks for a program called "{word}".',
    before: 'A space is missing before the closing "]".',
    between: 'Spaces are missing around "{text}", so nothing is compared.',
  },
  fixes: { insert: 'Insert the space' },
  check({ reading }, report) {
    for (const { nameWord, args, name, node } of reading.commands) {
      if (!node) continue;
      const opening = /^(?:(?:if|while|until|elif)(?=\[)|\[\[?(?=[^[\]])|!(?=[\w"$/]))/.exec(nameWord.text)?.[0];
      // Behind a bracket and a word with a comma stands an array that was meant for another reader.
      if (opening !== undefined && !/^\[(?:[\w-]*\]|.*,$)/.test(nameWord.text)) {
        const pos = nameWord.pos + opening.length;
        const fix = { title: 'insert' as const, edits: [{ pos, end: pos, text: ' ' }] };
        const codes = [/^[[!]/.test(opening) ? 1035 : 1069];
        report(nameWord, 'after', { text: opening, word: nameWord.text }, { fix, codes });
        continue;
      }
      const last = args[args.length - 1];
      if (name !== '[' || !last) continue;
      if (last.text === ']') {
        const sign = joinedSign(args);
        if (!sign) continue;
        const edits = sign.gaps.map((pos) => ({ pos, end: pos, text: ' ' }));
        const codes = [sign.gaps.length === 2 ? 2077 : 1035];
        report(sign, 'between', { text: sign.text }, { fix: { title: 'insert', edits }, codes });
        continue;
      }
      if (!/[^[\]]\]$/.test(last.text)) continue;
      const pos = last.end - 1;
      const fix = { title: 'insert' as const, edits: [{ pos, end: pos, text: ' ' }] };
      report(last, 'before', {}, { fix, codes: [1020] });
    }
  },
  examples: [
    badShell('‹[-f› a ] && ls', { fixed: '[ -f a ] && ls' }),
    badShell('[ -f ‹a]› && ls', { fixed: '[ -f a ] && ls' }),
    badShell('[ "$A"‹=›b ] && ls', { fixed: '[ "$A" = b ] && ls' }),
    badShell('[ "$A" ‹!=›b ] && ‹!grep› x y', { fixed: '[ "$A" != b ] && ! grep x y' }),
    goodShell(
      '[ -f a ] && [ "a=b" ] && [ -n "$A" ] && [ -z a=b ] && ! ls && test -f b && [ "$x" = "[a]" ] && ls [ab]*',
    ),
    goodShell("['ls', '-l']"),
  ],
});

/** The sign of a comparison that sticks to what it compares: `a=b` alone between the brackets, or `a =b`. */
function joinedSign(
  args: readonly ShellWord[],
): { readonly pos: number; readonly end: number; readonly text: string; readonly gaps: readonly number[] } | undefined {
  const word = args[args.length - 2];
  const parts = word?.node?.parts;
  if (args.length === 2 && word && parts && parts.length > 1) {
    const part = parts.find((one) => one.type === 'Literal' && /[!=]?=/.test(one.text));
    const match = part && /[!=]?=/.exec(part.text);
    if (!part || !match || part.pos + match.index === word.pos) return undefined;
    const pos = part.pos + match.index;
    const end = pos + match[0].length;
    return end < word.end ? { pos, end, text: match[0], gaps: [pos, end] } : undefined;
  }
  const compares = args.length === 3 && !/^[-!(]/.test(args[0]?.text ?? '');
  const match = compares && word ? /^[!=]?=(?=[^=~])/.exec(word.text) : null;
  if (!match || !word) return undefined;
  const end = word.pos + match[0].length;
  return { pos: word.pos, end, text: match[0], gaps: [end] };
}
