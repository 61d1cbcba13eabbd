import { bad, good, source } from '../../../core/rule.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { hasExpression } from '../model/nodes.js';
import { shellOf } from '../model/script.js';
import { isAction } from '../model/uses.js';
import { withOf } from '../model/with.js';
import type { Job, Step, Workflow } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/misfeature', {
  summary: 'A feature of GitHub Actions that does more harm than good',
  why: `The input \`pip-install\` of \`actions/setup-python\` installs into the Python of the machine, which differs from runner
to runner: make an environment with \`python -m venv\` or \`uv\` instead. The shell \`cmd\` has neither a grammar nor a way to
stop at the first error, and has not been the default since 2019: use \`pwsh\` or \`bash\`. Shells that GitHub does not know by
name are out of reach for most checks.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['zizmor:misfeature'],
  fix: 'none',
  reach: 'part',
  messages: {
    pip: '"pip-install" installs into the Python of the machine. Install into an environment of its own instead.',
    cmd: 'A script for cmd goes on after errors, and little can be checked in it. Use pwsh or bash.',
    shell: 'GitHub does not know the shell "{shell}" by name, so little can be checked in its scripts.',
  },
  on: {
    step({ step }, ctx) {
      if (!isAction(step.uses, 'actions/setup-python')) return;
      const input = withOf(step)?.get('pip-install');
      if (input) ctx.report(input.key, 'pip');
    },
    workflow(workflow, ctx) {
      reportShells(
        workflow.jobs.flatMap((job) => job.steps.flatMap((step) => badShell(step, job, workflow) ?? [])),
        (...finding) => ctx.report(...finding),
      );
    },
    action({ steps }, ctx) {
      reportShells(
        steps.flatMap((step) => badShell(step, undefined, undefined) ?? []),
        (...finding) => ctx.report(...finding),
      );
    },
  },
  examples: [
    bad(source`
      on: push
      defaults:
        run:
          shell: ‹cmd›
      jobs:
        build:
          runs-on: windows-latest
          steps:
            - run: dir
            - run: dir ..
            - run: make
              shell: ‹tcc -run {0}›
            - run: make
              shell: ‹cmd.exe /c {0}›
            - uses: actions/setup-python@v7
              with:
                ‹pip-install›: -r requirements.txt
    `),
    good(source`
      on: push
      jobs:
        build:
          runs-on: windows-latest
          defaults: { run: { shell: cmd } }
          steps:
            - run: make
              shell: bash
            - run: make
              shell: /usr/bin/bash -e {0}
            - run: Get-Item .
              shell: pwsh
            - run: print(1)
              shell: python
            - run: make
              shell: \${{ inputs.shell }}
            - uses: actions/setup-python@v7
              with: { python-version: "3.14" }
    `),
  ],
});

interface BadShell {
  readonly scalar: YamlScalar;
  readonly isCmd: boolean;
}

function badShell(step: Step, job: Job | undefined, workflow: Workflow | undefined): BadShell | undefined {
  if (!step.run) return undefined;
  const { name, scalar } = shellOf(step, job, workflow);
  if (!scalar || hasExpression(scalar) || scalar.text.trim() === '') return undefined;
  if (name === 'cmd') return { scalar, isCmd: true };
  return name === undefined ? { scalar, isCmd: false } : undefined;
}

/** A shell that is the default of several steps is told once, where it is written. */
function reportShells(
  found: readonly BadShell[],
  report: (
    at: YamlScalar,
    message: 'cmd' | 'shell',
    params: Readonly<Record<string, string>>,
    details: { readonly profile?: 'all' },
  ) => void,
): void {
  const seen = new Set<YamlScalar>();
  for (const { scalar, isCmd } of found) {
    if (seen.has(scalar)) continue;
    seen.add(scalar);
    report(scalar, isCmd ? 'cmd' : 'shell', { shell: scalar.text }, isCmd ? {} : { profile: 'all' });
  }
}
