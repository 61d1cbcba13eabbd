import { expect, test } from 'vitest';
import { type Property, propertyOf, type Type } from '../../../expr/types.js';
import { eventNames } from './events.js';
import { eventType } from './payload.js';
import { payloads, shapes } from './payload-shapes.js';

/** The type at a path, and whether each step is known. */
function at(type: Type, path: string): string {
  let here = type;
  for (const step of path.split('.')) {
    if (here.kind === 'array') here = here.elem;
    if (step === '*') continue;
    const property: Property | undefined =
      here.kind === 'object' ? (here.props.get(step) ?? (here.known ? undefined : propertyOf(here, step))) : undefined;
    if (!property) return `no ${step}`;
    here = property.type;
  }
  return here.kind;
}

test.each([
  ['push', 'head_commit.author.email', 'string'],
  ['push', 'commits.*.message', 'string'],
  ['push', 'repository.default_branch', 'string'],
  ['push', 'pull_request', 'no pull_request'],
  ['push', 'head_commit.sha', 'no sha'],
  ['pull_request', 'pull_request.head.repo.full_name', 'string'],
  ['pull_request_target', 'pull_request.number', 'number'],
  ['pull_request', 'pull_request.head.repo.fork', 'bool'],
  ['pull_request', 'pull_request.labels.*.name', 'string'],
  ['pull_request', 'pull_request.user.login', 'string'],
  ['pull_request', 'label.name', 'string'],
  ['issues', 'issue.title', 'string'],
  ['issues', 'issue.pull_request', 'object'],
  ['issue_comment', 'comment.body', 'string'],
  ['issue_comment', 'comment.author_association', 'string'],
  ['pull_request_review', 'review.body', 'string'],
  ['pull_request_review_comment', 'comment.body', 'string'],
  ['discussion', 'discussion.title', 'string'],
  ['discussion_comment', 'comment.body', 'string'],
  ['gollum', 'pages.*.page_name', 'string'],
  ['workflow_run', 'workflow_run.head_branch', 'string'],
  ['workflow_run', 'workflow_run.head_repository.description', 'string'],
  ['workflow_run', 'workflow_run.head_commit.message', 'string'],
  ['workflow_run', 'workflow_run.pull_requests.*.head.repo.name', 'string'],
  ['check_run', 'check_run.check_suite.head_branch', 'string'],
  ['release', 'release.tag_name', 'string'],
  ['repository_dispatch', 'client_payload', 'any'],
  ['workflow_dispatch', 'inputs', 'object'],
  ['schedule', 'schedule', 'string'],
  ['merge_group', 'merge_group.head_ref', 'string'],
  ['deployment_status', 'deployment_status.environment_url', 'string'],
  ['registry_package', 'registry_package.package_version.package_files.*.name', 'string'],
])('%s has %s: %s', (event, path, expected) => {
  expect(at(eventType([event]), path)).toBe(expected);
});

test('several events have what any of them has', () => {
  const type = eventType(['push', 'pull_request']);
  expect([at(type, 'head_commit.message'), at(type, 'pull_request.title'), at(type, 'issue')]).toEqual([
    'string',
    'string',
    'no issue',
  ]);
});

test('of a called workflow nothing is known', () => {
  expect(at(eventType(['push', 'workflow_call']), 'anything')).toBe('any');
});

test('the action is one of the activity types', () => {
  const type = eventType(['watch']);
  expect(type.kind === 'object' && type.props.get('action')?.type).toEqual({ kind: 'string', values: ['started'] });
});

test('every shape is there and read to its end', () => {
  const text = [...Object.values(payloads), ...Object.values(shapes)].join(' ');
  for (const [, name = ''] of text.matchAll(/@([a-z_]+)/g)) expect(Object.keys(shapes)).toContain(name);
  expect(text.replace(/[\sa-z0-9_+#?*@{}[\]-]/gi, '')).toBe('');
  const without = eventNames.filter((name) => at(eventType([name]), 'anything') === 'any');
  expect(without.sort()).toEqual(['image_version', 'workflow_call']);
});
