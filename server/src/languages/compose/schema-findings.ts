import type { TextEdit } from '../../core/edit.js';
import { replace } from '../../core/edit.js';
import type { FileView } from '../../core/files.js';
import type { MessageParams } from '../../core/message.js';
import { basename } from '../../core/path.js';
import type { Span } from '../../core/text.js';
import { replaceScalar, written } from '../../yaml/edits.js';
import type { SchemaProblem } from '../../yaml/schema/problem.js';
import { kindsIn, kindWords, listed, pathWords } from '../../yaml/schema/words.js';
import type { YamlNode } from '../../yaml/tree.js';
import { keyText } from '../../yaml/values.js';
import type { YamlPath } from '../../yaml/walk.js';
import type { ComposeDocument } from './document.js';
import { defaultNames } from './model/file-names.js';
import { keyed } from './model/merge.js';
import { projectOf } from './model/project.js';
import type { Member, Place, Table, Value } from './model/value.js';
import { valueAt } from './model/value.js';

// What the schema finds, in the words and with the fixes of the rule on it.

type Message =
  | 'unknown'
  | 'misspelt'
  | 'ignored'
  | 'ignored-misspelt'
  | 'name'
  | 'missing'
  | 'empty'
  | 'type'
  | 'quote'
  | 'wrap'
  | 'value'
  | 'value-misspelt'
  | 'pattern'
  | 'least'
  | 'most'
  | 'few'
  | 'twice';

interface Finding {
  readonly message: Message;
  readonly params: MessageParams;
  readonly fix?: Fix | undefined;
  /** Whether Compose passes over it, where for other things it refuses the file. */
  readonly isIgnored?: boolean;
}

interface Fix {
  readonly title: 'rename' | 'replace' | 'quote' | 'wrap';
  readonly edits: readonly TextEdit[];
  readonly safe: boolean;
}

/**
 * Undefined for what other rules tell: texts that are no number or boolean where Compose casts them, and `- KEY: value` in
 * an environment.
 */
export function findingOf(problem: SchemaProblem): Finding | undefined {
  const { path } = problem;
  const where = pathWords(path);
  switch (problem.kind) {
    case 'unknown-key': {
      const { key, suggestion, fits, words, entry } = problem;
      const holder = pathWords(path.slice(0, -1));
      const isIgnored = isReadLeniently(path);
      if (suggestion === undefined && words !== undefined)
        return { message: 'name', params: { key, where: holder, words } };
      if (suggestion === undefined)
        return { message: isIgnored ? 'ignored' : 'unknown', params: { key, where: holder }, isIgnored };
      const edits = entry.key?.kind === 'scalar' ? [replaceScalar(entry.key, suggestion)] : [];
      return {
        message: isIgnored ? 'ignored-misspelt' : 'misspelt',
        params: { key, where: holder, suggestion },
        fix: edits.length > 0 ? { title: 'rename', edits, safe: fits && !isIgnored } : undefined,
        isIgnored,
      };
    }
    case 'missing-key':
      return { message: 'missing', params: { key: problem.key, where: pathWords(path.slice(0, -1)) } };
    case 'wrong-type': {
      const { expected, actual, node, remedy } = problem;
      if (path[path.length - 2] === 'environment' && typeof path[path.length - 1] === 'number' && isKeyed(node))
        return undefined;
      // The rule on empty files tells of these.
      if (actual === 'null' && path.length === 0) return undefined;
      const params = { where, expected: kindsIn(expected), actual: kindWords[actual] };
      if (actual === 'null') return { message: 'empty', params };
      return { message: remedy ?? 'type', params, fix: remedy && remedyFix(node, remedy) };
    }
    case 'not-allowed': {
      const { value, allowed, suggestion, node } = problem;
      if (suggestion === undefined) return { message: 'value', params: { value, where, allowed: listed(allowed) } };
      const edits = node.kind === 'scalar' && isSimple(node) ? [replaceScalar(node, suggestion)] : [];
      return {
        message: 'value-misspelt',
        params: { value, where, suggestion },
        fix: edits.length > 0 ? { title: 'replace', edits, safe: false } : undefined,
      };
    }
    case 'pattern':
      return { message: 'pattern', params: { value: problem.value, where, examples: listed(problem.examples) } };
    case 'too-small':
      return { message: 'least', params: { where, limit: problem.limit } };
    case 'too-large':
      return { message: 'most', params: { where, limit: problem.limit } };
    case 'too-few':
      return { message: 'few', params: { where, limit: problem.limit } };
    case 'duplicate-item':
      return { message: 'twice', params: { value: problem.value, where: pathWords(path.slice(0, -1)) } };
    case 'cast':
    case 'format':
      return undefined;
  }
}

/** Compose reads these before it checks the file, and does not look at what it does not know. */
function isReadLeniently(path: YamlPath): boolean {
  return path[0] === 'include' || (path[0] === 'services' && path[2] === 'extends');
}

function isSimple(node: YamlNode): boolean {
  return node.kind === 'scalar' && !node.anchor && !node.tag && node.style !== 'literal' && node.style !== 'folded';
}

/** Whether a node is a map whose first key has a name. */
function isKeyed(node: YamlNode | undefined): boolean {
  const [first] = node?.kind === 'map' ? node.entries : [];
  return first !== undefined && Boolean(keyText(first));
}

function remedyFix(node: YamlNode | undefined, remedy: 'quote' | 'wrap'): Fix | undefined {
  if (node?.kind !== 'scalar' || !isSimple(node) || /[\r\n]/.test(node.text)) return undefined;
  const text = remedy === 'quote' ? written(node.text, 'double') : `[${written(node.text, node.style, true)}]`;
  return { title: remedy, edits: [replace(node, text)], safe: true };
}

interface Context {
  readonly document: ComposeDocument;
  readonly path: string;
  readonly files: FileView;
}

/** Whether what is missing, or empty, comes from another file or service, or may come from one that is not known. */
export function isSupplied({ document, path: file, files }: Context, problem: SchemaProblem): boolean {
  const isEmpty = problem.kind === 'wrong-type' && problem.actual === 'null';
  if (problem.kind !== 'missing-key' && !isEmpty) return false;
  const { path } = problem;
  if (path.some((key) => typeof key === 'number')) return false;
  const project = projectOf(document, file, files);
  if (!project.complete) return true;
  const [section, name] = path;
  const service = section === 'services' ? project.services.get(String(name))?.value : undefined;
  let at: Value | undefined = service ?? project.root;
  let holder: Member | undefined;
  let member: Member | undefined;
  for (const key of service ? path.slice(2) : path) {
    const table: Table | undefined = at?.kind === 'table' ? at : keyed(at);
    holder = member;
    member = table?.members.get(String(key));
    at = member?.value;
  }
  // What is written first elsewhere may stand there in a short form, which has all that is needed.
  if (problem.kind === 'missing-key' && holder && isElsewhere(holder.place, file, problem.span)) return true;
  if (at) return true;
  const isWhole = ['image', 'build', 'provider'].some((key) => valueAt(service, key));
  return section === 'services' && path.length > 1 && !isWhole && !defaultNames.includes(basename(file));
}

function isElsewhere(place: Place, file: string, span: Span): boolean {
  return place.file.path !== file || place.span.start > span.start || place.span.end < span.start;
}
