import { dotted, pathOf } from '../../../expr/path.js';
import { type CompareNode, childrenOf, type ExprNode, ungrouped } from '../../../expr/tree.js';

// Conditions that ask whether a bot did it, by who caused the event last: anybody can make a bot do something to a pull
// request of theirs.

/** Who caused the event. `isName` for logins, else ids. */
const actors: ReadonlyMap<string, { readonly isName: boolean }> = new Map([
  ['github.actor', { isName: true }],
  ['github.triggering_actor', { isName: true }],
  ['github.event.pull_request.sender.login', { isName: true }],
  ['github.actor_id', { isName: false }],
  ['github.event.pull_request.sender.id', { isName: false }],
]);

/** Dependabot's app and account, that of its preview, Renovate's. */
const ids: ReadonlySet<string> = new Set(['29110', '49699333', '27856297', '29139614']);

export interface BotCheck {
  readonly node: CompareNode;
  /** The actor that is compared. */
  readonly actor: ExprNode;
  readonly isName: boolean;
  /** The bot as written. */
  readonly bot: string;
  /** Whether the condition holds as soon as this holds. */
  readonly decides: boolean;
}

/** The comparisons of an actor with a bot in a condition, in the order of the text. */
export function botChecks(root: ExprNode): readonly BotCheck[] {
  const found: BotCheck[] = [];
  const visit = (outer: ExprNode, decides: boolean): void => {
    const node = ungrouped(outer);
    const check = node.kind === 'compare' ? checkOf(node, decides) : undefined;
    if (check) found.push(check);
    else {
      const isEither = node.kind === 'logical' && node.operator === '||';
      for (const child of childrenOf(node)) visit(child, decides && isEither);
    }
  };
  visit(root, true);
  return found;
}

function checkOf(node: CompareNode, decides: boolean): BotCheck | undefined {
  if (node.operator !== '==') return undefined;
  for (const [actor, other] of [
    [node.left, node.right],
    [node.right, node.left],
  ] as const) {
    const path = pathOf(actor);
    const known = path && actors.get(dotted(path).toLowerCase());
    const literal = ungrouped(other);
    if (!known || literal.kind !== 'literal') continue;
    const bot = String(literal.value);
    if (known.isName ? bot.toLowerCase().endsWith('[bot]') : ids.has(bot))
      return { node, actor: ungrouped(actor), isName: known.isName, bot, decides };
  }
  return undefined;
}

/** Who wrote what an event is about, which nobody can take over. */
const authors: Readonly<Record<string, string>> = {
  issue_comment: 'comment.user',
  discussion_comment: 'comment.user',
  pull_request_review: 'review.user',
  pull_request_review_comment: 'comment.user',
  issues: 'issue.user',
  discussion: 'discussion.user',
  pull_request: 'pull_request.user',
  pull_request_target: 'pull_request.user',
  release: 'release.author',
  create: 'sender',
  delete: 'sender',
  milestone: 'milestone.creator',
  label: 'sender',
  project: 'sender',
  fork: 'sender',
  watch: 'sender',
  public: 'sender',
};

/** The context to compare instead, in a workflow that waits for one event only. */
export function authorOf(events: readonly { readonly name: string }[], isName: boolean): string | undefined {
  const [event, another] = events;
  if (!event || another || !Object.hasOwn(authors, event.name)) return undefined;
  return `github.event.${authors[event.name]}.${isName ? 'login' : 'id'}`;
}
