import { expect, test } from 'vitest';
import { readYaml } from '../../../yaml/read.js';
import { checkerOf } from '../../../yaml/schema/check.js';
import { alternativesOf, basicTypes, keyOf, type Schema, type SchemaTable } from '../../../yaml/schema/schema.js';
import type { Texts } from '../../../yaml/schema/texts.js';
import { actionSchema } from './action.js';
import { dependabotSchema } from './dependabot.js';
import { isWholeExpression } from './dialect.js';
import { workflowTexts } from './texts.js';
import { actionTexts } from './texts-action.js';
import { dependabotTexts } from './texts-dependabot.js';
import { workflowSchema } from './workflow.js';

const kinds: readonly (readonly [string, SchemaTable, Texts])[] = [
  ['workflows', workflowSchema, workflowTexts],
  ['actions', actionSchema, actionTexts],
  ['Dependabot', dependabotSchema, dependabotTexts],
];

/** Visits all that a table has, also what has no name. */
function visitAll(table: SchemaTable, onKey: (doc: string) => void, onName: (name: string) => void): void {
  const visit = (schema: Schema, name: string): void => {
    if (typeof schema === 'string') onName(schema);
    else if (!('type' in schema)) for (const inner of schema) visit(inner, name);
    else if (schema.type === 'list') visit(schema.items, '');
    else if (schema.type === 'object') {
      for (const [key, entry] of Object.entries(schema.keys ?? {})) {
        onKey(keyOf(entry).doc ?? `${name}.${key}`);
        visit(keyOf(entry).schema, '');
      }
      if (schema.rest !== undefined) visit(schema.rest, '');
    }
  };
  visit(table.root, '');
  for (const [name, definition] of Object.entries(table.definitions)) visit(definition, name);
}

test.each(kinds)('every key of %s has a text, and every text a key', (name, table, texts) => {
  const docs = new Set<string>();
  visitAll(
    table,
    (doc) => docs.add(doc),
    () => {},
  );
  // Steps of actions lack what only workflows have, but share the texts.
  const own = Object.keys(texts).filter((doc) => name !== 'actions' || !doc.startsWith('step.') || docs.has(doc));
  expect(own.sort()).toEqual([...docs].sort());
});

test.each(kinds)('every name in the schema of %s has a definition, and every definition is named', (_, table) => {
  const known = new Set<string>([...Object.keys(table.definitions), ...basicTypes]);
  const named = new Set<string>();
  visitAll(
    table,
    () => {},
    (name) => named.add(name),
  );
  for (const name of named) expect(known).toContain(name);
  for (const name of Object.keys(table.definitions)) if (table !== actionSchema) expect(named).toContain(name);
});

test.each(kinds)('the schema of %s is plain data', (_, table) => {
  expect(JSON.parse(JSON.stringify(table.definitions))).toEqual(table.definitions);
  expect(alternativesOf(table, table.root)).toHaveLength(1);
});

function checked(table: SchemaTable): (text: string) => readonly string[] {
  const check = checkerOf(table);
  return (text) =>
    check(readYaml(text).documents[0]?.root).map((problem) => {
      const { kind, path, span } = problem;
      const more =
        kind === 'wrong-type' ? ` ${problem.actual}` : kind === 'unknown-key' ? ` → ${problem.suggestion}` : '';
      return `${kind} ${path.join('.')} «${text.slice(span.start, span.end)}»${more}`;
    });
}

const workflow = checked(workflowSchema);
const action = checked(actionSchema);
const dependabot = checked(dependabotSchema);

/** A workflow with one job that has these lines. */
const inJob = (lines: string): string => `on: push\njobs:\n  a:\n    runs-on: x\n    steps: []\n${indented(lines, 4)}`;
const inSteps = (lines: string): string => `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n${indented(lines, 6)}`;
const inOn = (lines: string): string => `on:\n${indented(lines, 2)}jobs: {a: {runs-on: x, steps: []}}\n`;

function indented(lines: string, by: number): string {
  return lines.replace(/^(?=.)/gm, ' '.repeat(by));
}

