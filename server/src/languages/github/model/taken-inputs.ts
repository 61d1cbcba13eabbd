import type { FileView } from '../../../core/files.js';
import { contractOf } from '../actions/contracts.js';
import { inputsOfAction, localAction } from './interface.js';
import { tagsOf } from './pinned.js';
import type { Uses } from './uses.js';

/** An input of an action, from its own file or from our table. */
export interface TakenInput {
  /** As the action spells it. */
  readonly name: string;
  /** Must be given: required, and without a default. */
  readonly required: boolean;
  /** Undefined for one that is not; what its author says of it, which is empty where that is not known. */
  readonly deprecated: string | undefined;
  /** All values that the action takes. */
  readonly values: readonly string[] | undefined;
  readonly isBoolean: boolean;
}

export interface TakenInputs {
  /** By name in lower case. */
  readonly inputs: ReadonlyMap<string, TakenInput>;
  /** False where the action may have more inputs than these. */
  readonly complete: boolean;
  readonly kind: 'node' | 'composite' | 'docker' | undefined;
  /** The action for people: `actions/cache@v4`, `./setup`. */
  readonly title: string;
}

/** What the action that a step uses takes; undefined where that is not known. */
export function takenInputs(uses: Uses, path: string, files: FileView, text: string): TakenInputs | undefined {
  const { form } = uses;
  if (form.kind === 'local') {
    const action = localAction(uses, path, files)?.value;
    if (!action?.runs) return undefined;
    const inputs = inputsOfAction(action).map((input): readonly [string, TakenInput] => [
      input.name.toLowerCase(),
      {
        name: input.name,
        required: input.required && input.default === undefined,
        deprecated: input.deprecated?.trim().replace(/\s+/g, ' '),
        values: undefined,
        isBoolean: false,
      },
    ]);
    return { inputs: new Map(inputs), complete: true, kind: action.kind, title: uses.text };
  }
  if (form.kind !== 'repository') return undefined;
  for (const tag of tagsOf(form, uses.scalar, text)) {
    const contract = contractOf(form.slug, tag);
    if (!contract) continue;
    const { using } = contract;
    const inputs = [...contract.inputs].map(([key, input]): readonly [string, TakenInput] => [
      key,
      {
        name: input.name,
        required: input.required,
        deprecated: input.deprecated && '',
        values: input.values,
        isBoolean: input.type === 'boolean',
      },
    ]);
    return {
      inputs: new Map(inputs),
      complete: contract.complete,
      kind: using.startsWith('node') ? 'node' : using === 'composite' || using === 'docker' ? using : undefined,
      title: `${contract.slug}@${contract.ref}`,
    };
  }
  return undefined;
}
