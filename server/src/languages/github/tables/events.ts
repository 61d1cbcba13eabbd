// The events that start workflows. Source: `workflow-v1.0.json` of actions/languageservices (2026-08-05), and GitHub's page
// "Events that trigger workflows" for where the workflow is taken from.

/** A kind of filter; each has a twin that ends in `-ignore`. */
export type EventFilter = 'branches' | 'tags' | 'paths';

export interface EventFact {
  /** Its activity types; undefined for one that knows none. `free` stands for any that a sender makes up. */
  readonly types?: readonly string[] | 'free';
  readonly filters?: readonly EventFilter[];
  /** Keys of its own, beside types and filters. */
  readonly keys?: readonly string[];
  /** Whether only the workflow on the default branch is started. */
  readonly defaultBranch?: true;
  /** Whether GitHub no longer sends it. */
  readonly retired?: true;
}

const created = ['created', 'edited', 'deleted'];
const labelled = ['labeled', 'unlabeled', 'locked', 'unlocked'];
const pinned = ['pinned', 'unpinned', 'transferred'];
const assigned = ['assigned', 'unassigned'];
const milestoned = ['milestoned', 'demilestoned'];

const pullRequest: EventFact = {
  types: [
    ...['opened', 'edited', 'closed', 'reopened', 'synchronize', 'converted_to_draft', 'ready_for_review'],
    ...[
      'review_requested',
      'review_request_removed',
      'auto_merge_enabled',
      'auto_merge_disabled',
      'enqueued',
      'dequeued',
    ],
    ...['stacked', ...assigned, ...labelled, ...milestoned],
  ],
  filters: ['branches', 'paths'],
};

export const events: Readonly<Record<string, EventFact>> = {
  push: { filters: ['branches', 'tags', 'paths'] },
  pull_request: pullRequest,
  pull_request_target: pullRequest,
  workflow_dispatch: { keys: ['inputs'] },
  workflow_call: { keys: ['inputs', 'secrets', 'outputs'] },
  schedule: { defaultBranch: true },
  workflow_run: {
    types: ['completed', 'requested', 'in_progress'],
    filters: ['branches'],
    keys: ['workflows'],
    defaultBranch: true,
  },
  release: { types: ['published', 'unpublished', 'prereleased', 'released', ...created] },
  merge_group: { types: ['checks_requested'], filters: ['branches'] },
  issues: {
    types: [
      ...['opened', 'edited', 'deleted', 'closed', 'reopened', 'typed', 'untyped', 'field_added', 'field_removed'],
      ...[...assigned, ...labelled, ...pinned, ...milestoned],
    ],
    defaultBranch: true,
  },
  issue_comment: { types: created, defaultBranch: true },
  pull_request_review: { types: ['submitted', 'edited', 'dismissed'] },
  pull_request_review_comment: { types: created },
  discussion: {
    types: [...created, ...labelled, ...pinned, 'category_changed', 'answered', 'unanswered'],
    defaultBranch: true,
  },
  discussion_comment: { types: created, defaultBranch: true },
  repository_dispatch: { types: 'free', defaultBranch: true },
  branch_protection_rule: { types: created, defaultBranch: true },
  check_run: { types: ['created', 'rerequested', 'completed', 'requested_action'], defaultBranch: true },
  check_suite: { types: ['completed'], defaultBranch: true },
  create: {},
  delete: { defaultBranch: true },
  deployment: {},
  deployment_status: {},
  fork: { defaultBranch: true },
  gollum: { defaultBranch: true },
  image_version: { types: ['created', 'ready', 'deleted'], keys: ['names', 'versions'] },
  label: { types: created, defaultBranch: true },
  milestone: { types: [...created, 'closed', 'opened'], defaultBranch: true },
  page_build: { defaultBranch: true },
  public: { defaultBranch: true },
  registry_package: { types: ['published', 'updated'], defaultBranch: true },
  status: { defaultBranch: true },
  watch: { types: ['started'], defaultBranch: true },
  project: { types: [...created, 'closed', 'reopened'], defaultBranch: true, retired: true },
  project_card: { types: [...created, 'moved', 'converted'], defaultBranch: true, retired: true },
  project_column: { types: ['created', 'updated', 'moved', 'deleted'], defaultBranch: true, retired: true },
  pull_request_comment: { types: created, retired: true },
};

export const eventNames: readonly string[] = Object.keys(events);

/** What is known of an event; undefined for one that does not exist. */
export function eventFact(name: string): EventFact | undefined {
  return Object.hasOwn(events, name) ? events[name] : undefined;
}

/** The activity types that an event may name; none where any may be. */
export function typesOf(name: string): readonly string[] {
  const types = eventFact(name)?.types;
  return types === 'free' ? [] : (types ?? []);
}

/** The names of the filters that an event has, with their twins. */
export function filtersOf(name: string): readonly string[] {
  return (eventFact(name)?.filters ?? []).flatMap((filter) => [filter, `${filter}-ignore`]);
}

/** The events that have a filter, such as `tags` or `tags-ignore`, or a key of its own, such as `workflows`. */
export function eventsWith(key: string): readonly string[] {
  return eventNames.filter((name) => filtersOf(name).includes(key) || eventFact(name)?.keys?.includes(key));
}
