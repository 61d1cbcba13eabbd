import { named } from './merge.js';
import type { Project } from './project.js';
import { type Reference, referencesIn, referencesOf } from './references.js';
import { booleanOf, itemsOf, membersOf, textOf, type Value, valueAt } from './value.js';

// Which networks, volumes, configs, secrets and models the services of a project use.

type Kind = 'networks' | 'volumes' | 'configs' | 'secrets' | 'models';

export type Uses = Readonly<Record<Kind, ReadonlySet<string>>> & {
  /** Kinds of which a name holds a variable without a value, so that it may be any. */
  readonly unknown: ReadonlySet<Kind>;
};

const kindOf = {
  network: 'networks',
  volume: 'volumes',
  config: 'configs',
  secret: 'secrets',
  model: 'models',
} as const;

const kept = new WeakMap<Value, Uses>();

/** What the services of a project use, all files together. */
export function usesOf(project: Project): Uses {
  return usesAt(project.root, () =>
    [...project.services.values()].map((service) => ({ value: service.value, references: referencesOf(service) })),
  );
}

/** What the services of a whole file use. */
export function usesIn(root: Value | undefined): Uses {
  return usesAt(root, () =>
    membersOf(valueAt(root, 'services')).map(({ value }) => ({ value, references: referencesIn(value) })),
  );
}

interface User {
  readonly value: Value | undefined;
  readonly references: readonly Reference[];
}

function usesAt(root: Value | undefined, users: () => readonly User[]): Uses {
  const before = root && kept.get(root);
  if (before) return before;
  const uses = readUses(users());
  if (root) kept.set(root, uses);
  return uses;
}

function readUses(users: readonly User[]): Uses {
  const found = {
    networks: new Set<string>(),
    volumes: new Set<string>(),
    configs: new Set<string>(),
    secrets: new Set<string>(),
    models: new Set<string>(),
  };
  const unknown = new Set<Kind>();
  for (const { value, references } of users) {
    for (const { kind, name } of references) if (kind !== 'service') found[kindOf[kind]].add(name);
    addMore(value, found);
    for (const kind of ['networks', 'volumes', 'configs', 'secrets', 'models'] as const)
      if (itemsOf(valueAt(value, kind)).some(isUnknown)) unknown.add(kind);
    if (itemsOf(valueAt(value, 'build', 'secrets')).some(isUnknown)) unknown.add('secrets');
  }
  return { ...found, unknown };
}

/** What a service uses without that it is a reference that must be declared. */
function addMore(service: Value | undefined, found: Record<Kind, Set<string>>): void {
  // Without networks of its own and without a mode, a service is on the default one.
  if (!valueAt(service, 'network_mode') && (named(valueAt(service, 'networks'))?.members.size ?? 0) === 0)
    found.networks.add('default');
  for (const mode of [textOf(valueAt(service, 'network_mode')), textOf(valueAt(service, 'build', 'network'))])
    if (mode !== undefined) found.networks.add(mode);
  const config = textOf(valueAt(service, 'credential_spec', 'config'));
  if (config !== undefined) found.configs.add(config);
  for (const item of itemsOf(valueAt(service, 'volumes'))) {
    const source = item.kind === 'table' ? textOf(valueAt(item, 'source')) : undefined;
    if (source !== undefined) found.volumes.add(source);
  }
}

function isUnknown(item: Value): boolean {
  if (item.kind === 'text') return item.text === undefined;
  const source = valueAt(item, 'source');
  return source?.kind === 'text' && source.text === undefined;
}

/** Whether a resource is one that the project does not make. */
export function isExternal(value: Value | undefined): boolean {
  const external = valueAt(value, 'external');
  return external !== undefined && booleanOf(external) !== false;
}
