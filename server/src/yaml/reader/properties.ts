import { Memory } from '../../core/memo.js';
import type { YamlAlias } from '../tree.js';
import { isFlowMark, isSpace } from './characters.js';
import type { Open, Properties } from './nodes.js';
import type { Source } from './source.js';

/** The tag and the anchor at `at`, with the blanks behind them. */
export function readProperties(source: Source): Properties | undefined {
  let found: Properties | undefined;
  for (;;) {
    const code = source.code();
    if (code !== 33 && code !== 38) return found;
    const start = source.at;
    const end = code === 33 ? tagEnd(source, start) : nameEnd(source.text, start + 1);
    const text = source.text.slice(start, end);
    source.at = end;
    let tag = found?.tag;
    let anchor = found?.anchor;
    if (code === 33) {
      if (tag || !knownHandle(source, text)) source.problem('unexpected', start, end);
      tag = { start, end, text };
    } else {
      if (anchor || text === '&') source.problem('unexpected', start, end);
      anchor = { start, end, name: text.slice(1) };
    }
    found = { start: found?.start ?? start, end, tag, anchor };
    const next = source.code();
    // What directly follows has to be a blank, or what goes on in a flow collection.
    if (!isSpace(next) && next !== 44 && next !== 93 && next !== 125) source.problem('unexpected', end, end + 1);
    source.skipBlanks();
  }
}

/** Properties from several lines of which the later ones win. */
export function joined(a: Properties | undefined, b: Properties | undefined): Properties | undefined {
  if (!a || !b) return a ?? b;
  return { start: a.start, end: b.end, tag: b.tag ?? a.tag, anchor: b.anchor ?? a.anchor };
}

export function readAlias(source: Source): Open<YamlAlias> {
  const start = source.at;
  const end = nameEnd(source.text, start + 1);
  const name = source.text.slice(start + 1, end);
  const target = source.anchors.get(name);
  if (!target) source.problem('unknown-alias', start, end, name);
  source.at = end;
  return { kind: 'alias', start, end, name, target, tag: undefined, anchor: undefined, memory: new Memory() };
}

function nameEnd(text: string, from: number): number {
  let end = from;
  for (let code = text.charCodeAt(end); !isSpace(code) && !isFlowMark(code); code = text.charCodeAt(end)) end++;
  return end;
}

function tagEnd(source: Source, start: number): number {
  if (source.text.charCodeAt(start + 1) !== 60) return nameEnd(source.text, start + 1);
  for (let i = start + 2; i < source.lineEnd && !isSpace(source.text.charCodeAt(i)); i++) {
    if (source.text.charCodeAt(i) === 62) return i + 1;
  }
  return nameEnd(source.text, start + 1);
}

/** Whether the handle of a tag such as `!e!name` is declared. */
function knownHandle(source: Source, tag: string): boolean {
  const second = tag.indexOf('!', 1);
  return second <= 1 || tag.charCodeAt(1) === 60 || source.handles.has(tag.slice(0, second + 1));
}
