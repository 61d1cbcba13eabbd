import { type Evaluated, evaluate } from '../../../expr/evaluate.js';
import { embedded } from '../../../expr/find.js';
import { parseExpression } from '../../../expr/parse.js';
import { dotted, pathOf } from '../../../expr/path.js';
import { isFalsy } from '../../../expr/values.js';
import { type CacheInput, cacheOf } from '../actions/caching.js';
import type { NamedEntry } from './nodes.js';
import { tagsOf } from './pinned.js';
import type { ReleaseTrigger } from './publishing.js';
import { majorOf } from './uses.js';
import { withOf } from './with.js';
import type { Step } from './workflow.js';

/** That a step keeps files in the cache of the repository. */
export interface CacheUse {
  /** `given`: by an input; `default`: as nothing says otherwise; `always`; `maybe`: an expression decides. */
  readonly how: 'given' | 'default' | 'always' | 'maybe';
  /** What switches it off, where one input does. */
  readonly switch: { readonly input: string; readonly value: string } | undefined;
}

/** Whether a step uses the cache in a workflow that some events start; undefined where it does not. */
export function cacheUse(step: Step, triggers: readonly ReleaseTrigger[], text: string): CacheUse | undefined {
  const { form, scalar } = step.uses ?? {};
  const fact = form?.kind === 'repository' ? cacheOf(form.slug) : undefined;
  if (form?.kind !== 'repository' || !scalar || !fact || isSkipped(step, triggers)) return undefined;
  if (fact.inputs.length === 0) return { how: 'always', switch: undefined };
  const inputs = withOf(step);
  if (!inputs) return { how: 'maybe', switch: undefined };
  const major = majorOf(tagsOf(form, scalar, text)[0]);
  const states = fact.inputs
    .filter(
      ({ from = 0, before = Number.POSITIVE_INFINITY }) => major === undefined || (major >= from && major < before),
    )
    .map((one) => ({ one, state: stateOf(one, inputs, triggers) }));
  const used = states.filter(({ state }) => state !== 'off');
  if (fact.needsAll ? used.length < states.length : used.length === 0) return undefined;
  const [first] = used;
  if (!first) return undefined;
  const decisive = used.find(({ state }) => state === 'given') ?? first;
  const only = used.length === 1 || fact.needsAll ? first.one : undefined;
  return { how: decisive.state === 'off' ? 'maybe' : decisive.state, switch: only && switchOf(only) };
}

function switchOf({ kind, input }: CacheInput): CacheUse['switch'] {
  if (kind === 'on') return { input, value: 'false' };
  return kind === 'off' ? { input, value: 'true' } : undefined;
}

type State = 'given' | 'default' | 'maybe' | 'off';

function stateOf(
  { input, kind, values, byDefault }: CacheInput,
  inputs: ReadonlyMap<string, NamedEntry>,
  triggers: readonly ReleaseTrigger[],
): State {
  const entry = inputs.get(input);
  if (!entry) return byDefault ? 'default' : 'off';
  const text = entry.value?.kind === 'scalar' ? entry.value.text.trim() : '';
  if (text.includes('${{')) {
    const known = truth(text, triggers);
    if (known === undefined || kind === 'text' || kind === 'values') return 'maybe';
    return known === (kind === 'on') ? 'given' : 'off';
  }
  const word = text.toLowerCase();
  switch (kind) {
    case 'on':
      return word === 'false' || word === '' ? 'off' : 'given';
    case 'off':
      return /^(?:true|yes|1)$/.test(word) ? 'off' : 'given';
    case 'text':
      return text === '' ? 'off' : 'given';
    default:
      return values?.includes(word) ? 'given' : 'off';
  }
}

/** Whether a step is left out on all events that releases are made on. */
function isSkipped(step: Step, triggers: readonly ReleaseTrigger[]): boolean {
  const condition = step.map.entries.find(({ key }) => key?.kind === 'scalar' && key.text === 'if')?.value;
  return condition?.kind === 'scalar' && truth(condition.text, triggers) === false;
}

/**
 * Whether an expression holds when a release is made, as far as the event and the ref decide; undefined where that is not
 * known, or differs from event to event. A branch may be any.
 */
function truth(text: string, triggers: readonly ReleaseTrigger[]): boolean | undefined {
  if (triggers.length === 0 || triggers.includes('branch')) return undefined;
  const [whole] = embedded(text);
  const { root } = parseExpression(whole ? whole.text : text);
  if (!root) return undefined;
  const found = new Set(
    triggers.map((trigger) => {
      const result = evaluate(root, (node) =>
        valueOn(trigger, pathOf(node) && dotted(pathOf(node) ?? []).toLowerCase()),
      );
      return result.known ? !isFalsy(result.value) : undefined;
    }),
  );
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

/** What `github` holds on a pushed tag, and on a release, which is one of a tag too. */
function valueOn(trigger: ReleaseTrigger, path: string | undefined): Evaluated | undefined {
  switch (path) {
    case 'github.ref':
      return { known: true, value: 'refs/tags/v1.0.0' };
    case 'github.ref_type':
      return { known: true, value: 'tag' };
    case 'github.event_name':
      return { known: true, value: trigger === 'tag' ? 'push' : 'release' };
    default:
      return undefined;
  }
}
