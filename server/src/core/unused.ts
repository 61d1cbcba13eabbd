import type { RuleSet } from './engine.js';
import type { Finding } from './finding.js';
import type { Language } from './language.js';
import { format, type Translate } from './message.js';
import type { Rule } from './rule.js';
import { namesFinding, type Suppressed } from './suppress.js';

/** The rule of a language under which directives that silence nothing are reported. */
export function unusedSuppressionRule(languageId: string, examples: Rule['examples']): Rule {
  return {
    id: `${languageId}/unused-suppression`,
    language: languageId,
    summary: 'Suppression that silences nothing',
    why: `A directive that no finding needs any more hides the next real one. It is reported only where every rule that
it names is on, so that switching a rule off does not make its directives look wrong.`,
    category: 'maintainability',
    severity: 'info',
    profile: 'recommended',
    since: '0.1',
    peers: [],
    fix: 'safe',
    options: {},
    messages: {
      name: 'Nothing here needs the suppression of "{name}". Remove it.',
      all: 'This suppression silences nothing. Remove it.',
    },
    fixes: { remove: 'Remove the unused suppression' },
    on: {},
    examples,
  };
}

/** Findings about directives that silenced nothing. */
export function unusedSuppressions(
  language: Language,
  set: RuleSet,
  unused: Suppressed['unused'],
  translate: Translate | undefined,
): Finding[] {
  if (unused.length === 0) return [];
  const id = `${language.id}/unused-suppression`;
  const own = set.active.find(({ rule }) => rule.id === id);
  if (!own) return [];
  const { rule, level } = own;
  const active = new Set(set.active.map((entry) => entry.rule.id));
  const text = (kind: 'messages' | 'fixes', key: string, name: string): string =>
    format(translate?.(`${id}.${key}`) ?? rule[kind][key] ?? key, { name });
  const findings: Finding[] = [];
  for (const { suppression, name } of unused) {
    // A name is certainly unused only where all that it stands for was looked for.
    const meant = name
      ? language.rules.filter((other) => namesFinding(name.name, other.id, other.peers))
      : language.rules.filter((other) => other.profile === 'recommended');
    if (meant.length === 0 || !meant.every((other) => active.has(other.id))) continue;
    const removal = name?.removal ?? suppression.removal;
    findings.push({
      rule: id,
      aliases: [],
      severity: level ?? rule.severity,
      message: text('messages', name ? 'name' : 'all', name?.name ?? ''),
      span: name?.span ?? suppression.span,
      fixes: removal ? [{ title: text('fixes', 'remove', name?.name ?? ''), safe: true, edits: [removal] }] : [],
      related: [],
      tags: ['unnecessary'],
    });
  }
  return findings;
}
