import { ruleUrl } from '../../../check.js';
import { rulesNamed } from '../../../core/config.js';
import { nearest } from '../../../core/nearest.js';
import { rulesById } from '../../../service.js';
import { UsageError } from '../arguments.js';
import { paintFor } from '../colour.js';
import { write } from './check.js';

export async function explain(args: readonly string[]): Promise<number> {
  const [name] = args;
  if (name === undefined || args.length !== 1) throw new UsageError('explain takes one rule name');
  const all = [...rulesById.values()];
  const found = rulesNamed(name, all);
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
    const examples = rule.examples.slice(0, 4).map((example) => {
      const text = example.text.replace(/[‹›]/g, '').trimEnd();
      return `${example.valid ? 'Good' : 'Bad'}:\n${text.replace(/^/gm, '    ')}`;
    });
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
