import { bad, type FixDraft, good, source } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { removeEntry } from '../../../yaml/edits.js';
import type { YamlEntry, YamlMap } from '../../../yaml/tree.js';
import { entryOf, keyText, resolved } from '../../../yaml/values.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/debug-enabled', {
  summary: 'Debug logging is left on',
  why: `Debug logs tell more than the usual ones, also about what steps were given, and anyone who can see the run can read
them. GitHub switches them on for one run with "Enable debug logging" under *Re-run jobs*; nothing has to stay in the file.`,
  category: 'security',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: ['poutine:debug_enabled'],
  fix: 'safe',
  reach: 'part',
  messages: {
    debug: '"{name}" writes debug logs for everyone to read. Take it out, and switch it on for single runs.',
  },
  fixes: { remove: 'Remove "{name}"' },
  on: {
    workflow({ root }, ctx) {
      for (const { at, name, details } of debugIn(root, ctx.text)) ctx.report(at, 'debug', { name }, details);
    },
    job({ job }, ctx) {
      for (const { at, name, details } of debugIn(job.map, ctx.text)) ctx.report(at, 'debug', { name }, details);
    },
    step({ step, workflow }, ctx) {
      // poutine looks at workflows only.
      const aliases = workflow ? {} : { aliases: [] };
      for (const { at, name, details } of debugIn(step.map, ctx.text))
        ctx.report(at, 'debug', { name }, { ...details, ...aliases });
    },
  },
  examples: [
    bad(
      source`
        on: push
        env:
          ‹ACTIONS_RUNNER_DEBUG›: true
        jobs:
          build:
            runs-on: ubuntu-latest
            env:
              ‹ACTIONS_STEP_DEBUG›: "True" # for now
              NAME: value
            steps:
              - run: make
                env: { NAME: value, ‹ACTIONS_STEP_DEBUG›: true }
              - env: { ‹ACTIONS_RUNNER_DEBUG›: true, ‹ACTIONS_STEP_DEBUG›: true }
                run: make
      `,
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              env:
                NAME: value
              steps:
                - run: make
                  env: { NAME: value }
                - run: make
        `,
      },
    ),
    good(source`
      on: push
      env:
        ACTIONS_STEP_DEBUG: false
        DEBUG: true
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: make
              env: { ACTIONS_RUNNER_DEBUG: "\${{ inputs.debug }}" }
    `),
  ],
});

interface Debug {
  readonly at: Span;
  readonly name: string;
  readonly details: { readonly fix?: FixDraft<'remove'> };
}

function isDebug(entry: YamlEntry): boolean {
  const value = resolved(entry.value);
  if (value?.kind !== 'scalar' || value.text.trim().toLowerCase() !== 'true') return false;
  const name = keyText(entry);
  return name === 'ACTIONS_STEP_DEBUG' || name === 'ACTIONS_RUNNER_DEBUG';
}

/** What switches debug logs on in the `env` of a map; where that holds nothing else, it goes as a whole. */
function debugIn(map: YamlMap | undefined, text: string): readonly Debug[] {
  const env = entryOf(map, 'env');
  const variables = env?.value;
  if (!map || !env || variables?.kind !== 'map') return [];
  const found = variables.entries.filter(isDebug);
  const isAll = found.length === variables.entries.length;
  return found.map((entry) => {
    const removal = isAll ? removeEntry(text, map, env) : removeEntry(text, variables, entry);
    const details = removal ? { fix: { title: 'remove' as const, edits: [removal] } } : {};
    return { at: entry.key ?? entry, name: keyText(entry) ?? '', details };
  });
}
