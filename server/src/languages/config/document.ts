import { isMap, isPair, isScalar, isSeq, type Node, type ParsedNode, parseDocument, type YAMLMap } from 'yaml';
import { isOfType, type RuleSetting, rulesNamed } from '../../core/config.js';
import { nearest } from '../../core/nearest.js';
import { type Level, levels, type Profile, profiles, type Rule } from '../../core/rule.js';
import type { Span } from '../../core/text.js';

/** What is wrong in a configuration file. Each kind is a rule of its own. */
export interface ConfigProblem extends Span {
  readonly kind: 'syntax' | 'unknown-key' | 'unknown-rule' | 'invalid-value';
  readonly subject: string;
  /** What is allowed there, in words. */
  readonly expected: string;
  readonly suggestion: string | undefined;
}

/** Settings that hold for all files, or for those that `files` names. */
export interface ConfigSection {
  readonly files: readonly string[] | undefined;
  readonly profile: Profile | undefined;
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Such as `1.31`. */
  readonly kubernetesVersion: string | undefined;
}

/** A `.platform-builder.yaml`, read as far as it is right. */
export interface ConfigDocument {
  readonly text: string;
  readonly extends: readonly (Span & { readonly path: string })[];
  readonly ignore: readonly string[];
  /** The top level first, then the overrides in order; a later one wins. */
  readonly sections: readonly ConfigSection[];
  readonly problems: readonly ConfigProblem[];
}

export interface KeyInfo {
  readonly name: string;
  readonly description: string;
}

export const topKeys: readonly KeyInfo[] = [
  { name: 'extends', description: 'Path, or list of paths, of configuration files that this one builds on.' },
  { name: 'profile', description: 'Which rules are on: `recommended`, `strict` (adds security and hygiene) or `all`.' },
  { name: 'rules', description: 'Level of single rules, by our id or by the name that another tool gives them.' },
  { name: 'kubernetes', description: 'What Kubernetes manifests are for.' },
  { name: 'ignore', description: 'Patterns of files that are not checked, relative to this file.' },
  { name: 'overrides', description: 'Settings for some files only; later entries win.' },
];

export const overrideKeys: readonly KeyInfo[] = [
  { name: 'files', description: 'Patterns of the files that the entry is for, relative to this file.' },
  { name: 'profile', description: 'The profile for these files.' },
  { name: 'rules', description: 'Levels for these files.' },
  { name: 'kubernetes', description: 'What the manifests among these files are for.' },
];

export const kubernetesKeys: readonly KeyInfo[] = [
  { name: 'version', description: 'Release of the cluster, such as `1.33`; by default, the newest that is known.' },
];

export const ruleKeys: readonly KeyInfo[] = [
  { name: 'level', description: '`off`, `hint`, `info`, `warning` or `error`.' },
  { name: 'options', description: 'Options of the rule; its page lists them.' },
];

export function readConfigDocument(text: string, rules: readonly Rule[]): ConfigDocument {
  const reader = new ConfigReader(rules);
  const parsed = parseDocument(text, { prettyErrors: false, logLevel: 'silent', uniqueKeys: true });
  for (const error of parsed.errors) {
    reader.problems.push({
      kind: 'syntax',
      ...errorSpan(text, error.pos[0]),
      subject: error.message.split('\n')[0] ?? '',
      expected: '',
      suggestion: undefined,
    });
  }
  const root = parsed.contents;
  const sections: ConfigSection[] = [];
  let extended: ConfigDocument['extends'] = [];
  let ignore: readonly string[] = [];
  if (isMap(root)) {
    const entries = reader.entries(root, topKeys);
    sections.push(reader.section(entries, undefined));
    extended = reader.stringNodes(entries.get('extends'));
    ignore = reader.stringNodes(entries.get('ignore')).map((item) => item.path);
    for (const item of reader.items(entries.get('overrides'))) {
      if (!isMap(item)) {
        reader.wrong(item, 'an entry with `files` and settings');
        continue;
      }
      const override = reader.entries(item, overrideKeys);
      const files = reader.stringNodes(override.get('files')).map((file) => file.path);
      if (!override.has('files')) reader.wrong(item, 'an entry with `files`');
      sections.push(reader.section(override, files));
    }
  } else if (root !== null) reader.wrong(root, 'settings such as `profile: strict`');
  return { text, extends: extended, ignore, sections, problems: reader.problems };
}

type Entries = Map<string, Node | null>;

/** Collects problems while it reads. A class because every step adds to them. */
class ConfigReader {
  readonly problems: ConfigProblem[] = [];
  private readonly rules: readonly Rule[];

  constructor(rules: readonly Rule[]) {
    this.rules = rules;
  }

  entries(map: YAMLMap, known: readonly KeyInfo[]): Entries {
    const found: Entries = new Map();
    for (const pair of map.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const key = pair.key as ParsedNode;
      const name = String(pair.key.value);
      const names = known.map((info) => info.name);
      if (names.includes(name)) found.set(name, pair.value as Node | null);
      else {
        this.problems.push({
          ...span(key),
          kind: 'unknown-key',
          subject: name,
          expected: names.map((known) => `\`${known}\``).join(', '),
          suggestion: nearest(name, names),
        });
      }
    }
    return found;
  }