test.each([
  [
    'scalars of any type are texts',
    'name: 1\nrun-name:\non: push\nenv: {A: true, B: 1.5, C: }\njobs: {a: {runs-on: x, steps: []}}\n',
  ],
  [
    'events',
    inOn(
      'push:\n  branches:\n  tags: v1\n  paths: ["**"]\npull_request: {types: opened}\nschedule: [{cron: "0 0 * * *", timezone: Asia/Tokyo}]\nworkflow_run: {workflows: [CI]}\nrepository_dispatch: {types: [anything]}\nimage_version: {names: [a], versions: ["1.*"]}\n',
    ),
  ],
  [
    'inputs',
    inOn(
      'workflow_dispatch:\n  inputs:\n    a:\n    b: {type: choice, options: [a, b], default: a, deprecationMessage: c}\nworkflow_call:\n  inputs: {a: {type: number, default: 1}}\n  secrets: {b: , c: {required: true}}\n  outputs: {d: {value: e}}\n',
    ),
  ],
  [
    'whole expressions where a value of another type is asked for',
    inJob(
      'strategy: ${{ fromJSON(x) }}\nenv: ${{ x }}\ntimeout-minutes: ${{ x }}\ncontinue-on-error: ${{ x }}\nservices: ${{ x }}\n',
    ),
  ],
  [
    'matrices',
    inJob(
      'strategy:\n  fail-fast: ${{ x }}\n  matrix:\n    a: [1, {b: c}]\n    d: ${{ x }}\n    include: [{a: 1, e: [f]}]\n    exclude: ${{ x }}\n',
    ),
  ],
  [
    'containers',
    inJob(
      'container: {image: a, credentials: {username: b, password: c}, ports: [80], options: --cpus 1}\nservices:\n  b: ${{ x }}\n  c: {image: d, command: e, entrypoint: f}\n',
    ),
  ],
  ['permissions', `permissions: {}\n${inJob('permissions: {contents: read, id-token: write, models: none}\n')}`],
  [
    'queues and snapshots',
    inJob(
      'concurrency: {group: a, queue: max}\nsnapshot: {image-name: b, version: 2.*, if: c}\ncancel-timeout-minutes: 0.5\nenvironment: {name: d, deployment: false}\n',
    ),
  ],
  [
    'steps',
    inSteps(
      '- run: a\n  shell: bash\n  background: true\n  id: b\n- uses: a/b@c\n  with: {d: 1}\n  timeout-minutes: 1.5\n- wait: b\n- wait: [b]\n  name: c\n- wait-all:\n- wait-all: true\n- cancel: b\n- parallel:\n    - run: e\n    - uses: f/g@h\n',
    ),
  ],
  [
    'calls',
    'on: push\njobs:\n  a: {uses: ./b.yml, with: {c: 1}, secrets: inherit}\n  d: {uses: ./e.yml, secrets: {f: g}, strategy: {matrix: {a: [1]}}}\n',
  ],
])('workflows: %s', (_, text) => {
  expect(workflow(text)).toEqual([]);
});

