import type { ConfigLayer } from '../../core/config.js';
import type { FileView } from '../../core/files.js';
import { anyGlob } from '../../core/glob.js';
import { ancestors, below, dirname, join } from '../../core/path.js';
import type { Rule } from '../../core/rule.js';
import { type ConfigDocument, readConfigDocument } from './document.js';
import { configFileNames } from './index.js';

/** What the configuration files around a file say about it. */
export interface FileConfig {
  /** The weakest first. */
  readonly layers: readonly ConfigLayer[];
  readonly ignored: boolean;
  /** The nearest file; undefined where there is none. */
  readonly path: string | undefined;
}

const nothing: FileConfig = { layers: [], ignored: false, path: undefined };
const mostExtends = 16;
const cache = new Map<string, ConfigDocument>();

/** Reads the nearest configuration file and those that it builds on. */
export function fileConfig(path: string, files: FileView, rules: readonly Rule[]): FileConfig {
  const nearest = nearestConfig(path, files);
  if (nearest === undefined) return nothing;
  const layers: ConfigLayer[] = [];
  let ignored = false;
  const visit = (config: string, depth: number, seen: readonly string[]): void => {
    const text = files.read(config);
    if (typeof text !== 'string' || depth > mostExtends || seen.includes(config)) return;
    const document = read(text, rules);
    for (const base of document.extends) visit(join(dirname(config), base.path), depth + 1, [...seen, config]);
    const relative = below(dirname(config), path) ?? path;
    ignored ||= anyGlob(document.ignore)(relative);
    for (const section of document.sections) {
      if (section.files && !anyGlob(section.files)(relative)) continue;
      const { profile, rules: levels, kubernetesVersion } = section;
      layers.push({ profile, rules: levels, kubernetesVersion });
    }
  };
  visit(nearest, 0, []);
  return { layers, ignored, path: nearest };
}

function nearestConfig(path: string, files: FileView): string | undefined {
  for (const directory of ancestors(path)) {
    const names = files.list(directory)?.map((entry) => entry.name) ?? [];
    const name = configFileNames.find((candidate) => names.includes(candidate));
    if (name !== undefined) return directory === '' ? name : join(directory, name);
  }
  return undefined;
}

function read(text: string, rules: readonly Rule[]): ConfigDocument {
  const cached = cache.get(text);
  if (cached) return cached;
  if (cache.size > 64) cache.clear();
  const document = readConfigDocument(text, rules);
  cache.set(text, document);
  return document;
}
