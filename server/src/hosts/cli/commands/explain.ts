import { ruleUrl } from '../../../check.js';
import { rulesNamed } from '../../../core/config.js';
import { nearest } from '../../../core/nearest.js';
import { rulesById } from '../../../service.js';
import { UsageError } from '../arguments.js';
import { type Paint, paintFor } from '../colour.js';
import { write } from './check.js';

export async function explain(args: readonly string[]): Promise<number> {
  const [name] = args;
  if (name === undefined || args.length !== 1) throw new UsageError('explain takes one rule name');
  const all = [...rulesById.values()];
  const named = rulesNamed(name, all);
  // Several languages may have a rule of the same short name: all of them are shown.
  const found = named.length > 0 ? named : all.filter((rule) => rule.id.endsWith(`/${name}`));
  if (found.length === 0) {
    const known = nearest(
      name,
      all.flatMap((rule) => [rule.id, rule.id.slice(rule.id.indexOf('/') + 1), ...rule.peers]),
    );
    throw new UsageError(`no rule is called "${name}"${known === undefined ? '' : `; did you mean "${known}"?`}`);
  }
  const paint = paintFor(process.stdout);
  const pages = found.map((rule) => {
    const facts = [
      `severity ${rule.severity}`,
      `profile ${rule.profile}`,
      `category ${rule.category}`,
      `fix ${rule.fix}`,
      ...(rule.peers.length > 0 ? [`also known as ${rule.peers.join(', ')}`] : []),
    ];
    const options = Object.entries(rule.options).map(
      ([key, spec]) => `  ${key} (${spec.type}, default ${JSON.stringify(spec.default)}): ${spec.description}`,
    );
    const examples = [false, true].flatMap((valid) =>
      rule.examples
        .filter((example) => example.valid === valid)
        .slice(0, 2)
        .map((example) => `${valid ? 'Good' : 'Bad'}:\n${shown(example.text, paint)}`),
    );
    return [
      `${paint('bold', rule.id)}: ${rule.summary}`,
      paint('dim', facts.join(' · ')),
      '',
      rule.why,
      '',
      ...(options.length > 0 ? ['Options:', ...options, ''] : []),
      ...examples,
      '',
      paint('dim', ruleUrl(rule.id)),
      '',
    ].join('\n');
  });
  await write(pages.join('\n'));
  return 0;
}

/** An example's text, with carets below what its marks `‹` and `›` enclose. */
function shown(marked: string, paint: Paint): string {
  return marked
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      let text = '';
      // Only of marks that begin on this line: what goes on from above is shown where it begins.
      const open: number[] = [];
      const carets = new Set<number>();
      const close = (): void => {
        const start = open.pop();
        if (start === undefined) return;
        // An empty mark is the place where something is missing.
        for (let at = start; at < Math.max(text.length, start + 1); at++) carets.add(at);
      };
      for (const c of line) {
        if (c === '‹') open.push(text.length);
        else if (c === '›') close();
        else text += c;
      }
      while (open.length > 0) close();
      if (carets.size === 0) return [`    ${text}`];
      let below = '';
      for (let at = 0; at <= Math.max(...carets); at++) {
        // Tabs stay tabs, so that the carets stand below what they mean.
        below += carets.has(at) ? '^' : text[at] === '\t' ? '\t' : ' ';
      }
      return [`    ${text}`, `    ${paint('bold', below)}`];
    })
    .join('\n');
}
