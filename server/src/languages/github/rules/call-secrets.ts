import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { calleeOf } from '../model/callee.js';
import { secretsOfCall } from '../model/interface.js';
import { entriesOf, valueIn } from '../model/nodes.js';
import { addToTable } from '../model/set-input.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/call-secrets', {
  summary: 'The secrets that a job passes on are not those that the called workflow takes',
  why: `A called workflow gets only the secrets that the job passes to it, and takes only those that it declares below
\`on.workflow_call.secrets\`. GitHub refuses a workflow that calls another one without a secret which that requires, or with
one that it does not declare. \`secrets: inherit\` passes on all of them.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:workflow-call', 'languageservice:schema'],
  fix: 'safe',
  reach: 'part',
  messages: {
    missing: '"{callee}" needs the secret {names}. Pass it on in "secrets".',
    several: '"{callee}" needs the secrets {names}. Pass them on in "secrets".',
    unknown: '"{callee}" declares no secret "{name}".',
    misspelt: '"{callee}" declares no secret "{name}". Did you mean "{suggestion}"?',
  },
  fixes: { add: 'Pass on {names}', rename: 'Replace with "{suggestion}"' },
  on: {
    job({ job, workflow }, ctx) {
      const callee = calleeOf(job, ctx.path, ctx.files);
      const { uses, map } = job;
      if (!callee || !uses || !map) return;
      const given = valueIn(map, 'secrets');
      // "inherit", or an expression.
      if (given?.kind === 'scalar' && given.text !== '') return;
      const declared = secretsOfCall(callee.workflow) ?? [];
      const entries = entriesOf(given);
      const names = new Set(entries.map(({ name }) => name.toLowerCase()));
      const meant = new Set<string>();
      for (const { name, key } of entries) {
        if (declared.some((one) => one.name.toLowerCase() === name.toLowerCase())) continue;
        const free = declared.map((one) => one.name).filter((one) => !names.has(one.toLowerCase()));
        const suggestion = nearest(name, free);
        if (suggestion !== undefined) meant.add(suggestion);
        const params = { callee: uses.text, name, suggestion: suggestion ?? '' };
        if (suggestion === undefined) ctx.report(key, 'unknown', params);
        else {
          const edits = [replaceScalar(key, suggestion)];
          ctx.report(key, 'misspelt', params, { fix: { title: 'rename', params, edits } });
        }
      }
      const missing = declared.flatMap(({ name, required }) =>
        required && !names.has(name.toLowerCase()) && !meant.has(name) ? [name] : [],
      );
      if (missing.length === 0) return;
      const list = missing.map((name) => `"${name}"`).join(' and ');
      const lines = missing.map((name) => `${name}: \${{ secrets.${name} }}`);
      const edits = addToTable(map, 'secrets', lines, ctx.text, workflow.root);
      const fix = edits && { title: 'add' as const, params: { names: list }, edits };
      ctx.report(
        uses.scalar,
        missing.length === 1 ? 'missing' : 'several',
        { callee: uses.text, names: list },
        { fix },
      );
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          a:
            uses: ‹./.github/workflows/called.yml›
          b:
            uses: ‹./.github/workflows/called.yml›
            secrets:
              ‹OTHER›: \${{ secrets.OTHER }} # for later
          c:
            uses: ./.github/workflows/called.yml
            secrets: { TOKEN: x, ‹OPTOINAL›: y }
      `,
      {
        files: {
          '.github/workflows/called.yml':
            'on:\n  workflow_call:\n    secrets:\n      TOKEN: { required: true }\n      OPTIONAL:\njobs: {}\n',
        },
        fixed: source`
          on: push
          jobs:
            a:
              uses: ./.github/workflows/called.yml
              secrets:
                TOKEN: \${{ secrets.TOKEN }}
            b:
              uses: ./.github/workflows/called.yml
              secrets:
                OTHER: \${{ secrets.OTHER }} # for later
                TOKEN: \${{ secrets.TOKEN }}
            c:
              uses: ./.github/workflows/called.yml
              secrets: { TOKEN: x, OPTIONAL: y }
        `,
      },
    ),
    good(
      source`
        on: push
        jobs:
          a:
            uses: ./.github/workflows/called.yml
            secrets: inherit
          b:
            uses: ./.github/workflows/called.yml
            secrets: { token: "\${{ secrets.T }}" }
          c:
            uses: example/other/.github/workflows/called.yml@v1
            secrets: { ANY: "\${{ secrets.T }}" }
          d:
            uses: ./.github/workflows/missing.yml
            secrets: { ANY: "\${{ secrets.T }}" }
      `,
      {
        files: {
          '.github/workflows/called.yml':
            'on:\n  workflow_call:\n    secrets:\n      TOKEN: { required: true }\n      OPTIONAL:\njobs: {}\n',
        },
      },
    ),
  ],
});
