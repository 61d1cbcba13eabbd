import type { SignatureHelp } from '../../../core/features.js';
import { functionNamed, parameterAt, signatureText } from '../../../expr/functions.js';
import { callAt } from '../../../expr/place.js';
import { type Context, expressionAt } from './expression-at.js';

/** The parameters of the function whose arguments the cursor is in. */
export function signature(context: Context, offset: number): SignatureHelp | undefined {
  const at = expressionAt(context, offset);
  const root = at?.use.parsed.root;
  const found = at && root && callAt(root, at.offset);
  const called = found && functionNamed(found.call.name);
  const [shown] = called?.signatures ?? [];
  if (!found || !called || !shown) return undefined;
  const { text, parameters } = signatureText(called, shown);
  const given = Math.max(found.call.args.length, found.argument + 1);
  return {
    label: text,
    documentation: called.doc,
    parameters: parameters.map((label, i) => ({ label, documentation: shown.parameters[i]?.doc ?? '' })),
    active: parameterAt(shown, found.argument, given) ?? Math.max(0, parameters.length - 1),
  };
}