  section(entries: Entries, files: readonly string[] | undefined): ConfigSection {
    const profile = this.oneOf(entries.get('profile'), profiles);
    const rules = new Map<string, RuleSetting>();
    const node = entries.get('rules');
    if (isMap(node)) {
      for (const pair of node.items) {
        if (!isScalar(pair.key)) continue;
        const name = String(pair.key.value);
        const meant = rulesNamed(name, this.rules);
        if (meant.length === 0) {
          this.problems.push({
            ...span(pair.key as ParsedNode),
            kind: 'unknown-rule',
            subject: name,
            expected: '',
            suggestion: nearest(
              name,
              this.rules.flatMap((rule) => [rule.id, ...rule.peers]),
            ),
          });
          continue;
        }
        const setting = this.setting(pair.value as Node | null, meant);
        if (setting) rules.set(name, setting);
      }
    } else if (node !== undefined && node !== null) this.wrong(node, 'rule names with a level each');
    return { files, profile, rules, kubernetesVersion: this.kubernetesVersion(entries.get('kubernetes')) };
  }

  private kubernetesVersion(node: Node | null | undefined): string | undefined {
    if (node === undefined || node === null) return undefined;
    if (!isMap(node)) {
      this.wrong(node, 'settings such as `version: "1.33"`');
      return undefined;
    }
    const value = this.entries(node, kubernetesKeys).get('version');
    if (value === undefined || value === null) return undefined;
    // As it is written: read as a number, 1.30 would be 1.3.
    const text = isScalar(value) ? (value.source ?? String(value.value)) : '';
    if (/^v?1\.\d{1,3}(?:\.\d+)?$/.test(text)) return text;
    this.wrong(value, 'a release such as `"1.33"`');
    return undefined;
  }

  private setting(node: Node | null, meant: readonly Rule[]): RuleSetting | undefined {
    if (!isMap(node)) {
      const level = this.level(node);
      return level === undefined ? undefined : { level, options: undefined };
    }
    const entries = this.entries(node, ruleKeys);
    const level = entries.has('level') ? this.level(entries.get('level') ?? null) : undefined;
    const options: Record<string, unknown> = {};
    const given = entries.get('options');
    if (isMap(given)) {
      const specs = Object.assign({}, ...meant.map((rule) => rule.options)) as Rule['options'];
      const known = Object.entries(specs).map(([name, spec]) => ({ name, description: spec.description }));
      for (const [name, value] of this.entries(given, known)) {
        const spec = specs[name];
        const plain = value?.toJSON() as unknown;
        if (spec && isOfType(spec.type, plain)) options[name] = plain;
        else if (spec && value) this.wrong(value, typeWords[spec.type]);
      }
    } else if (given) this.wrong(given, 'options of the rule');
    return { level, options };
  }

  private level(node: Node | null): Level | undefined {
    // YAML 1.1 habits: an unquoted `off` may arrive as false.
    if (isScalar(node) && node.value === false) return 'off';
    return this.oneOf(node, levels);
  }

  private oneOf<T extends string>(node: Node | null | undefined, allowed: readonly T[]): T | undefined {
    if (node === undefined || node === null) return undefined;
    const value = isScalar(node) ? node.value : undefined;
    const found = allowed.find((item) => item === value);
    if (found === undefined) {
      this.wrong(node, allowed.map((item) => `\`${item}\``).join(', '), nearest(String(value), allowed));
    }
    return found;
  }

  stringNodes(node: Node | null | undefined): (Span & { readonly path: string })[] {
    if (node === undefined || node === null) return [];
    const found: (Span & { path: string })[] = [];
    for (const item of isSeq(node) ? (node.items as Node[]) : [node]) {
      if (isScalar(item) && typeof item.value === 'string')
        found.push({ ...span(item as ParsedNode), path: item.value });
      else this.wrong(item, 'a string');
    }
    return found;
  }

  items(node: Node | null | undefined): readonly Node[] {
    if (node === undefined || node === null) return [];
    if (isSeq(node)) return node.items as Node[];
    this.wrong(node, 'a list');
    return [];
  }

  wrong(node: Node, expected: string, suggestion?: string): void {
    const subject = isScalar(node) ? String(node.value) : isMap(node) ? 'a mapping' : 'a list';
    this.problems.push({ ...span(node as ParsedNode), kind: 'invalid-value', subject, expected, suggestion });
  }
}

const typeWords = {
  boolean: '`true` or `false`',
  integer: 'a whole number',
  string: 'a string',
  strings: 'a list of texts',
  map: 'names with a string each',
} as const;

function span(node: ParsedNode): Span {
  const [start, valueEnd] = node.range ?? [0, 0];
  if ((!isMap(node) && !isSeq(node)) || node.flow) return { start, end: valueEnd };
  // A block collection's range runs on to the next entry; its last item tells where it ends.
  const last = node.items[node.items.length - 1];
  const inner = (isPair(last) ? (last.value ?? last.key) : last) as ParsedNode | null | undefined;
  return { start, end: inner ? span(inner).end : start };
}

/** The word at the place of a syntax error; an error at the end of the file is shown at its last character. */
function errorSpan(source: string, at: number): Span {
  const end = source.trimEnd().length;
  if (at >= end) return { start: Math.max(0, end - 1), end };
  const word = /^[\w.-]+/.exec(source.slice(at, at + 100));
  return { start: at, end: at + Math.max(1, word?.[0].length ?? 1) };
}
