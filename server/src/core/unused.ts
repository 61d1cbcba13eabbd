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
    why: `A directive that no finding needs hides the next real one. It is reported only where every rule that
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
    const meant = rulesMeant(language, name?.name);
    if (meant.length === 0 || !meant.every((other) => active.has(other.id))) continue;
    // A line that names others as well is not removed for one of them.
    const removal = name && suppression.names.length > 1 ? name.removal : suppression.removal;
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

const meanings = new WeakMap<Language, Map<string, readonly Rule[]>>();
/** More names than that are not in use: what is typed halfway need not be kept for ever. */
const mostNames = 500;

/** The rules that a name in a directive stands for; without a name, those that every user has. */
function rulesMeant(language: Language, name: string | undefined): readonly Rule[] {
  const known = meanings.get(language) ?? new Map<string, readonly Rule[]>();
  meanings.set(language, known);
  const key = name ?? '';
  let found = known.get(key);
  if (!found) {
    found = language.rules.filter((rule) =>
      name === undefined ? rule.profile === 'recommended' : namesFinding(name, rule.id, rule.peers),
    );
    if (known.size >= mostNames) known.clear();
    known.set(key, found);
  }
  return found;
}
