import { expect, it } from 'vitest';
import { taintOfPath } from './attacker.js';

it.each([
  ['github', 'open'],
  ['github.event', 'open'],
  ['github.head_ref', 'open'],
  ['github.event.issue.title', 'open'],
  ['github.event.issue', 'open'],
  ['github.event.commits.*.message', 'open'],
  ['github.event.*.*.message', 'open'],
  ['github.event.*.body', 'open'],
  ['github.event.changes.title.from', 'open'],
  ['github.event.pull_request.head.ref', 'open'],
  ['github.event.workflow_run.head_branch', 'open'],
  ['github.event.pull_request.base.ref', 'writer'],
  ['github.event.release.tag_name', 'writer'],
  ['github.event.label.name', 'writer'],
  ['github.event.client_payload.branch', 'writer'],
  ['github.ref_name', 'writer'],
  ['github.base_ref', 'writer'],
  ['github.event.pull_request.user.login', 'limited'],
  ['github.event.commits.*.author.email', 'writer'],
  ['github.event.repository.name', 'limited'],
  ['github.event.pull_request.head.repo.full_name', 'limited'],
  ['github.actor', 'limited'],
  ['github.event.pull_request.number', 'fixed'],
  ['github.event.pull_request.head.sha', 'fixed'],
  ['github.event.workflow_run.id', 'fixed'],
  ['github.event.commits.*.id', 'fixed'],
  ['github.event.before', 'fixed'],
  ['github.event.comment.author_association', 'fixed'],
  ['github.event.created', 'fixed'],
  ['github.repository', 'fixed'],
  ['github.sha', 'fixed'],
])('%s is %s', (path, taint) => {
  expect(taintOfPath(path.split('.'))).toBe(taint);
});
