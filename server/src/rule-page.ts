import { ruleUrl } from './check.js';
import type { Example, Rule } from './core/rule.js';

/** A rule's page as Markdown, for editors. The pages in docs/ are made from the same data. */
export function rulePage(rule: Rule): string {
  const facts = [
    `severity **${rule.severity}**`,
    `profile **${rule.profile}**`,
    `category **${rule.category}**`,
    `fix **${rule.fix}**`,
  ];
  const options = Object.entries(rule.options).map(
    ([name, spec]) => `- \`${name}\` (${spec.type}, default \`${JSON.stringify(spec.default)}\`): ${spec.description}`,
  );
  const examples = (title: string, list: readonly Example[]): string[] =>
    list.length === 0
      ? []
      : [`## ${title}`, ...list.map((example) => fence(example.text.replace(/[‹›]/g, ''), rule.language))];
  return [
    `# ${rule.id}`,
    `**${rule.summary}.**`,
    rule.why,
    facts.join(' · '),
    ...(rule.peers.length > 0 ? [`Also known as ${rule.peers.map((peer) => `\`${peer}\``).join(', ')}.`] : []),
    ...(options.length > 0 ? ['## Options', options.join('\n')] : []),
    ...examples(
      'Reported',
      rule.examples.filter((example) => !example.valid),
    ),
    ...examples(
      'Not reported',
      rule.examples.filter((example) => example.valid),
    ),
    `[On the web](${ruleUrl(rule.id)})`,
    '',
  ].join('\n\n');
}

function fence(text: string, language: string): string {
  const ticks = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((match) => match[0].length + 1)));
  return `${ticks}${language === 'config' ? 'yaml' : language}\n${text.replace(/\n$/, '')}\n${ticks}`;
}
