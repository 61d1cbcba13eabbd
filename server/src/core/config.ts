import { type ActiveRule, type RuleSet, ruleSet } from './engine.js';
import type { PeerSettings } from './language.js';
import { includes, type Level, type Profile, type Rule } from './rule.js';
import { canonicalName, namesFinding } from './suppress.js';

export interface RuleSetting {
  readonly level: Level | undefined;
  readonly options: Readonly<Record<string, unknown>> | undefined;
}

/** One source of settings: a configuration file, editor settings, or command-line options. */
export interface ConfigLayer {
  readonly profile: Profile | undefined;
  /** By rule name in any accepted form: id, earlier id, `peer:RULE`, bare `RULE`, `language/*`, or a tag. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly kubernetesVersion: string | undefined;
}

export const emptyLayer: ConfigLayer = { profile: undefined, rules: new Map(), kubernetesVersion: undefined };

/** The settings that hold for one file. */
export interface ResolvedConfig {
  readonly profile: Profile;
  readonly rules: RuleSet;
  /** Findings under these peer names are left out, where a rule stands for several names of one peer. */
  readonly hidden: readonly string[];
  readonly directivesOff: ReadonlySet<string>;
  /** What peers' files leave out of the findings of single places. */
  readonly ignores: readonly NonNullable<PeerSettings['ignores']>[];
  readonly kubernetesVersion: string | undefined;
  /** Whether a configuration file says that the file is not to be checked. */
  readonly ignored: boolean;
  /** The configuration file that was used. */
  readonly file: string | undefined;
  /** The lowest severity that makes a check fail, where a peer's configuration says so. */
  readonly failOn: PeerSettings['failOn'];
}

/** Finds what a name in a configuration means. */
export function rulesNamed(name: string, rules: readonly Rule[]): readonly Rule[] {
  return rules.filter(
    (rule) =>
      namesFinding(name, rule.id, rule.peers) ||
      rule.tags?.includes(name) === true ||
      rule.formerly?.includes(name) === true,
  );
}

/**
 * Merges the sources for the rules of one language, the weakest first: defaults, peers' files, then `layers` in order.
 */
export function resolveConfig(
  rules: readonly Rule[],
  peers: readonly PeerSettings[],
  layers: readonly ConfigLayer[],
): ResolvedConfig {
  let profile: Profile = 'recommended';
  for (const layer of layers) profile = layer.profile ?? profile;
  const levels = new Map<string, Level>();
  const options = new Map<string, Record<string, unknown>>();
  const hidden: string[] = [];
  const setLevel = (name: string, level: Level): void => {
    const wanted = canonicalName(name);
    for (const rule of rulesNamed(name, rules)) {
      const alias = rule.peers.find((peer) => peer === wanted || peer.slice(peer.indexOf(':') + 1) === wanted);
      const tool = alias?.slice(0, alias.indexOf(':') + 1);
      const several = tool !== undefined && rule.peers.filter((peer) => peer.startsWith(tool)).length > 1;
      if (level === 'off' && alias !== undefined && several) hidden.push(alias);
      else levels.set(rule.id, level);
    }
  };
  const addOptions = (name: string, values: Readonly<Record<string, unknown>>): void => {
    for (const rule of rulesNamed(name, rules)) options.set(rule.id, { ...options.get(rule.id), ...values });
  };
  for (const peer of peers) {
    for (const [id, values] of Object.entries(peer.options)) addOptions(id, values);
    for (const name of peer.on) {
      for (const rule of rulesNamed(name, rules)) if (!levels.has(rule.id)) levels.set(rule.id, rule.severity);
    }
    for (const [name, level] of Object.entries(peer.levels)) setLevel(name, level);
    for (const name of peer.off) setLevel(name, 'off');
  }
  for (const layer of layers) {
    for (const [name, setting] of layer.rules) {
      if (setting.level !== undefined) setLevel(name, setting.level);
      if (setting.options) addOptions(name, setting.options);
    }
  }
  const active: ActiveRule[] = [];
  for (const rule of rules) {
    const level = levels.get(rule.id);
    if (level === 'off' || (level === undefined && !includes(profile, rule.profile))) continue;
    active.push({ rule, level, profile, options: { ...defaults(rule), ...valid(rule, options.get(rule.id) ?? {}) } });
  }
  return {
    profile,
    rules: ruleSet(active),
    hidden,
    directivesOff: new Set(peers.filter((peer) => peer.directivesOff).map((peer) => peer.peer)),
    ignores: peers.flatMap(({ ignores }) => ignores ?? []),
    ignored: false,
    file: undefined,
    failOn: peers.reduce<PeerSettings['failOn']>((found, peer) => peer.failOn ?? found, undefined),
    kubernetesVersion: layers.reduce<string | undefined>((found, layer) => layer.kubernetesVersion ?? found, undefined),
  };
}

function defaults(rule: Rule): Record<string, unknown> {
  return Object.fromEntries(Object.entries(rule.options).map(([name, spec]) => [name, spec.default]));
}

/** Options of the right type only; the configuration's own checks tell of the others. */
function valid(rule: Rule, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const spec = rule.options[name];
    if (spec && isOfType(spec.type, value)) kept[name] = value;
  }
  return kept;
}

export function isOfType(type: 'boolean' | 'integer' | 'string' | 'strings' | 'map', value: unknown): boolean {
  switch (type) {
    case 'boolean':
    case 'string':
      return typeof value === type;
    case 'integer':
      return Number.isInteger(value);
    case 'strings':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'map':
      return (
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        Object.values(value).every((item) => typeof item === 'string')
      );
  }
}
