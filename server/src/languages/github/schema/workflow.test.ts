import { expect, test } from 'vitest';
import { checked, indented } from '../../../../../test/support/schema.js';
import { workflowSchema } from './workflow.js';

const workflow = checked(workflowSchema);

/** A workflow with one job that has these lines. */
const inJob = (lines: string): string => `on: push\njobs:\n  a:\n    runs-on: x\n    steps: []\n${indented(lines, 4)}`;
const inSteps = (lines: string): string => `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n${indented(lines, 6)}`;
const inOn = (lines: string): string => `on:\n${indented(lines, 2)}jobs: {a: {runs-on: x, steps: []}}\n`;

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
