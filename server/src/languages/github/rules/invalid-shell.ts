import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { isEmpty } from '../../../yaml/values.js';
import { hasExpression, scalarIn } from '../model/nodes.js';
import { labelsOf, osOf } from '../model/runner.js';
import type { Job } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';
import { type RunnerOs, runnerOf } from '../tables/runners.js';
import { isShellTemplate, shellFact, shellNames } from '../tables/shells.js';

export const rule: Rule = githubRule('github/invalid-shell', {
  summary: 'A shell that does not exist',
  why: `\`shell\` is one of \`bash\`, \`pwsh\`, \`python\`, \`sh\`, \`cmd\` and \`powershell\`, or a command of your own in which
\`{0}\` stands for the file with the script. \`cmd\` and \`powershell\` are only there on Windows, \`sh\` only elsewhere. With
any other the step ends with an error.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:shell-name'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    unknown: 'There is no shell "{shell}". Use {names}, or a command with "{placeholder}" for the script.',
    template: 'The command "{shell}" is not given the script. Write "{placeholder}" where its file belongs.',
    os: 'There is no "{shell}" on {os}. Use "{other}".',
  },
  fixes: { replace: 'Replace with "{suggestion}"' },
  on: {
    workflow({ root }, ctx) {
      check(scalarIn(root, 'defaults', 'run', 'shell'), undefined, ctx.report);
    },
    job({ job }, ctx) {
      check(scalarIn(job.map, 'defaults', 'run', 'shell'), job, ctx.report);
    },
    step({ step, job }, ctx) {
      check(scalarIn(step.map, 'shell'), job, ctx.report);
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          a:
            runs-on: windows-latest
            steps:
              - {run: make, shell: ‹sh›}
              - {run: make, shell: ‹pwhs›}
              - {run: make, shell: ‹bash -e›}
          b:
            runs-on: [self-hosted, linux]
            defaults: {run: {shell: ‹cmd›}}
            steps:
              - run: make
                shell: ‹'powershell'› # why
      `,
      {
        fixed: source`
          on: push
          jobs:
            a:
              runs-on: windows-latest
              steps:
                - {run: make, shell: bash}
                - {run: make, shell: pwsh}
                - {run: make, shell: "bash -e {0}"}
            b:
              runs-on: [self-hosted, linux]
              defaults: {run: {shell: bash}}
              steps:
                - run: make
                  shell: 'pwsh' # why
        `,
      },
    ),
    bad('on: push\ndefaults: {run: {shell: ‹fish›}}\njobs: {a: {runs-on: x, steps: [run: make]}}\n'),
    good(source`
      on: push
      jobs:
        a:
          runs-on: \${{ matrix.os }}
          strategy: {matrix: {os: [ubuntu-latest, windows-latest]}}
          steps:
            - {run: make, shell: sh}
            - {run: make, shell: cmd}
            - {run: make, shell: Bash}
            - {run: make, shell: "fish {0}"}
            - {run: make, shell: "\${{ matrix.shell }}"}
        b:
          runs-on: windows-latest
          steps:
            - {run: make, shell: cmd}
    `),
  ],
});

const osNames: Readonly<Record<RunnerOs, string>> = { linux: 'Linux', macos: 'macOS', windows: 'Windows' };

function check(
  scalar: YamlScalar | undefined,
  job: Job | undefined,
  report: (
    at: YamlScalar,
    message: 'unknown' | 'template' | 'os',
    params: Readonly<Record<string, string>>,
    details: {
      readonly severity?: 'warning';
      readonly fix?: {
        readonly title: 'replace';
        readonly params: { readonly suggestion: string };
        readonly edits: readonly ReturnType<typeof replaceScalar>[];
      };
    },
  ) => void,
): void {
  if (!scalar || isEmpty(scalar) || scalar.text === '' || hasExpression(scalar)) return;
  const { text } = scalar;
  if (isShellTemplate(text)) return;
  const to = (suggestion: string) => ({
    fix: { title: 'replace' as const, params: { suggestion }, edits: [replaceScalar(scalar, suggestion, true)] },
  });
  const shell = shellFact(text);
  const os = shell && job && osOf(job);
  const params = { shell: text, placeholder: '{0}', names: shellNames.map((name) => `"${name}"`).join(', ') };
  if (!shell) {
    const isCommand = /^\S+\s+\S/.test(text);
    const suggestion = isCommand ? `${text} {0}` : nearest(text, shellNames);
    report(scalar, isCommand ? 'template' : 'unknown', params, suggestion === undefined ? {} : to(suggestion));
  } else if (os && !shell.os.includes(os)) {
    const other = text.toLowerCase() === 'powershell' ? 'pwsh' : 'bash';
    // Machines of GitHub with Windows have one from Git, which is not promised; and one's own may go by any name.
    const isSure = text.toLowerCase() !== 'sh' && labelsOf(job).labels.some((label) => isSureLabel(label.text));
    const details = isSure ? {} : { severity: 'warning' as const };
    report(scalar, 'os', { ...params, os: osNames[os], other }, { ...details, ...to(other) });
  }
}

/** Whether a label is one of GitHub's machines, or says that the other labels tell of one's own. */
function isSureLabel(label: string): boolean {
  const known = runnerOf(label);
  return label.toLowerCase() === 'self-hosted' || (known !== undefined && !known.selfHosted);
}
