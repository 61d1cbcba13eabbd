import type { TextEdit } from '../../../core/edit.js';
import { bad, good, type ReportDetails, source } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { removeEntry } from '../../../yaml/edits.js';
import type { YamlMap } from '../../../yaml/tree.js';
import { entryOf } from '../../../yaml/values.js';
import { hasExpression, namedEntry, valueIn } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';

const variable = 'ACTIONS_ALLOW_UNSECURE_COMMANDS';

export const rule: Rule = githubRule('github/insecure-commands', {
  summary: 'Commands that set the environment through the log are switched on again',
  why: `\`::set-env::\` and \`::add-path::\` let every line that a program prints set variables for the steps after it, such as
\`LD_PRELOAD\`, so that printing the title of an issue was enough to take a runner over (CVE-2020-15228). GitHub switched them
off; \`ACTIONS_ALLOW_UNSECURE_COMMANDS\` brings them back. Remove it and write to the files \`$GITHUB_ENV\` and \`$GITHUB_PATH\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:insecure-commands', 'checkov:CKV_GHA_1'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    allowed: `"${variable}" lets anything that a program prints change the environment. Remove it, and write to "$GITHUB_ENV".`,
    unknown: `An expression gives the environment, which may set "${variable}".`,
  },
  fixes: { remove: `Remove "${variable}"` },
  on: {
    workflow({ root }, ctx) {
      const found = setIn(root, ctx.text);
      if (found) ctx.report(found.at, messageOf(found), {}, detailsOf(found));
    },
    job({ job }, ctx) {
      const found = setIn(job.map, ctx.text);
      if (found) ctx.report(found.at, messageOf(found), {}, detailsOf(found));
    },
    step({ step }, ctx) {
      const found = setIn(step.map, ctx.text);
      if (found) ctx.report(found.at, messageOf(found), {}, detailsOf(found));
    },
  },
  examples: [
    bad(
      source`
        on: push
        env:
          ‹ACTIONS_ALLOW_UNSECURE_COMMANDS›: true
          MODE: fast # not slow
        jobs:
          build:
            runs-on: ubuntu-latest
            env:
              ‹ACTIONS_ALLOW_UNSECURE_COMMANDS›: 'True'
            steps:
              - run: make
                env: { MODE: slow, ‹ACTIONS_ALLOW_UNSECURE_COMMANDS›: "true" }
              - { run: make, env: { ‹ACTIONS_ALLOW_UNSECURE_COMMANDS›: true } }
      `,
      {
        fixed: source`
          on: push
          env:
            MODE: fast # not slow
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - run: make
                  env: { MODE: slow }
                - { run: make }
        `,
      },
    ),
    bad(
      source`
        name: Build
        description: Builds
        runs:
          using: composite
          steps:
            - run: make
              shell: bash
              env: ‹\${{ fromJSON(inputs.env) }}›
      `,
      { path: 'action.yml' },
    ),
    good(source`
      on: push
      env:
        ACTIONS_ALLOW_UNSECURE_COMMANDS: false
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: make
              env: { ACTIONS_ALLOW_UNSECURE_COMMANDS: "" }
    `),
  ],
});

/** Where the variable is set in the `env` of a table; `removal` takes it out. */
function setIn(map: YamlMap | undefined, text: string): Setting | undefined {
  const env = valueIn(map, 'env');
  if (!map || !env) return undefined;
  if (env.kind === 'scalar') return hasExpression(env) ? { at: env, isKnown: false, removal: undefined } : undefined;
  const found = namedEntry(env, variable);
  if (env.kind !== 'map' || found?.value?.kind !== 'scalar') return undefined;
  if (found.value.text.trim().toLowerCase() !== 'true') return undefined;
  const whole = entryOf(map, 'env');
  const removal = env.entries.length > 1 ? removeEntry(text, env, found.entry) : whole && removeEntry(text, map, whole);
  return { at: found.key, isKnown: true, removal };
}

interface Setting {
  readonly at: Span;
  /** False where an expression gives all variables. */
  readonly isKnown: boolean;
  readonly removal: TextEdit | undefined;
}

function messageOf({ isKnown }: Setting): 'allowed' | 'unknown' {
  return isKnown ? 'allowed' : 'unknown';
}

function detailsOf({ isKnown, removal }: Setting): ReportDetails<'remove'> {
  if (!isKnown) return { severity: 'warning', profile: 'all', aliases: ['zizmor:insecure-commands'] };
  return removal ? { fix: { title: 'remove', edits: [removal] } } : {};
}
