import type { Diagnostic } from '../../../check.js';
import { printable } from '../../../core/message.js';
import type { Paint } from '../colour.js';
import type { Report, Reported } from '../run.js';

const widest = 160;

/** For people: each finding with its line and a marker, then a summary. */
export function formatPretty(report: Report, paint: Paint): string {
  const out: string[] = [];
  for (const file of report.files) {
    const lines = file.diagnostics.length > 0 ? file.text.split(/\r\n|\n|\r/) : [];
    for (const diagnostic of file.diagnostics) out.push(finding(file, diagnostic, lines, paint), '');
  }
  for (const { path, reason } of report.skipped) out.push(`${printable(path)}: skipped, ${printable(reason)}`);
  for (const path of report.fixed) out.push(`${printable(path)}: fixed`);
  if (out.length > 0 && out[out.length - 1] !== '') out.push('');
  out.push(summary(report, paint), '');
  return out.join('\n');
}

function finding(file: Reported, diagnostic: Diagnostic, lines: readonly string[], paint: Paint): string {
  const { start } = diagnostic.range;
  const place = `${printable(file.path)}:${start.line + 1}:${start.character + 1}`;
  const colour = { error: 'red', warning: 'yellow', info: 'blue', hint: 'cyan' }[diagnostic.severity] as 'red';
  const fixes = diagnostic.fixes.map((fix) => `${fix.safe ? 'fix' : 'possible fix'}: ${printable(fix.title)}`);
  return [
    `${paint('bold', place)}: ${paint(colour, diagnostic.severity)}: ${printable(diagnostic.message)} ${paint('dim', `[${diagnostic.rule}]`)}`,
    ...excerpt(diagnostic, lines, paint),
    ...(fixes[0] === undefined ? [] : [`  ${paint('dim', fixes[0])}`]),
    `  ${paint('dim', diagnostic.url)}`,
  ].join('\n');
}

function excerpt(diagnostic: Diagnostic, lines: readonly string[], paint: Paint): string[] {
  const { start, end } = diagnostic.range;
  const line = lines[start.line];
  if (line === undefined) return [];
  // Long lines are shown around the finding.
  const from = Math.max(0, Math.min(start.character - 20, line.length - widest));
  let part = line.slice(from, from + widest);
  const until = end.line === start.line ? Math.min(end.character, from + widest) : Math.min(line.length, from + widest);
  const width = Math.max(1, until - start.character);
  if (diagnostic.tags?.includes('secret')) {
    part = part.slice(0, start.character - from) + '•'.repeat(Math.max(1, part.length - (start.character - from)));
  }
  const clean = part.replace(/\t/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\u00b7');
  const number = String(start.line + 1).padStart(5);
  return [
    `${paint('dim', `${number} |`)} ${clean}`,
    `${paint('dim', `${' '.repeat(5)} |`)} ${' '.repeat(start.character - from)}${paint('bold', '^'.repeat(width))}`,
  ];
}

function summary(report: Report, paint: Paint): string {
  const { counts } = report;
  const total = counts.error + counts.warning + counts.info + counts.hint;
  const checked = `${plural(report.files.length, 'file')} checked in ${Math.max(1, Math.round(report.milliseconds))} ms`;
  if (total === 0) return paint('bold', `No problems. ${checked}.`);
  const parts = [
    counts.error > 0 && paint('red', plural(counts.error, 'error')),
    counts.warning > 0 && paint('yellow', plural(counts.warning, 'warning')),
    counts.info > 0 && paint('blue', `${counts.info} info`),
    counts.hint > 0 && paint('cyan', plural(counts.hint, 'hint')),
  ].filter((part) => part !== false);
  const safe = report.files
    .flatMap((file) => file.diagnostics)
    .filter((one) => one.fixes.some((fix) => fix.safe)).length;
  const fixable = safe > 0 ? ` ${safe} can be fixed with --fix.` : '';
  return `${paint('bold', plural(total, 'problem'))} (${parts.join(', ')}). ${checked}.${fixable}`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
