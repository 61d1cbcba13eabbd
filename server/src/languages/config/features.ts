import { replace } from '../../core/edit.js';
import type { Completion, FeatureContext, LanguageFeatures } from '../../core/features.js';
import { levels, profiles, type Rule } from '../../core/rule.js';
import type { Span } from '../../core/text.js';
import { type ConfigDocument, type KeyInfo, kubernetesKeys, overrideKeys, ruleKeys, topKeys } from './document.js';

/** The line under the cursor, as far as completion needs it. */
interface Cursor {
  /** Names of the keys above, outermost first; a list's dash counts as `-`. */
  readonly path: readonly string[];
  /** Set where the cursor is behind `key:` on its line. */
  readonly key: string | undefined;
  readonly word: Span;
}

export function configFeatures(known: () => readonly Rule[]): LanguageFeatures<ConfigDocument> {
  return {
    complete: (context, offset) => complete(context, offset, known()),
    hover(context, offset) {
      const cursor = cursorAt(context.text, offset);
      const word = context.text.slice(cursor.word.start, cursor.word.end);
      const info = keysAt(cursor.path)?.find((key) => key.name === word);
      if (info) return { span: cursor.word, contents: `**${info.name}** — ${info.description}` };
      const rule = known().find((candidate) => candidate.id === word || candidate.peers.includes(word));
      return rule && { span: cursor.word, contents: `**${rule.summary}** (\`${rule.id}\`)\n\n${rule.why}` };
    },
  };
}

function complete(context: FeatureContext<ConfigDocument>, offset: number, rules: readonly Rule[]): Completion[] {
  const { path, key, word } = cursorAt(context.text, offset);
  const item = (label: string, text: string, detail: string, kind: Completion['kind']): Completion => ({
    label,
    kind,
    detail,
    edit: replace(word, text),
  });
  if (key !== undefined) {
    if (key === 'profile') return profiles.map((profile) => item(profile, profile, 'profile', 'enum'));
    if (key === 'level' || path[path.length - 1] === 'rules') {
      return levels.map((level) => item(level, level, 'level', 'enum'));
    }
    return [];
  }
  if (path[path.length - 1] === 'rules') {
    return rules.map((rule) => ({
      ...item(rule.id, `${rule.id}: `, rule.summary, 'reference'),
      documentation: rule.why,
      filter: [rule.id, ...rule.peers].join(' '),
      again: true,
    }));
  }
  if (path[path.length - 1] === 'options') {
    const rule = rules.find((candidate) => candidate.id === path[path.length - 2]);
    return Object.entries(rule?.options ?? {}).map(([name, spec]) =>
      item(name, `${name}: `, spec.description, 'property'),
    );
  }
  return (keysAt(path) ?? []).map((info) => ({ ...item(info.name, `${info.name}: `, info.description, 'property') }));
}

function keysAt(path: readonly string[]): readonly KeyInfo[] | undefined {
  if (path.length === 0) return topKeys;
  if (path[path.length - 1] === 'kubernetes') return kubernetesKeys;
  if (path[0] === 'overrides' && path.length <= 2) return overrideKeys;
  if (path[path.length - 2] === 'rules') return ruleKeys;
  return undefined;
}

/** Finds the keys above a place by indentation alone, so that it works while the file is half typed. */
function cursorAt(text: string, offset: number): Cursor {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const line = text.slice(lineStart, newline === -1 ? text.length : newline).replace(/\r$/, '');
  const column = offset - lineStart;
  const entry = /^(\s*(?:- +)*)([^\s:#][^:#]*)?(:\s+|:$)?/.exec(line);
  const indent = entry?.[1]?.length ?? 0;
  const key = entry?.[3] !== undefined && column >= indent + (entry[2]?.length ?? 0) + 1 ? entry[2]?.trim() : undefined;
  let start = column;
  while (start > 0 && /[^\s,[\]{}"']/.test(line[start - 1] ?? '')) start--;
  let end = column;
  while (end < line.length && /[^\s,[\]{}"':#]/.test(line[end] ?? '')) end++;
  const path: string[] = [];
  let limit = Math.min(indent, column);
  if (/^\s*- /.test(line)) path.unshift('-');
  const above = text.slice(0, lineStart).split('\n');
  for (let i = above.length - 2; i >= 0 && limit > 0; i--) {
    const found = /^(\s*)(- +)?([^\s:#][^:#]*):\s*(?:#.*)?$/.exec((above[i] ?? '').replace(/\r$/, ''));
    const dash = /^(\s*)- /.exec(above[i] ?? '');
    const at = found ? (found[1]?.length ?? 0) + (found[2]?.length ?? 0) : Number.POSITIVE_INFINITY;
    if (found?.[3] && at < limit) {
      path.unshift(found[3].trim());
      limit = at;
    }
    if (dash && (dash[1]?.length ?? 0) < limit) {
      path.unshift('-');
      limit = dash[1]?.length ?? 0;
    }
  }
  return { path, key, word: { start: lineStart + start, end: lineStart + end } };
}
