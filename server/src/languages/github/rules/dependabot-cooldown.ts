import { replace } from '../../../core/edit.js';
import { bad, type FixDraft, good, option, source } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { addEntry, indentStep } from '../../../yaml/edits.js';
import type { YamlMap, YamlScalar } from '../../../yaml/tree.js';
import { entryOf, isEmpty, placeOf, valueOf } from '../../../yaml/values.js';
import type { DependabotUpdate } from '../model/dependabot.js';
import { mapIn, scalarIn } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';

/** What Dependabot waits where nothing is written. */
const implicitDays = 3;

export const rule: Rule = githubRule('github/dependabot-cooldown', {
  summary: 'Dependabot takes new versions before bad ones are found out',
  why: `Most packages with malicious code are found and taken down within days. A cooldown makes Dependabot wait that long
before it proposes a new version; security fixes do not wait. Three days are the default, which is short: set
\`cooldown: { default-days: 7 }\` or more.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: ['zizmor:dependabot-cooldown'],
  fix: 'safe',
  options: { days: option.integer(7, 'The fewest days that a new version has to be out.') },
  messages: {
    missing: 'New versions of "{ecosystem}" are taken after {found} days. Wait for at least {days}.',
    short: 'New versions are taken after {found} days. Wait for at least {days}.',
  },
  fixes: { wait: 'Wait for {days} days' },
  on: {
    dependabot({ root, updates }, ctx) {
      const { days } = ctx.options;
      const step = indentStep(root, ctx.text);
      let seenGood = false;
      for (const update of updates) {
        const problem = cooldownOf(update, days, ctx.text, step);
        if (!problem) {
          seenGood = true;
          continue;
        }
        const { at, found, fix } = problem;
        const params = { ecosystem: update.ecosystem?.text ?? '', found, days };
        // zizmor ends at the first that waits for long enough.
        const aliases = seenGood ? { aliases: [] } : {};
        ctx.report(at, problem.message, params, { ...aliases, ...(fix && { fix }) });
      }
    },
  },
  examples: [
    bad(
      source`
        version: 2

        updates:
          - package-ecosystem: ‹pip›
            directory: /
            schedule:
              interval: daily # each day

          - package-ecosystem: npm
            directory: /
            cooldown:
              default-days: ‹1›
            schedule:
              interval: weekly

          - package-ecosystem: gomod
            ‹cooldown›:
              semver-major-days: 30
            directory: /

          - { package-ecosystem: ‹cargo›, directory: /, schedule: { interval: weekly } }
      `,
      {
        path: '.github/dependabot.yml',
        fixed: source`
          version: 2

          updates:
            - package-ecosystem: pip
              directory: /
              schedule:
                interval: daily # each day
              cooldown:
                default-days: 7

            - package-ecosystem: npm
              directory: /
              cooldown:
                default-days: 7
              schedule:
                interval: weekly

            - package-ecosystem: gomod
              cooldown:
                semver-major-days: 30
                default-days: 7
              directory: /

            - { package-ecosystem: cargo, directory: /, schedule: { interval: weekly }, cooldown: { default-days: 7 } }
        `,
      },
    ),
    bad(
      source`
        version: 2
        updates:
          - package-ecosystem: pip
            directory: /
            cooldown: { default-days: 14 }
          - package-ecosystem: npm
            directory: /
            cooldown: { default-days: ‹7› }
      `,
      { path: '.github/dependabot.yml', options: { days: 10 } },
    ),
    good(
      source`
        version: 2
        updates:
          - package-ecosystem: pip
            directory: /
            schedule: { interval: weekly }
            cooldown: { default-days: 7 }
      `,
      { path: '.github/dependabot.yml' },
    ),
    good(
      source`
        version: 2
        updates:
          - package-ecosystem: pip
            directory: /
            schedule: { interval: weekly }
      `,
      { path: '.github/dependabot.yml', options: { days: 3 } },
    ),
  ],
});

interface Problem {
  readonly at: Span;
  readonly message: 'missing' | 'short';
  readonly found: number;
  readonly fix: FixDraft<'wait'> | undefined;
}

function cooldownOf(update: DependabotUpdate, days: number, text: string, step: number): Problem | undefined {
  const entry = entryOf(update.map, 'cooldown');
  if (!entry || isEmpty(entry.value)) {
    if (implicitDays >= days) return undefined;
    const at = update.ecosystem ?? update.map.entries[0]?.key ?? update.map;
    if (entry) return { at: placeOf(entry), message: 'missing', found: implicitDays, fix: undefined };
    return {
      at,
      message: 'missing',
      found: implicitDays,
      fix: added(text, update.map, cooldownLines(update, days, step)),
    };
  }
  const cooldown = mapIn(update.map, 'cooldown');
  const written = scalarIn(cooldown, 'default-days');
  if (!written) {
    if (implicitDays >= days || !cooldown) return undefined;
    const fix = added(text, cooldown, [`default-days: ${days}`]);
    return { at: entry.key ?? entry, message: 'short', found: implicitDays, fix };
  }
  const found = daysOf(written);
  if (found === undefined || found >= days) return undefined;
  return { at: written, message: 'short', found, fix: { title: 'wait', edits: [replace(written, String(days))] } };
}

function cooldownLines({ map }: DependabotUpdate, days: number, step: number): readonly string[] {
  const inner = `default-days: ${days}`;
  return map.flow ? [`cooldown: { ${inner} }`] : ['cooldown:', `${' '.repeat(step)}${inner}`];
}

function added(text: string, map: YamlMap, lines: readonly string[]): FixDraft<'wait'> | undefined {
  const edit = addEntry(text, map, lines);
  return edit && { title: 'wait', edits: [edit] };
}

function daysOf(scalar: YamlScalar): number | undefined {
  const value = valueOf(scalar);
  return typeof value === 'number' ? value : undefined;
}
