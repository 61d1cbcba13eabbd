import { dirname, resolvePath } from '../../../core/path.js';
import type { Lookup } from '../../../dotenv/interpolation.js';
import { filledDocuments } from '../document.js';
import { type Layer, layerOf } from './build-values.js';
import { mergeServices } from './merge.js';
import type { ProjectReader } from './project.js';
import { type Member, memberAt, membersOf, type Place, type Table, textOf, type Value, valueAt } from './value.js';

export interface ExtendsProblem {
  readonly kind: 'extends-cycle' | 'extends-file-missing' | 'extends-service-missing' | 'extends-no-service';
  readonly place: Place;
  /** The service or file that the message names. */
  readonly subject: string;
  /** Of a cycle, the services in their order. */
  readonly path?: readonly string[];
  /** Services that there are instead. */
  readonly known?: readonly string[];
}

/** So many services that extend one another are followed; more are in no real project. */
const longestChain = 50;

/**
 * A layer's value in which each service stands over the one that it extends.
 * @param included what the layer includes, of which a service may be extended as if it stood in the same file.
 */
export function withExtended(
  layer: Layer,
  reader: ProjectReader,
  lookup: Lookup,
  included: Value | undefined,
): Value | undefined {
  const { root } = layer;
  const services = valueAt(root, 'services');
  if (root?.kind !== 'table' || services?.kind !== 'table') return root;
  if (!membersOf(services).some(({ value }) => valueAt(value, 'extends'))) return root;
  const members = new Map<string, Member>();
  for (const [name, member] of services.members)
    members.set(name, { ...member, value: resolve(layer, name, reader, lookup, [], included) });
  const whole: Table = { ...services, members };
  const section = root.members.get('services');
  return section ? { ...root, members: new Map(root.members).set('services', { ...section, value: whole }) } : root;
}

function resolve(
  layer: Layer,
  name: string,
  reader: ProjectReader,
  lookup: Lookup,
  stack: readonly string[],
  included: Value | undefined,
): Value | undefined {
  const value = valueAt(layer.root, 'services', name);
  const given = memberAt(value, 'extends')?.value;
  if (!given) return value;
  const id = `${layer.file.path}:${name}`;
  const named = given.kind === 'text' ? given : valueAt(given, 'service');
  const baseName = textOf(named);
  const path = textOf(valueAt(given, 'file'));
  const problem = (
    kind: ExtendsProblem['kind'],
    place: Place,
    subject: string,
    more: Partial<ExtendsProblem> = {},
  ): Value | undefined => {
    reader.problems.push({ kind, place, subject, ...more });
    return value;
  };
  if (given.kind === 'table' && !valueAt(given, 'service')) return problem('extends-no-service', given, name);
  if (baseName === undefined || (valueAt(given, 'file') && path === undefined)) {
    reader.complete = false;
    return value;
  }
  if (stack.length > longestChain) {
    reader.complete = false;
    return value;
  }
  if (stack.includes(id)) {
    // Told once, where the cycle was entered.
    return stack[0] === id
      ? problem('extends-cycle', given, name, {
          path: [...stack.slice(stack.indexOf(id)), id].map((one) => one.slice(one.lastIndexOf(':') + 1)),
        })
      : value;
  }
  let base = layer;
  if (path !== undefined) {
    const place = valueAt(given, 'file') ?? given;
    const full = resolvePath(dirname(layer.file.path), path);
    const file = reader.other(full, 'extends');
    if (!file) return reader.sources.read(full) === null ? problem('extends-file-missing', place, path) : value;
    if (file.path !== layer.file.path) {
      const document = filledDocuments(file.document)[0];
      if (!document) return problem('extends-service-missing', named ?? given, baseName, { known: [] });
      base = layerOf(file, document, lookup);
      if (!reader.files.includes(file)) reader.files.push(file);
    }
  }
  const services = valueAt(base.root, 'services');
  const beside = base === layer ? valueAt(included, 'services') : undefined;
  const above = valueAt(beside, baseName);
  if (!memberAt(services, baseName)) {
    if (memberAt(beside, baseName)) return mergeServices(above, value, layer.tagOf);
    // An include that cannot be read may bring it.
    if (base === layer && !reader.complete && valueAt(layer.root, 'include')) return value;
    const known = [...membersOf(services), ...membersOf(beside)].map(({ key }) => key);
    return problem('extends-service-missing', named ?? given, baseName, { known });
  }
  const inherited = resolve(base, baseName, reader, lookup, [...stack, id], base === layer ? included : undefined);
  return mergeServices(mergeServices(above, inherited, layer.tagOf), value, layer.tagOf);
}
