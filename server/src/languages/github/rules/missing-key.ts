import { insert, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { columnOf, lineEnding } from '../../../core/text.js';
import { keyWords } from '../../../yaml/schema/words.js';
import type { YamlMap } from '../../../yaml/tree.js';
import { isEmpty, keyText, resolved } from '../../../yaml/values.js';
import { schemaProblems } from '../model/schema-problems.js';
import { githubRule, type Rule } from '../rule.js';

/** What may stand for a key that is missing, where there is something that is mostly meant. */
const usual: Readonly<Record<string, string>> = {
  on: 'on: push',
  'runs-on': 'runs-on: ubuntu-latest',
  type: 'type: string',
  group: `group: \${{ github.workflow }}-\${{ github.ref }}`,
};

/** Where GitHub's own schema has nothing against it. */
const lenient = { severity: 'warning', aliases: ['actionlint:syntax-check'] } as const;

export const rule: Rule = githubRule('github/missing-key', {
  summary: 'A key that has to be there is missing',
  why: `GitHub refuses a workflow without \`on\` and \`jobs\`, a job without \`runs-on\`, an input of a called workflow
without \`type\`, and so on. A job without \`steps\` and a schedule without times are taken, but nothing comes of them.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:syntax-check', 'languageservice:schema'],
  fix: 'unsafe',
  messages: {
    missing: '"{key}" is missing in {where}. Add it.',
    steps: 'This job has no "steps", so it does nothing. Add what it is to do.',
    schedule: 'A schedule without times never runs. Write "schedule:" with a list of "cron" entries.',
    file: 'The file is empty. A workflow needs "on" and "jobs".',
    action: 'The file is empty. An action needs "name", "description" and "runs".',
  },
  fixes: { add: 'Add "{key}"' },
  on: {
    file({ document, kind }, ctx) {
      const isBlank = document.stream.documents.every(({ root, problems }) => isEmpty(root) && problems.length === 0);
      if (isBlank && (kind === 'workflow' || kind === 'action')) {
        ctx.report({ start: 0, end: Math.min(1, ctx.text.length) }, kind === 'action' ? 'action' : 'file');
        return;
      }
      for (const problem of schemaProblems(document, kind, 'missing-key')) {
        if (problem.kind !== 'missing-key') continue;
        const { key, path, span, map } = problem;
        if (key === 'steps' && path[0] === 'jobs') {
          ctx.report(span, 'steps', {}, lenient);
          continue;
        }
        const line = usual[key];
        const edit = line === undefined ? undefined : addedFirst(ctx.text, map, line);
        const where = keyWords(path.slice(0, -1));
        ctx.report(span, 'missing', { key, where }, { fix: edit && { title: 'add', params: { key }, edits: [edit] } });
      }
    },
    workflow({ events, on }, ctx) {
      if (resolved(on?.value)?.kind === 'map') return;
      for (const { name, scalar } of events) if (name === 'schedule') ctx.report(scalar, 'schedule', {}, lenient);
    },
  },
  examples: [
    bad(
      source`
        ‹name›: CI
        jobs:
          ‹a›:
            steps:
              - run: make
            ‹concurrency›:
              cancel-in-progress: true
      `,
      {
        fixed: source`
          name: CI
          on: push
          jobs:
            a:
              runs-on: ubuntu-latest
              steps:
                - run: make
              concurrency:
                group: \${{ github.workflow }}-\${{ github.ref }}
                cancel-in-progress: true
        `,
      },
    ),
    bad('on: {workflow_call: {inputs: {‹a›: {required: true}}}}\r\njobs: {a: {runs-on: x, steps: [run: make]}}\r\n', {
      fixed:
        'on: {workflow_call: {inputs: {a: {type: string, required: true}}}}\r\njobs: {a: {runs-on: x, steps: [run: make]}}\r\n',
    }),
    bad(source`
      on:
        workflow_call:
          outputs:
            ‹version›: {description: What was built}
      jobs:
        a:
          runs-on: ubuntu-latest
          ‹environment›: {url: https://example.com}
          steps: [run: make]
        ‹b›:
          runs-on: ubuntu-latest
    `),
    bad('on: [push, ‹schedule›]\njobs: {a: {runs-on: x, steps: [run: make]}}\n'),
    bad('‹on›: push\n'),
    bad('‹#› not yet\n'),
    good(source`
      on:
        schedule: [{cron: 0 5 * * *}]
        workflow_call:
          inputs: {a: {type: string}}
      jobs:
        a:
          runs-on: ubuntu-latest
          concurrency: a
          environment: b
          steps: [run: make]
        b:
          uses: ./.github/workflows/b.yml
    `),
    // What is missing as something is no YAML is not missed besides.
    good('on: push\njobs:\n  a:\n    steps: [run: make\n'),
  ],
});

/** A line before all others of a map but its name. */
function addedFirst(text: string, { entries, flow, start }: YamlMap, line: string): TextEdit | undefined {
  const first = entries[0];
  const isNamed = entries.length > 1 && first !== undefined && keyText(first) === 'name';
  const before = isNamed ? entries[1] : first;
  if (!before) return flow ? insert(start + 1, line) : undefined;
  const between = flow ? ', ' : lineEnding(text) + ' '.repeat(columnOf(text, before.start));
  return insert(before.start, line + between);
}
