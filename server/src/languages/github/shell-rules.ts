import type { Example, Rule } from '../../core/rule.js';
import { checks } from '../../shell/checks/index.generated.js';
import {
  checkPlace,
  type Dialect,
  type OuterVariable,
  type ShellEdit,
  type ShellExample,
  type ShellRule,
  type ShellText,
  shellcheckName,
  shellText,
} from '../../shell/rule.js';
import { entriesOf, hasExpression, namedEntry, valueIn } from './model/nodes.js';
import { labelsOf } from './model/runner.js';
import { scriptEdit } from './model/script-edit.js';
import { type EnvAt, isSet } from './model/visible-env.js';
import { githubRule, type ScriptUse } from './rule.js';
import { defaultVariables } from './tables/variables.js';

/** What actionlint calls all that ShellCheck finds in a workflow. */
const inWorkflows = 'actionlint:shellcheck';

/** Reasons that are others here than in a Dockerfile. */
const whys: Readonly<Record<string, string>> = {
  'bash-only-syntax': `\`shell: sh\` is dash on Ubuntu, and in a container whatever its image has. What only bash knows ends the
step there, or means something else without a word. Write \`shell: bash\`, or what every shell knows.`,
  'undefined-variable': `An unset variable is empty for the shell, without a word: \`rm -rf "$dir/"*\` then means something else.
Set it before, give it in \`env\` of the step, the job or the workflow, or give a default with \`\${name:-…}\`.`,
};

/** The checks of shell text as rules about what `run` runs. */
export const shellRules: readonly Rule[] = checks.map(bind);

function bind(check: ShellRule): Rule {
  const { name, codes, examples, check: _, ...meta } = check;
  return githubRule(`github/shell-${name}`, {
    ...meta,
    why: whys[name] ?? meta.why,
    peers: [...codes.map(shellcheckName), inWorkflows],
    reach: 'part',
    on: {
      script(use, ctx) {
        const text = textOf(use);
        if (!text) return;
        const { script } = use;
        const place = { text, span: script.span, edit: (edit: ShellEdit) => scriptEdit(script, edit) };
        checkPlace(check, place, ctx.report, [inWorkflows]);
      },
    },
    examples: examples.filter(({ dialect }) => dialect !== 'ash').map(inStep),
  });
}

let latest: { readonly use: ScriptUse; readonly text: ShellText | undefined } | undefined;

/** What the checks look at. All of them are asked about one script before the next, so the latest is kept. */
function textOf(use: ScriptUse): ShellText | undefined {
  if (latest?.use !== use) latest = { use, text: read(use) };
  return latest.text;
}

function read(use: ScriptUse): ShellText | undefined {
  const { script } = use;
  const { name, errexit } = script.shell;
  if (!script.reading || (name !== 'bash' && name !== 'sh')) return undefined;
  return shellText(script.reading, {
    dialect: dialectOf(use),
    errexit,
    outer: (variable) => outerVariable(variable, use),
    names: () => [
      ...Object.keys(defaultVariables),
      ...envsOf(use).flatMap((env) => entriesOf(env).map((one) => one.name)),
    ],
    // A runner, an image and the actions before may set what they like.
    open: true,
  });
}

function dialectOf({ script, job }: ScriptUse): Dialect {
  const { name, scalar } = script.shell;
  // Where no shell is written, a container's bash is taken, if it has one.
  if (name !== 'sh' || !scalar) return 'bash';
  const isUbuntu = job && labelsOf(job).labels.every(({ text }) => /^ubuntu-/i.test(text));
  return isUbuntu && labelsOf(job).complete && !valueIn(job.map, 'container') ? 'dash' : 'sh';
}

function outerVariable(name: string, at: EnvAt): OuterVariable | undefined {
  for (const env of envsOf(at)) {
    const value = namedEntry(env, name)?.value;
    if (value?.kind === 'scalar') return { value: hasExpression(value) ? undefined : value.text };
    if (value) return { value: undefined };
  }
  return isSet(name, at) ? { value: undefined } : undefined;
}

/** The tables that set variables for a step, the nearest first. */
function envsOf({ step, job, workflow }: EnvAt) {
  return [step?.map, job?.map, workflow?.root].map((map) => valueIn(map, 'env'));
}

/** A script of the checks' examples as a step. */
function inStep({ text, fixed, dialect = 'sh', set = {}, valid }: ShellExample): Example {
  const env = Object.entries(set).map(([name, value]) => `${name}: '${value.replaceAll("'", "''")}'`);
  const head = [
    'on: push',
    'jobs:',
    '  build:',
    `    runs-on: ${dialect === 'sh' ? 'macos' : 'ubuntu'}-latest`,
    '    steps:',
    `      - shell: ${dialect === 'bash' ? 'bash' : 'sh'} {0}`,
    ...(env.length > 0 ? [`        env: { ${env.join(', ')} }`] : []),
    '        run: |',
  ].join('\n');
  const whole = (script: string): string => {
    const lines = script.replace(/\n$/, '').split('\n');
    return `${head}\n${lines.map((line) => (line === '' ? '' : `          ${line}`)).join('\n')}\n`;
  };
  return { valid, text: whole(text), ...(fixed !== undefined && { fixed: whole(fixed) }) };
}
