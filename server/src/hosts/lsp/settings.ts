import type { ConfigLayer, RuleSetting } from '../../core/config.js';
import { levels, type Profile, profiles } from '../../core/rule.js';

/** The `platformBuilder` settings as the server uses them. What is missing or of the wrong type has its default. */
export interface Settings {
  readonly layer: ConfigLayer;
  readonly scope: 'openFiles' | 'workspace';
  /** Ids of languages that are switched off. */
  readonly disabled: ReadonlySet<string>;
  /** Names below `inlayHints` that are on. */
  readonly inlayHints: ReadonlySet<string>;
  /** Names below `codeLens` that are off. */
  readonly codeLensOff: ReadonlySet<string>;
  /** Absolute paths of external tools; believed only where the workspace is trusted. */
  readonly tools: Readonly<Record<string, string>>;
  /** Files and folders on this machine that stand for schemas at an address, or below one that ends in a slash. */
  readonly schemaUrls: Readonly<Record<string, string>>;
}

export function readSettings(value: unknown): Settings {
  // Editors differ in whether our key is around what they send.
  const given = record(value);
  const root = 'platformBuilder' in given ? record(given.platformBuilder) : given;
  const rules = new Map<string, RuleSetting>();
  for (const [name, level] of Object.entries(record(root.rules))) {
    const known = levels.find((candidate) => candidate === level);
    if (known) rules.set(name, { level: known, options: undefined });
  }
  const languages = record(root.languages);
  const { version } = record(root.kubernetes);
  const disabled = Object.keys(languages).filter((id) => record(languages[id]).enabled === false);
  const tools: Record<string, string> = {};
  for (const [name, tool] of Object.entries(record(root.tools))) {
    const { path } = record(tool);
    if (typeof path === 'string' && path !== '') tools[name] = path;
  }
  const named = (from: unknown, state: boolean): ReadonlySet<string> =>
    new Set(Object.entries(record(from)).flatMap(([name, on]) => (on === state ? [name] : [])));
  return {
    layer: {
      // The profile of a configuration file is more particular than the editor's, unless that is set on purpose.
      profile: profiles.find((profile): profile is Profile => profile === root.profile && profile !== 'recommended'),
      rules,
      kubernetesVersion: typeof version === 'string' && version !== '' ? version : undefined,
    },
    scope: record(root.check).scope === 'workspace' ? 'workspace' : 'openFiles',
    disabled: new Set(disabled),
    inlayHints: named(root.inlayHints, true),
    codeLensOff: named(root.codeLens, false),
    tools,
    schemaUrls: Object.fromEntries(
      Object.entries(record(record(root.yaml).schemaUrls)).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
      ),
    ),
  };
}

export function sameSettings(a: Settings, b: Settings): boolean {
  const spread = (_: string, value: unknown): unknown =>
    value instanceof Map || value instanceof Set ? [...value] : value;
  return JSON.stringify(a, spread) === JSON.stringify(b, spread);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