test.each<[string, string, readonly string[]]>([
  ['missing keys', 'name: a\n', ['missing-key on «name»', 'missing-key jobs «name»']],
  ['keys in another case', `${inJob('')}Env: {}\n`, ['unknown-key Env «Env» → env']],
  [
    'events',
    inOn('pusch:\ncreate: {types: [a]}\npush: {types: [b]}\n'),
    [
      'unknown-key on.pusch «pusch» → undefined',
      'unknown-key on.create.types «types» → undefined',
      'unknown-key on.push.types «types» → undefined',
    ],
  ],
  ['an event by its name', 'on: [push, pul_request]\njobs: {a: {uses: b}}\n', ['not-allowed on.1 «pul_request»']],
  [
    'activity types',
    inOn('watch: {types: [stopped]}\nissues: {types: close}\n'),
    ['not-allowed on.watch.types.0 «stopped»', 'not-allowed on.issues.types «close»'],
  ],
  [
    'filters',
    inOn('issues: {branches: [a]}\nworkflow_run: {types: [completed]}\n'),
    ['unknown-key on.issues.branches «branches» → undefined', 'missing-key on.workflow_run.workflows «workflow_run»'],
  ],
  [
    'schedules',
    inOn('schedule:\n  - cron:\n  - timezone: a\n'),
    ['wrong-type on.schedule.0.cron «cron» null', 'missing-key on.schedule.1.cron «timezone»'],
  ],
  [
    'inputs',
    inOn(
      'workflow_call: {inputs: {a: {type: choice}, b: {}}, outputs: {c: {}}}\nworkflow_dispatch: {inputs: {d: {required: yes}}}\n',
    ),
    [
      'not-allowed on.workflow_call.inputs.a.type «choice»',
      'missing-key on.workflow_call.inputs.b.type «b»',
      'missing-key on.workflow_call.outputs.c.value «c»',
      'wrong-type on.workflow_dispatch.inputs.d.required «yes» string',
    ],
  ],
  [
    'permissions',
    `permissions: admin\n${inJob('permissions: {Contents: read, models: write, metadata: read}\n')}`,
    [
      'not-allowed permissions «admin»',
      'unknown-key jobs.a.permissions.Contents «Contents» → contents',
      'not-allowed jobs.a.permissions.models «write»',
      'unknown-key jobs.a.permissions.metadata «metadata» → undefined',
    ],
  ],
  [
    'types',
    inJob('timeout-minutes: "5"\ncontinue-on-error: yes\nstrategy: {max-parallel: 0, fail-fast: "${{ a }} b"}\nenv:\n'),
    [
      'wrong-type jobs.a.timeout-minutes «"5"» string',
      'wrong-type jobs.a.continue-on-error «yes» string',
      'too-small jobs.a.strategy.max-parallel «0»',
      'wrong-type jobs.a.strategy.fail-fast «"${{ a }} b"» string',
      'wrong-type jobs.a.env «env» null',
    ],
  ],
  [
    'keys of both kinds of jobs',
    'on: push\njobs:\n  a: {uses: b, runs-on: c, env: {}}\n  d: {runs-on: e, steps: [], with: {}}\n',
    [
      'unknown-key jobs.a.uses «uses» → undefined',
      'missing-key jobs.a.steps «a»',
      'unknown-key jobs.d.with «with» → undefined',
    ],
  ],
  ['steps of no kind', inSteps('- name: a\n'), ['missing-key jobs.a.steps.0.run «name»']],
  [
    'keys of another kind of step',
    inSteps('- uses: a/b@c\n  shell: bash\n  working-directory: d\n- run: e\n  with: {f: g}\n- wait: h\n  if: i\n'),
    [
      'unknown-key jobs.a.steps.0.shell «shell» → undefined',
      'unknown-key jobs.a.steps.0.working-directory «working-directory» → undefined',
      'unknown-key jobs.a.steps.1.with «with» → undefined',
      'unknown-key jobs.a.steps.2.if «if» → id',
    ],
  ],
  [
    'steps in parallel',
    inSteps('- parallel:\n    - run: a\n      background: true\n    - wait: b\n- wait-all: false\n'),
    [
      'unknown-key jobs.a.steps.0.parallel.0.background «background» → undefined',
      'unknown-key jobs.a.steps.0.parallel.1.wait «wait» → undefined',
      'missing-key jobs.a.steps.0.parallel.1.run «wait»',
      'not-allowed jobs.a.steps.1.wait-all «false»',
    ],
  ],
  [
    'containers',
    inJob('container: {command: a, credentials: {username: b}}\nservices: {c: , d: {image: ""}}\n'),
    [
      'unknown-key jobs.a.container.command «command» → undefined',
      'missing-key jobs.a.container.credentials.password «credentials»',
      'missing-key jobs.a.container.image «container»',
      'wrong-type jobs.a.services.c «c» null',
      'format jobs.a.services.d.image «""»',
    ],
  ],
  ['matrices', inJob('strategy: {matrix: {}}\n'), ['too-few jobs.a.strategy.matrix «{}»']],
])('workflows, %s', (_, text, expected) => {
  expect(workflow(text)).toEqual(expected);
});

test('merge keys bring nothing to be missed, and tags are passed over', () => {
  expect(workflow('on: !!str push\njobs:\n  a: &a {runs-on: x, steps: []}\n  b:\n    <<: *a\n')).toEqual([]);
});

const named = 'name: a\ndescription: b\n';

test.each<[string, string, readonly string[]]>([
  ['composite', 'runs: {using: composite, steps: [{run: a, shell: bash}, {uses: b/c@d}]}\n', []],
  [
    'node',
    'runs: {using: node24, main: a.js, post: b.js, post-if: success()}\nbranding: {icon: box, color: gray-dark}\n',
    [],
  ],
  [
    'docker',
    'runs: {using: docker, image: Dockerfile, args: [a], env: {B: c}}\ninputs: {d: {required: true, extra: e}}\n',
    [],
  ],
  ['no runs', '', ['missing-key runs «name»']],
  ['no kind', 'runs: {steps: []}\n', ['missing-key runs.using «runs»']],
  ['another kind', 'runs: {using: node18, main: a}\n', ['not-allowed runs.using «node18»']],
  [
    'keys of another kind',
    'runs: {using: composite, main: a}\n',
    ['unknown-key runs.main «main» → undefined', 'missing-key runs.steps «runs»'],
  ],
  [
    'no shell',
    'runs: {using: composite, steps: [{run: a, timeout-minutes: 1}]}\n',
    ['unknown-key runs.steps.0.timeout-minutes «timeout-minutes» → undefined', 'missing-key runs.steps.0.shell «run»'],
  ],
  [
    'branding',
    'runs: {using: node24, main: a}\nbranding: {icon: boxx, color: pink}\n',
    ['not-allowed branding.icon «boxx»', 'not-allowed branding.color «pink»'],
  ],
])('actions, %s', (_, text, expected) => {
  expect(action(named + text)).toEqual(expected);
});

