import { rules } from '../../../check.js';
import { rulesArguments } from '../arguments.js';
import { paintFor } from '../colour.js';
import { write } from './check.js';

export async function listRules(args: readonly string[]): Promise<number> {
  const { format } = rulesArguments(args);
  const all = rules();
  if (format === 'json') {
    await write(`${JSON.stringify(all, undefined, 2)}\n`);
    return 0;
  }
  const paint = paintFor(process.stdout);
  const width = Math.max(...all.map((rule) => rule.id.length));
  const lines = all.map((rule) => {
    const marks = `${rule.severity.padEnd(7)} ${rule.profile.padEnd(11)} ${rule.fix === 'none' ? '   ' : 'fix'}`;
    return `${paint('bold', rule.id.padEnd(width))}  ${marks}  ${rule.summary}`;
  });
  await write(`${lines.join('\n')}\n\n${all.length} rules. More on one: platform-builder explain RULE\n`);
  return 0;
}
