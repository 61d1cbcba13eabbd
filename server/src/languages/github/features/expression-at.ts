import type { FeatureContext } from '../../../core/features.js';
import { offsetInScalar } from '../../../yaml/values.js';
import type { GithubDocument } from '../document.js';
import { kindOf } from '../kinds.js';
import { actionOf } from '../model/action-file.js';
import { Environments } from '../model/environment.js';
import { type ExpressionUse, expressionsOf } from '../model/expressions.js';
import { workflowOf } from '../model/workflow.js';

export type Context = FeatureContext<GithubDocument>;

/** The expression that a cursor is in. */
export interface ExpressionAt {
  readonly use: ExpressionUse;
  /** The cursor, in the expression's own text. */
  readonly offset: number;
  readonly environments: Environments;
}

/** Undefined where the cursor is in none: outside of the marks, or in a key that takes none. */
export function expressionAt(context: Context, offset: number): ExpressionAt | undefined {
  const kind = kindOf(context.path) ?? 'workflow';
  const { document } = context;
  const use = expressionsOf(document, kind).find(({ scalar, at, text, bare, closed, outer }) => {
    if (offset < scalar.start || offset > scalar.end) return false;
    const local = offsetInScalar(scalar, offset);
    if (bare) return true;
    return local >= at && (local <= at + text.length || (!closed && local <= outer.end));
  });
  if (!use) return undefined;
  const local = Math.min(Math.max(0, offsetInScalar(use.scalar, offset) - use.at), use.text.length);
  return { use, offset: local, environments: environmentsOf(context) };
}

/** What expressions of the file may use. */
export function environmentsOf({ document, path, files }: Context): Environments {
  const isAction = kindOf(path) === 'action';
  const owner = isAction
    ? { workflow: undefined, action: actionOf(document) }
    : { workflow: workflowOf(document), action: undefined };
  return new Environments(owner, { path, files });
}