const entry = (lines: string): string => `version: 2\nupdates:\n  - package-ecosystem: npm\n${indented(lines, 4)}`;
const daily = 'directory: /\nschedule: {interval: daily}\n';

test.each<[string, string, readonly string[]]>([
  ['the least', entry(daily), []],
  [
    'folders',
    entry('directories: [/a, "/b/*"]\nschedule: {interval: cron, cronjob: "0 0 * * *", timezone: Europe/Paris}\n'),
    [],
  ],
  [
    'a group of several ecosystems',
    `multi-ecosystem-groups: {g: {schedule: {interval: weekly}}}\n${entry('directory: /\nmulti-ecosystem-group: g\npatterns: ["*"]\n')}`,
    [],
  ],
  [
    'options',
    entry(
      `${daily}ignore: [{dependency-name: a, versions: "1"}]\ngroups: {g: {patterns: ["*"]}}\nregistries: "*"\ncooldown: {default-days: 7}\n`,
    ),
    [],
  ],
  ['another version', 'version: "2"\nupdates: []\n', ['wrong-type version «"2"» string']],
  ['no folder', entry('schedule: {interval: daily}\n'), ['missing-key updates.0.directory «package-ecosystem»']],
  ['both', entry(`${daily}directories: [/a]\n`), ['unknown-key updates.0.directories «directories» → undefined']],
  ['no schedule', entry('directory: /\n'), ['missing-key updates.0.schedule «package-ecosystem»']],
  [
    'a group without patterns',
    entry('directory: /\nmulti-ecosystem-group: g\n'),
    ['missing-key updates.0.patterns «package-ecosystem»'],
  ],
  [
    'the wrong schedule',
    entry('directory: /\nschedule: {interval: cron, time: "5:00"}\n'),
    ['pattern updates.0.schedule.time «"5:00"»', 'missing-key updates.0.schedule.cronjob «schedule»'],
  ],
  [
    'texts and numbers',
    entry(`${daily}labels: [1]\nmilestone: 0\nassignees: [a, a]\ncommit-message: {}\nallow: [{}]\n`),
    [
      'wrong-type updates.0.labels.0 «1» integer',
      'too-small updates.0.milestone «0»',
      'duplicate-item updates.0.assignees.1 «a»',
      'too-few updates.0.commit-message «{}»',
      'too-few updates.0.allow.0 «{}»',
    ],
  ],
  [
    'what is gone',
    entry(`${daily}reviewers: [a]\ncooldown: {default-days: 0}\n`),
    ['unknown-key updates.0.reviewers «reviewers» → undefined', 'too-small updates.0.cooldown.default-days «0»'],
  ],
  [
    'registries',
    `${entry(daily)}registries: {a: {type: npm, url: b}, c: {type: git}}\n`,
    ['not-allowed registries.a.type «npm»', 'missing-key registries.c.url «c»'],
  ],
])('Dependabot, %s', (_, text, expected) => {
  expect(dependabot(text)).toEqual(expected);
});

test.each([
  ['${{ a }}', true],
  [' ${{ a }}\n', true],
  ["${{ '}}' }}", true],
  ["${{ 'it''s }}' }}", true],
  ['${{ a }}${{ b }}', false],
  ['a ${{ b }}', false],
  ['${{ a', false],
  ["${{ 'a }}", false],
  ['${{}}', true],
  ['${{}', false],
  ['', false],
])('%j is one expression: %j', (text, expected) => {
  expect(isWholeExpression(text)).toBe(expected);
});

test('checks a large workflow in no time', () => {
  const step = '      - name: a\n        run: echo\n        env: {A: b}\n      - uses: a/b@c\n        with: {d: e}\n';
  const job = (i: number): string => `  j${i}:\n    runs-on: ubuntu-latest\n    steps:\n${step.repeat(10)}`;
  const text = `on: push\njobs:\n${Array.from({ length: 200 }, (_, i) => job(i)).join('')}`;
  const { documents } = readYaml(text);
  const check = checkerOf(workflowSchema);
  const start = performance.now();
  expect(check(documents[0]?.root)).toEqual([]);
  expect(performance.now() - start).toBeLessThan(500);
});
