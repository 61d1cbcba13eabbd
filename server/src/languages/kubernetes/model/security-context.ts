import type { TextEdit } from '../../../core/edit.js';
import type { FileView } from '../../../core/files.js';
import type { Span } from '../../../core/text.js';
import type { YamlMap, YamlScalar } from '../../../yaml/tree.js';
import { isEmpty, resolved, type ScalarValue, yaml11ValueOf } from '../../../yaml/values.js';
import { isApplied, isPlaceholder } from './applied.js';
import { keyIn, scalarIn, seqIn, textIn } from './nodes.js';
import { isPatch } from './patches.js';
import type { Container, Pod } from './pods.js';
import { type Setting, setIn } from './settings.js';

// What pods and their containers may do: what a container says wins over what its pod says.

/** Whether pods are judged by what they lack: those that a cluster is given as they are written. */
export function isWholePod({ object }: Pod, around: { readonly path: string; readonly files: FileView }): boolean {
  return isApplied(object) && !isPatch(object, around);
}

/** What holds for a container: its own setting, else that of the pod. */
export function effective(pod: Pod, container: Container, ...keys: readonly string[]): YamlScalar | undefined {
  return own(container.map, ...keys) ?? own(pod.spec, ...keys);
}

/** A setting in the security context of a container or of the spec of a pod; undefined where it is empty too. */
export function own(holder: YamlMap, ...keys: readonly string[]): YamlScalar | undefined {
  const scalar = scalarIn(holder, 'securityContext', ...keys);
  return isEmpty(scalar) ? undefined : scalar;
}

/** What a scalar means to the API server; undefined where there is none, or where something else fills it in. */
export function meaning(scalar: YamlScalar | undefined): ScalarValue | undefined {
  return scalar && !isPlaceholder(scalar.text) ? yaml11ValueOf(scalar) : undefined;
}

/** Whether a setting has a value, or may have once it is filled in. */
export function mayBe(scalar: YamlScalar | undefined, value: ScalarValue): boolean {
  return scalar !== undefined && (isPlaceholder(scalar.text) || yaml11ValueOf(scalar) === value);
}

export function isWindows({ spec }: Pod): boolean {
  return textIn(spec, 'os', 'name') === 'windows';
}

/** Whether its users are others than those of the node. */
export function hasOwnUsers({ spec }: Pod): boolean {
  return meaning(scalarIn(spec, 'hostUsers')) === false;
}

/** The capabilities that a container adds or drops, without `CAP_`, in capitals, each with its place. */
export function capabilities(
  { map }: Container,
  which: 'add' | 'drop',
): readonly { readonly name: string; readonly at: YamlScalar }[] {
  return (seqIn(map, 'securityContext', 'capabilities', which)?.items ?? []).flatMap(({ value }) => {
    const at = resolved(value);
    return at?.kind === 'scalar' ? [{ name: at.text.toUpperCase().replace(/^CAP_/, ''), at }] : [];
  });
}

/** Where a setting, or the table that it would be in, is written; undefined where neither is. */
export function placeOfSetting(holder: YamlMap, ...keys: readonly string[]): Span | undefined {
  return scalarIn(holder, 'securityContext', ...keys) ?? keyIn(holder, 'securityContext');
}

/** Sets a value below the `securityContext` of a container or of the spec of a pod, with what is missing on the way. */
export function setInContext(
  text: string,
  holder: YamlMap,
  keys: readonly string[],
  value: Setting,
): TextEdit | undefined {
  return setIn(text, holder, ['securityContext', ...keys], value);
}
