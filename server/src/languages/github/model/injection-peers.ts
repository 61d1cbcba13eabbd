import { flowsOf } from '../../../expr/flow.js';
import type { ExprNode } from '../../../expr/tree.js';

// Which other tools tell of an expression in a script. Each looks for paths of its own, most of them as text.

/** What takes the expression: a `run`, the `script` of actions/github-script, or another input. */
export type SinkKind = 'run' | 'github-script' | 'input';

/** actionlint: paths of contexts, in workflows. */
const paths: readonly (readonly string[])[] = [
  'github.head_ref',
  ...['issue.title', 'issue.body', 'comment.body', 'review.body', 'review_comment.body'].map(ofEvent),
  ...['discussion.title', 'discussion.body', 'pages.*.page_name'].map(ofEvent),
  ...['title', 'body', 'head.ref', 'head.label', 'head.repo.default_branch'].map((one) =>
    ofEvent(`pull_request.${one}`),
  ),
  ...['message', 'author.email', 'author.name'].flatMap((one) => [
    ofEvent(`commits.*.${one}`),
    ofEvent(`head_commit.${one}`),
  ]),
].map((path) => path.split('.'));

function ofEvent(path: string): string {
  return `github.event.${path}`;
}

/** scorecard and checkov: texts, in the `run` of workflows. */
const eventText = new RegExp(
  `\\b(?:${[
    'issue\\.(?:title|body)|(?:pull_request|discussion)\\.(?:title|body)|(?:comment|review|review_comment)\\.body',
    'pull_request\\.head\\.(?:ref|label|repo\\.default_branch)|pages[^ ]{0,20}\\.page_name|blocked_user\\.name',
    '(?:head_commit|commits[^ ]{0,20})\\.(?:message|author\\.(?:email|name))',
  ].join('|')})`,
);
const wholeEvent = /tojson\(\s*github(?:\.event)?\s*\)/i;

/** poutine: a path that stands alone, in `run` and in scripts of actions/github-script, also in actions. */
const alone =
  /^(?:github\.head_ref|github\.event\.(?:workflow_run\.(?:head_branch|head_repository\.description|head_repository\.owner\.email|pull_requests.+head\.(?:ref|repo\.name))|issue\.(?:title|body)|pull_request\.(?:title|body|head\.(?:ref|label|repo\.default_branch))|(?:comment|review|review_comment)\.body|pages\..+\.page_name|head_commit\.(?:message|author\.(?:email|name))|commits.+\.author\.(?:email|name)|(?:inputs|client_payload).+))$/;

/** The peers that report an expression in a script, as its text reads. */
export function injectionPeers(
  text: string,
  root: ExprNode,
  { sink, inWorkflow }: { readonly sink: SinkKind; readonly inWorkflow: boolean },
): readonly string[] {
  const peers = ['zizmor:template-injection'];
  if (sink === 'input') return peers;
  if (inWorkflow && flowsOf(root).some(({ path }) => isUntrusted(path.split('.')))) peers.push('actionlint:expression');
  if (inWorkflow && sink === 'run') {
    const hasText = text.includes('github.head_ref') || (text.includes('github.event.') && eventText.test(text));
    if (hasText || wholeEvent.test(text)) peers.push('scorecard:Dangerous-Workflow');
    if (hasText) peers.push('checkov:CKV_GHA_2');
  }
  if (alone.test(text.trim())) peers.push('poutine:injection');
  return peers;
}

function isUntrusted(path: readonly string[]): boolean {
  return paths.some(
    (one) => one.length === path.length && one.every((name, i) => name === path[i] || name === '*' || path[i] === '*'),
  );
}
