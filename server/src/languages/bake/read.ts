import type { Span } from '../../core/text.js';

// Bake files, HCL and JSON, as far as others need to know them: targets with where they build, and what they pass.

/** A text that is written in a Bake file; its span is without the quotes. */
export interface BakeText extends Span {
  readonly text: string;
}

export interface BakeTarget {
  readonly name: BakeText;
  readonly context: BakeText | undefined;
  readonly dockerfile: BakeText | undefined;
  readonly inline: boolean;
  readonly stage: BakeText | undefined;
  readonly args: readonly BakeText[];
  readonly contexts: readonly BakeText[];
  /** Ids of secrets, as in `id=token,src=…` or `{ id = "token" }`. */
  readonly secrets: readonly BakeText[];
  readonly inherits: readonly BakeText[];
}

export interface BakeDocument {
  readonly text: string;
  readonly targets: readonly BakeTarget[];
}

/** A value: a text, a list, a table by key, or something that is only known when it is run. */
type Value =
  | { readonly kind: 'text'; readonly text: BakeText }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'table'; readonly entries: readonly Entry[] }
  | { readonly kind: 'other' };

interface Entry {
  readonly key: BakeText;
  readonly value: Value;
}

const other: Value = { kind: 'other' };
const deepest = 100;

export function readBake(text: string): BakeDocument {
  const reader = new Reader(text);
  const isJson = /^\s*\{/.test(text);
  const targets = isJson ? targetsOfJson(reader.value(0)) : reader.blocks();
  return { text, targets };
}

function targetsOfJson(root: Value): readonly BakeTarget[] {
  const section = entriesOf(root).find(({ key }) => key.text === 'target');
  return entriesOf(section?.value ?? other).map(({ key, value }) => targetOf(key, entriesOf(value)));
}

function entriesOf(value: Value): readonly Entry[] {
  return value.kind === 'table' ? value.entries : [];
}

function targetOf(name: BakeText, entries: readonly Entry[]): BakeTarget {
  const valueOf = (key: string): Value => entries.findLast((entry) => entry.key.text === key)?.value ?? other;
  const text = (key: string): BakeText | undefined => {
    const value = valueOf(key);
    return value.kind === 'text' ? value.text : undefined;
  };
  const texts = (key: string): readonly BakeText[] => {
    const value = valueOf(key);
    return value.kind === 'list' ? value.items.flatMap((item) => (item.kind === 'text' ? [item.text] : [])) : [];
  };
  const secret = valueOf('secret');
  const secrets = secret.kind === 'list' ? secret.items.flatMap(secretId) : [];
  return {
    name,
    context: text('context'),
    dockerfile: text('dockerfile'),
    inline: entries.some(({ key }) => key.text === 'dockerfile-inline'),
    stage: text('target'),
    args: entriesOf(valueOf('args')).map(({ key }) => key),
    contexts: entriesOf(valueOf('contexts')).map(({ key }) => key),
    secrets,
    inherits: texts('inherits'),
  };
}

function secretId(item: Value): readonly BakeText[] {
  if (item.kind === 'table') {
    const id = item.entries.find(({ key }) => key.text === 'id')?.value;
    return id?.kind === 'text' ? [id.text] : [];
  }
  if (item.kind !== 'text') return [];
  const match = /(?:^|,)id=([^,]+)/.exec(item.text.text);
  if (!match?.[1]) return [];
  const start = item.text.start + match.index + match[0].length - match[1].length;
  return [{ text: match[1], start, end: start + match[1].length }];
}

const bare = /[A-Za-z_][\w-]*/y;
const heredoc = /<<-?([A-Za-z_]\w*)/y;
const blanks = /(?:[ \t\r\n]+|(?:#|\/\/)[^\n]*|\/\*[\s\S]*?\*\/)*/y;

/** Reads HCL as it is used in Bake files, and JSON, which is nearly a part of it. Anything else is skipped over. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The targets of an HCL file. */
  blocks(): readonly BakeTarget[] {
    const found: BakeTarget[] = [];
    for (this.#skip(); this.#at < this.#text.length; this.#skip()) {
      const type = this.#word();
      if (!type) {
        this.#at++;
        continue;
      }
      this.#skip();
      const label = this.#peek() === '"' ? this.#string() : undefined;
      this.#skip();
      if (this.#peek() === '{') {
        const body = this.#table(0);
        if (type.text === 'target' && label) found.push(targetOf(label, entriesOf(body)));
      } else if (this.#peek() === '=') {
        this.#at++;
        this.value(0);
      }
    }
    return found;
  }

  value(depth: number): Value {
    this.#skip();
    const c = this.#peek();
    let value: Value = other;
    if (depth > deepest) this.#at = this.#text.length;
    else if (c === '<') return this.#heredoc();
    else if (c === '{') value = this.#table(depth);
    else if (c === '[') value = this.#list(depth);
    else if (c === '"') {
      const text = this.#string();
      value = text.text.includes('${') || text.text.includes('%{') ? other : { kind: 'text', text };
    } else return this.#expression();
    // `"a" + b`, `x ? "a" : "b"` and the like are not known.
    this.#skipBlanks();
    if (/[^\s,}\]#/]/.test(this.#peek() ?? ' ')) return this.#expression();
    return value;
  }

  #peek(): string | undefined {
    return this.#text[this.#at];
  }

  #skip(): void {
    blanks.lastIndex = this.#at;
    this.#at += blanks.exec(this.#text)?.[0].length ?? 0;
  }

  #skipBlanks(): void {
    while (this.#peek() === ' ' || this.#peek() === '\t' || this.#peek() === '\r') this.#at++;
  }

  #word(): BakeText | undefined {
    bare.lastIndex = this.#at;
    const text = bare.exec(this.#text)?.[0];
    if (text === undefined) return undefined;
    const start = this.#at;
    this.#at += text.length;
    return { text, start, end: this.#at };
  }

  #string(): BakeText {
    const start = this.#at + 1;
    let at = start;
    for (let nested = 0; at < this.#text.length && this.#text[at] !== '\n'; at++) {
      if (this.#text[at] === '\\') at++;
      else if (this.#text[at] === '$' && this.#text[at + 1] === '{') nested++;
      else if (this.#text[at] === '}' && nested > 0) nested--;
      else if (this.#text[at] === '"' && nested === 0) break;
    }
    const end = Math.min(at, this.#text.length);
    this.#at = Math.min(at + 1, this.#text.length);
    return { text: this.#text.slice(start, end), start, end };
  }

  #table(depth: number): Value {
    const entries: Entry[] = [];
    this.#at++;
    for (this.#skip(); this.#at < this.#text.length && this.#peek() !== '}'; this.#skip()) {
      const before = this.#at;
      const key = this.#peek() === '"' ? this.#string() : this.#word();
      this.#skip();
      if (key && (this.#peek() === '=' || this.#peek() === ':')) {
        this.#at++;
        entries.push({ key, value: this.value(depth + 1) });
      } else if (key && this.#peek() === '{') entries.push({ key, value: this.#table(depth + 1) });
      if (this.#peek() === ',' || this.#at === before) this.#at++;
    }
    this.#at++;
    return { kind: 'table', entries };
  }

  #list(depth: number): Value {
    const items: Value[] = [];
    this.#at++;
    for (this.#skip(); this.#at < this.#text.length && this.#peek() !== ']'; this.#skip()) {
      const before = this.#at;
      items.push(this.value(depth + 1));
      this.#skip();
      if (this.#peek() === ',' || this.#at === before) this.#at++;
    }
    this.#at++;
    return { kind: 'list', items };
  }

  #heredoc(): Value {
    heredoc.lastIndex = this.#at;
    const name = heredoc.exec(this.#text)?.[1];
    if (name === undefined) return this.#expression();
    const end = new RegExp(`^[ \\t]*${name}[ \\t]*$`, 'm').exec(this.#text.slice(this.#at));
    this.#at = end ? this.#at + end.index + end[0].length : this.#text.length;
    return other;
  }

  /** Skips an expression to the end of its line, its comma or its bracket. */
  #expression(): Value {
    for (let depth = 0; this.#at < this.#text.length; this.#at++) {
      const c = this.#peek() ?? '';
      if (c === '"') {
        this.#string();
        this.#at--;
      } else if (/[([{]/.test(c)) depth++;
      else if (/[)\]}]/.test(c) && depth-- === 0) break;
      else if (depth === 0 && (c === '\n' || c === ',')) break;
    }
    return other;
  }
}
