// Who decides what a property of `github` and of the event holds. Sources: GitHub's page "Script injections" (2026-08), the
// payloads of webhooks, and zizmor's table of contexts (MIT, 1.30.0), whose `arbitrary` is told apart here by who may write it.

/**
 * - `open`: text that anybody chooses who can open an issue or a pull request, or an object with such text in it.
 * - `writer`: text that those choose who may push, tag, label, release or start the workflow.
 * - `limited`: chosen by others, but of few characters: logins, addresses, names of repositories.
 * - `fixed`: numbers, hashes, dates, one of a few words, or decided by GitHub.
 */
export type Taint = 'open' | 'writer' | 'limited' | 'fixed';

/** What `github.<name>` is, beside the event. */
const properties: Readonly<Record<string, Taint>> = {
  head_ref: 'open',
  event: 'open',
  actor: 'limited',
  ...taintOf('fixed', 'action_path', 'action_status', 'actor_id', 'api_url', 'artifact_cache_size_limit', 'env'),
  ...taintOf('fixed', 'event_name', 'event_path', 'graphql_url', 'job', 'output', 'path', 'ref_protected', 'ref_type'),
  ...taintOf('fixed', 'repository_id', 'repository_owner_id', 'repository_visibility', 'retention_days', 'run_attempt'),
  ...taintOf('fixed', 'run_id', 'run_number', 'secret_source', 'server_url', 'sha', 'state', 'step_summary', 'token'),
  ...taintOf(
    'fixed',
    'workflow_sha',
    'workspace',
    'triggering_actor',
    'repository',
    'repository_owner',
    'repositoryurl',
  ),
};

function taintOf(taint: Taint, ...names: readonly string[]): Readonly<Record<string, Taint>> {
  return Object.fromEntries(names.map((name) => [name, taint]));
}

interface Branch {
  readonly [name: string]: Branch;
}

/** Below the event: what strangers write. An object on the way to it holds it too. */
const openText: Branch = tree([
  ...under('issue', 'title', 'body'),
  ...under('pull_request', 'title', 'body', 'head.ref', 'head.label', 'head.repo.default_branch'),
  ...under('pull_request.head.repo', 'description', 'homepage'),
  ...under('discussion', 'title', 'body', 'answer.body'),
  ...['comment.body', 'review.body', 'review_comment.body', 'answer.body', 'changes.*.from'],
  ...['pages.*.page_name', 'pages.*.title', 'pages.*.summary', 'forkee.description', 'forkee.homepage'],
  ...under('commits.*', 'message', 'author.name', 'committer.name'),
  ...under('head_commit', 'message', 'author.name', 'committer.name'),
  ...under('workflow_run', 'head_branch', 'display_title', 'head_repository.description', 'head_commit.message'),
  ...under('workflow_run', 'head_commit.author.name', 'head_commit.committer.name', 'pull_requests.*.head.ref'),
  ...['check_suite.head_branch', 'check_run.check_suite.head_branch'],
  ...['check_suite.head_commit.message', 'check_suite.pull_requests.*.head.ref', 'check_run.pull_requests.*.head.ref'],
  'check_run.check_suite.pull_requests.*.head.ref',
]);

function under(path: string, ...below: readonly string[]): readonly string[] {
  return below.map((one) => `${path}.${one}`);
}

function tree(paths: readonly string[]): Branch {
  const root: Record<string, Branch> = {};
  for (const path of paths) {
    let at: Record<string, Branch> = root;
    for (const name of path.split('.')) {
      const next = (at[name] ??= {});
      at = next as Record<string, Branch>;
    }
  }
  return root;
}

/** Names of properties of the event, wherever they stand, that hold no text of anybody's. */
const fixedName = new RegExp(
  `^(?:${[
    // Ids, numbers, hashes and dates.
    '(?:.*_)?(?:id|sha|oid|at|count|number|index|position|line|size|side)|tree_id|sha|before|after|number|timestamp|date',
    'additions|deletions|changed_files|comments|review_comments|commits|score|size|forks|watchers|open_issues|total|run_attempt',
    // Yes or no.
    '(?:allow|has|is|use|can|show|delete|web|squash|merge)_.*|admin|archived|created|default|deleted|disabled|draft|fork|forced',
    'distinct|immutable|locked|merged|mergeable|prerelease|private|protected|public|pull|push|maintain|triage|rebaseable',
    'rerequestable|runs_rerequestable|site_admin|maintainer_can_modify|verified|auto_merge',
    // One of a few words.
    'action|state|state_reason|status|conclusion|author_association|visibility|event|mergeable_state|type|user_view_type',
    'merge_method|ref_type|pusher_type|target_type|privacy|lock_reason|active_lock_reason|subject_type|reason|color',
    // Counts of reactions.
    '[+-]1|confused|eyes|heart|hooray|laugh|rocket',
  ].join('|')})$`,
);

/** Names that others choose within narrow limits. */
const limitedName =
  /^(?:.*_)?(?:login|url|href|key|permalink)$|^(?:full_name|gravatar_id|username|slug|language|spdx_id)$/;

/** Below these, only those who may write to the repository have a say. */
const ofRepository: ReadonlySet<string> = new Set([
  'repository',
  'organization',
  'enterprise',
  'installation',
  'sender',
]);

/**
 * Who decides what stands at a path of a context, `*` for any element: of `github` only.
 * @param path lower-case names, the first of them `github`.
 */
export function taintOfPath(path: readonly string[]): Taint {
  const [, property, ...below] = path;
  if (property === undefined || property === '*') return 'open';
  if (property !== 'event') return Object.hasOwn(properties, property) ? (properties[property] ?? 'writer') : 'writer';
  return taintOfEvent(below);
}

function taintOfEvent(path: readonly string[]): Taint {
  if (holdsOpenText(openText, path)) return 'open';
  // Whoever sends it may call its properties what they like.
  if (path[0] === 'client_payload') return 'writer';
  const last = path.findLast((name) => name !== '*') ?? '';
  const above = path.slice(0, -1);
  if (fixedName.test(last)) return 'fixed';
  if (limitedName.test(last)) return 'limited';
  const named = last === 'name' || last === 'owner';
  if (named && (ofRepository.has(path[0] ?? '') || above.some((name) => /^(?:repo|user|owner|pusher)$/.test(name))))
    return 'limited';
  return 'writer';
}

/** Whether a path leads to text of strangers, or to an object that it is in. `*` stands for every name. */
function holdsOpenText(branch: Branch, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  if (name === '*') return Object.values(branch).some((next) => holdsOpenText(next, rest));
  const next = Object.hasOwn(branch, name) ? branch[name] : branch['*'];
  return next !== undefined && holdsOpenText(next, rest);
}
