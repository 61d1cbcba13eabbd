import { bad, good, source } from '../../../core/rule.js';
import { type PlainCommand, plainCommands } from '../model/commands.js';
import { hasExpression, valueIn } from '../model/nodes.js';
import { tagsOf } from '../model/pinned.js';
import { scriptOf } from '../model/script.js';
import { setInput } from '../model/set-input.js';
import { isAction, isCommit, majorOf } from '../model/uses.js';
import { isOn, withOf } from '../model/with.js';
import type { Step } from '../model/workflow.js';
import { type Around, githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/artipacked', {
  summary: 'A checkout leaves its token on the disk',
  why: `\`actions/checkout\` keeps the token that it used, so that later steps can push: up to version 5 in \`.git/config\`, since
then in a file of the runner's. Every program that runs later can read it, be it a test or what a package runs when it is
installed, and an artifact of the whole folder carries it away. Set \`persist-credentials: false\`.

In jobs that push by git themselves, and for version 6 and later, which keep the token out of the folder, this is reported
in profile *strict* only.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:artipacked'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    kept: 'The checkout leaves its token in ".git/config" for all steps after it. Set "persist-credentials: false".',
    file: 'The checkout leaves its token on the runner for all steps after it. Set "persist-credentials: false".',
    uploaded:
      'The checkout leaves its token in ".git/config", and a later step uploads that folder. Set "persist-credentials: false".',
    wanted:
      '"persist-credentials: true" leaves the token for all steps after the checkout. Make sure that they need it.',
    unknown: 'An expression decides whether the checkout leaves its token for the steps after it.',
  },
  fixes: { forget: 'Set "persist-credentials: false"' },
  on: {
    step({ step, steps, ...around }, ctx) {
      const { uses } = step;
      if (uses?.form.kind !== 'repository' || !isAction(uses, 'actions/checkout')) return;
      const inputs = withOf(step);
      if (!inputs) {
        ctx.report(uses.scalar, 'unknown', {}, { severity: 'info', profile: 'strict' });
        return;
      }
      const value = inputs.get('persist-credentials')?.value;
      const text = value?.kind === 'scalar' ? value.text.trim().toLowerCase() : '';
      if (text === 'false') return;
      const root = (around.workflow ?? around.action)?.root;
      const edits = setInput(step, 'persist-credentials', 'false', ctx.text, root);
      const fix = edits && { title: 'forget' as const, edits };
      if (value?.kind === 'scalar' && hasExpression(value)) {
        ctx.report(value, 'unknown', {}, { profile: 'strict', fix });
        return;
      }
      if (value && text === 'true') {
        ctx.report(value, 'wanted', {}, { profile: 'all', fix });
        return;
      }
      const later = steps.slice(steps.indexOf(step) + 1);
      const inFile = (majorOf(tagsOf(uses.form, uses.scalar, ctx.text)[0]) ?? 0) >= 6;
      const uploads = later.filter(uploadsFolder);
      const isLeak = uploads.some(uploadsHidden) && !inFile;
      ctx.report(
        uses.scalar,
        isLeak ? 'uploaded' : inFile ? 'file' : 'kept',
        {},
        {
          severity: !isLeak && inFile && uploads.length === 0 ? 'info' : 'warning',
          ...((inFile || pushes(later, around)) && !isLeak && { profile: 'strict' as const }),
          fix,
        },
      );
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: ‹actions/checkout@v4›
              - uses: ‹actions/checkout@v5›
                with:
                  path: docs # the manual
              - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8
                with: { path: web, persist-credentials: ‹true› }
              - { uses: ‹actions/checkout@v4› }
              - run: make
      `,
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v4
                  with:
                    persist-credentials: false
                - uses: actions/checkout@v5
                  with:
                    path: docs # the manual
                    persist-credentials: false
                - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8
                  with: { path: web, persist-credentials: false }
                - { uses: actions/checkout@v4, with: { persist-credentials: false } }
                - run: make
        `,
      },
    ),
    bad(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: ‹actions/checkout@v7›
            - uses: ‹actions/checkout@0000000000000000000000000000000000000000› # v6.0.1
            - uses: actions/checkout@v4
              with:
                persist-credentials: ‹\${{ inputs.push }}›
            - uses: ‹actions/checkout@v4›
              with: \${{ fromJSON(inputs.checkout) }}
            - uses: actions/upload-artifact@v3
              with:
                path: |
                  dist
                  .
    `),
    bad(
      source`
        name: Fetch
        description: Fetches
        runs:
          using: composite
          steps:
            - uses: ‹actions/checkout@v4›
            - run: git push
              shell: bash
      `,
      { path: 'action.yml' },
    ),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v4
              with:
                persist-credentials: false
            - uses: actions/checkout@v4
              with: { Persist-Credentials: "false" }
            - uses: actions/checkout/sub@v4
    `),
  ],
});

/** Whether a step uploads the folder that the repository is in. */
function uploadsFolder(step: Step): boolean {
  if (!isAction(step.uses, 'actions/upload-artifact')) return false;
  const path = valueIn(step.map, 'with', 'path');
  if (path?.kind !== 'scalar') return false;
  return path.text
    .split('\n')
    .map((line) => line.trim())
    .some((line) => /^\.{1,2}\/?$/.test(line) || /^\$\{\{\s*github\.workspace\s*\}\}\/?$/i.test(line));
}

/** From version 4.4 on, folders such as `.git` are left out unless they are asked for. */
function uploadsHidden(step: Step): boolean {
  const { form } = step.uses ?? {};
  if (form?.kind !== 'repository') return false;
  const inputs = withOf(step);
  if (!inputs || isOn(inputs, 'include-hidden-files') === true) return true;
  const [, major = '', minor] = /^v?(\d+)(?:\.(\d+))?/.exec(isCommit(form.ref) ? '' : (form.ref ?? '')) ?? [];
  return major !== '' && (Number(major) < 4 || (Number(major) === 4 && minor !== undefined && Number(minor) < 4));
}

/** Actions that push by the git of the checkout. */
const pushers = [
  'ad-m/github-push-action',
  'changesets/action',
  'endbug/add-and-commit',
  'jamesives/github-pages-deploy-action',
  'stefanzweifel/git-auto-commit-action',
  'helm/chart-releaser-action',
];

const remote: ReadonlySet<string> = new Set([
  'push',
  'fetch',
  'pull',
  'submodule',
  'clone',
  'ls-remote',
  'remote',
  'lfs',
]);

/** Whether steps talk to the repository by git, for which they need the token. */
function pushes(steps: readonly Step[], around: Pick<Around, 'job' | 'workflow' | 'action'>): boolean {
  return steps.some((step) => {
    if (isAction(step.uses, ...pushers)) return true;
    const script = step.run && /\b(?:git|semantic-release|lerna|mike|gh-pages|changeset)\b/.test(step.run.text);
    if (!script) return false;
    const read = scriptOf(step, { job: around.job, workflow: around.workflow });
    return read !== undefined && plainCommands(read).some(usesRemote);
  });
}

function usesRemote({ name, args }: PlainCommand): boolean {
  if (name === 'git') return args.some(({ text }) => remote.has(text));
  return ['semantic-release', 'lerna', 'mike', 'gh-pages', 'npx', 'yarn', 'pnpm', 'npm'].includes(name);
}
