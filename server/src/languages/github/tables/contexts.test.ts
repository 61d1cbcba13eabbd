import { expect, test } from 'vitest';
import { contextTexts } from './context-texts.js';
import { githubType, jobType, runnerType, strategyType } from './context-types.js';
import { availabilityAt, contextNames } from './contexts.js';

function at(kind: 'workflow' | 'action', path: string): string | undefined {
  const found = availabilityAt(kind, path.split('.'));
  return found && [...found.contexts, ...found.functions.map(({ name }) => `${name}()`)].join(' ');
}

test.each([
  ['on.push.branches.0', undefined],
  ['name', undefined],
  ['permissions.contents', undefined],
  ['jobs.a.needs', undefined],
  ['jobs.a.uses', undefined],
  ['jobs.a.steps.0.uses', undefined],
  ['jobs.a.steps.0.id', undefined],
  ['jobs.a.steps.0.background', undefined],
  ['defaults.run.shell', undefined],
  ['run-name', 'github inputs vars'],
  ['env', 'github inputs vars secrets'],
  ['env.A', 'github inputs vars secrets'],
  ['concurrency', 'github inputs vars'],
  ['concurrency.group', 'github inputs vars'],
  ['jobs.a.if', 'github inputs vars needs always() cancelled() success() failure()'],
  ['jobs.a.runs-on', 'github inputs vars needs strategy matrix'],
  ['jobs.a.runs-on.0', 'github inputs vars needs strategy matrix'],
  ['jobs.a.runs-on.labels.0', 'github inputs vars needs strategy matrix'],
  ['jobs.a.environment.name', 'github inputs vars needs strategy matrix'],
  ['jobs.a.environment.url', 'github inputs vars needs strategy matrix steps job runner env'],
  ['jobs.a.strategy.matrix.os.0', 'github inputs vars needs'],
  ['jobs.a.strategy.matrix.include.0.os', 'github inputs vars needs'],
  ['jobs.a.services.db.image', 'github inputs vars needs strategy matrix'],
  ['jobs.a.services.db', 'github inputs vars needs strategy matrix'],
  ['jobs.a.services.db.credentials.password', 'github inputs vars needs strategy matrix secrets env'],
  ['jobs.a.container.env.A', 'github inputs vars needs strategy matrix secrets job runner env'],
  ['jobs.a.defaults.run.shell', 'github inputs vars needs strategy matrix env'],
  ['jobs.a.steps.0.run', 'github inputs vars needs strategy matrix secrets steps job runner env hashFiles()'],
  [
    'jobs.a.steps.0.parallel.1.run',
    'github inputs vars needs strategy matrix secrets steps job runner env hashFiles()',
  ],
  ['jobs.a.steps.0.parallel.1.uses', undefined],
  ['jobs.a.outputs.x', 'github inputs vars needs strategy matrix secrets steps job runner env'],
  ['on.workflow_call.outputs.x.value', 'github inputs vars jobs'],
])('%s of a workflow: %s', (path, expected) => {
  expect(at('workflow', path)).toBe(expected);
});

test.each([
  ['name', undefined],
  ['runs.using', undefined],
  ['runs.args.0', 'inputs'],
  ['inputs.a.default', 'github strategy matrix job runner hashFiles()'],
  ['runs.steps.0.run', 'github inputs strategy matrix steps job runner env hashFiles()'],
  ['runs.steps.0.with.a', 'github inputs strategy matrix steps job runner env hashFiles()'],
])('%s of an action: %s', (path, expected) => {
  expect(at('action', path)).toBe(expected);
});

test('every context and every property of those that are the same everywhere has a text', () => {
  for (const name of contextNames) expect(Object.keys(contextTexts)).toContain(name);
  const types = {
    github: githubType({ kind: 'any' }, true),
    runner: runnerType,
    strategy: strategyType,
    job: jobType(),
  };
  for (const [context, { props }] of Object.entries(types))
    for (const { name } of props.values()) expect(Object.keys(contextTexts)).toContain(`${context}.${name}`);
});
