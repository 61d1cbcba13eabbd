import type { FileView } from '../../../core/files.js';
import { bad, type FixDraft, good, source } from '../../../core/rule.js';
import { indentStep, removeEntry, replaceScalar, setBlock } from '../../../yaml/edits.js';
import { entryOf, resolved } from '../../../yaml/values.js';
import { expressionsOf } from '../model/expressions.js';
import { localWorkflow, secretsOfCall } from '../model/interface.js';
import { textIn } from '../model/nodes.js';
import { secretReads } from '../model/secret-reads.js';
import type { Uses } from '../model/uses.js';
import type { Job, Workflow } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/secrets-inherit', {
  summary: 'A called workflow is given every secret',
  why: `With \`secrets: inherit\` the called workflow gets every secret that the caller can read, also those that it has no
use for. Of a workflow in another repository, whoever may change it can read them all. Name what it needs, as
\`secrets: { token: \${{ secrets.TOKEN }} }\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:secrets-inherit'],
  fix: 'unsafe',
  reach: 'part',
  messages: { inherit: '"{callee}" gets every secret of this repository. Name the ones that it needs.' },
  fixes: {
    list: 'Give only the secrets that the called workflow declares',
    none: 'Give no secrets, as the called workflow reads none',
  },
  on: {
    job({ job, workflow }, ctx) {
      const { uses } = job;
      const entry = entryOf(job.map, 'secrets');
      const value = resolved(entry?.value);
      if (!uses || value?.kind !== 'scalar' || value.text !== 'inherit') return;
      const fix = fixOf(ctx, job, workflow, uses);
      // Within a repository the same people see to caller and callee.
      const profile = uses.form.kind === 'local' ? 'strict' : 'recommended';
      ctx.report(value, 'inherit', { callee: uses.text }, { profile, tags: ['secret'], ...(fix && { fix }) });
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        build:
          uses: example/shared/.github/workflows/build.yml@v1
          secrets: ‹inherit›
    `),
    bad(
      source`
        on: push
        jobs:
          build:
            uses: ./.github/workflows/build.yml
            secrets: ‹inherit› # all of them
      `,
      {
        files: {
          '.github/workflows/build.yml': source`
            on:
              workflow_call:
                secrets:
                  token: { required: true }
                  key: { required: false }
            jobs:
              build:
                runs-on: ubuntu-latest
                steps:
                  - run: make
                    env: { TOKEN: "\${{ secrets.TOKEN }}", API: "\${{ secrets.GITHUB_TOKEN }}" }
          `,
        },
        fixed: source`
          on: push
          jobs:
            build:
              uses: ./.github/workflows/build.yml
              secrets:
                token: \${{ secrets.token }}
                key: \${{ secrets.key }} # all of them
        `,
      },
    ),
    bad(
      source`
        on: push
        jobs:
          build: { uses: ./.github/workflows/build.yml, secrets: ‹inherit› }
      `,
      {
        files: {
          '.github/workflows/build.yml': source`
            on: { workflow_call: { secrets: { token: { required: true } } } }
            jobs:
              build:
                runs-on: ubuntu-latest
                steps: [{ run: make, env: { TOKEN: "\${{ secrets.token }}" } }]
          `,
        },
        fixed: source`
          on: push
          jobs:
            build: { uses: ./.github/workflows/build.yml, secrets: { token: "\${{ secrets.token }}" } }
        `,
      },
    ),
    bad(
      source`
        on: push
        jobs:
          build:
            uses: ./.github/workflows/build.yml
            secrets: ‹inherit›
      `,
      {
        files: {
          '.github/workflows/build.yml': source`
            on: workflow_call
            jobs: { build: { runs-on: ubuntu-latest, steps: [run: make] } }
          `,
        },
        fixed: source`
          on: push
          jobs:
            build:
              uses: ./.github/workflows/build.yml
        `,
      },
    ),
    bad(
      source`
        on: push
        jobs:
          build:
            uses: ./.github/workflows/build.yml
            secrets: ‹inherit›
      `,
      {
        files: {
          '.github/workflows/build.yml': source`
            on: workflow_call
            jobs:
              build:
                runs-on: ubuntu-latest
                steps: [{ run: make, env: { TOKEN: "\${{ secrets.UNDECLARED }}" } }]
          `,
        },
      },
    ),
    good(source`
      on: push
      jobs:
        build:
          uses: example/shared/.github/workflows/build.yml@v1
          secrets:
            token: \${{ secrets.TOKEN }}
        test:
          uses: example/shared/.github/workflows/test.yml@v1
        lint:
          uses: example/shared/.github/workflows/lint.yml@v1
          secrets: {}
    `),
  ],
});

interface Around {
  readonly text: string;
  readonly path: string;
  readonly files: FileView;
}

function fixOf(
  { text, path, files }: Around,
  job: Job,
  workflow: Workflow,
  uses: Uses,
): FixDraft<'list' | 'none'> | undefined {
  const callee = localWorkflow(uses, path, files)?.value;
  const entry = entryOf(job.map, 'secrets');
  if (!callee || !entry || !job.map || entry.value?.kind !== 'scalar') return undefined;
  const names = neededSecrets(callee);
  if (!names) return undefined;
  if (names.length === 0) {
    const edit = removeEntry(text, job.map, entry);
    return edit && { title: 'none', edits: [edit] };
  }
  if (job.map.flow) {
    const inner = names.map((name) => `${name}: "\${{ secrets.${name} }}"`).join(', ');
    return { title: 'list', edits: [{ ...replaceScalar(entry.value, ''), text: `{ ${inner} }` }] };
  }
  const lines = names.map((name) => `${name}: \${{ secrets.${name} }}`);
  const edit = setBlock(text, entry, lines, indentStep(workflow.root, text));
  return edit && { title: 'list', edits: [edit] };
}

/** The secrets that a workflow declares; undefined where it may read others as well. */
function neededSecrets(callee: Workflow): readonly string[] | undefined {
  const declared = (secretsOfCall(callee) ?? []).map(({ name }) => name);
  const known = new Set(['github_token', ...declared.map((name) => name.toLowerCase())]);
  if (callee.jobs.some(({ map }) => textIn(map, 'secrets') === 'inherit')) return undefined;
  for (const { parsed, text } of expressionsOf(callee.document, 'workflow')) {
    const reads = secretReads(parsed.root);
    if (reads.some(({ name }) => !known.has(name.toLowerCase()))) return undefined;
    // Secrets that are read without a name may be any.
    if (/\bsecrets\b/i.test(text) && reads.length === 0) return undefined;
  }
  return declared;
}
