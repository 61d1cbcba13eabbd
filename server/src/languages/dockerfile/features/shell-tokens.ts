import { forEachChild, type SyntaxNode } from 'unbash';
import type { TokenType } from '../../../core/features.js';
import type { Span } from '../../../core/text.js';
import type { Script } from '../model/script.js';

interface Sink {
  add(span: Span, type: TokenType): void;
}

/** Reserved words that open, join and close a compound command, by the type of its node. */
const words: Readonly<Record<string, readonly string[]>> = {
  If: ['if', 'then', 'elif', 'else', 'fi'],
  For: ['for', 'in', 'do', 'done'],
  ArithmeticFor: ['for', 'do', 'done'],
  Select: ['select', 'in', 'do', 'done'],
  While: ['while', 'until', 'do', 'done'],
  Case: ['case', 'in', 'esac'],
  Function: ['function'],
};

/** Colours shell text by what it means: commands, options, strings, variables, reserved words, comments. */
export function shellTokens(script: Script, into: Sink): void {
  const { reading } = script;
  if (!reading) return;
  const add = (pos: number, end: number, type: TokenType): void => {
    if (end > pos) into.add(script.span({ pos, end }), type);
  };
  const { text } = reading;
  const visit = (node: SyntaxNode): void => {
    switch (node.type) {
      case 'Script':
        // A backtick script with escapes has offsets of its own.
        if (node.source !== undefined) return;
        break;
      case 'Command':
        if (node.name) add(node.name.pos, node.name.end, 'function');
        for (const arg of node.args) {
          if (arg.type === 'Word' && arg.text.startsWith('-')) add(arg.pos, arg.end, 'parameter');
        }
        break;
      case 'Assignment':
        add(node.pos, node.pos + node.name.length, 'variable');
        break;
      case 'SingleQuoted':
      case 'DoubleQuoted':
      case 'AnsiCQuoted':
      case 'LocaleString':
        add(node.pos, node.end, 'string');
        break;
      case 'SimpleExpansion':
      case 'ParameterExpansion':
        add(node.pos, node.end, 'variable');
        break;
      case 'HereDocBody':
        add(node.pos, node.end, 'string');
        break;
      default:
        reserved(node);
    }
    forEachChild(node, visit);
  };
  /** Reserved words stand between a node's children, never inside of them. */
  const reserved = (node: SyntaxNode): void => {
    const known = words[node.type];
    if (!known) return;
    const inner: Span[] = [];
    forEachChild(node, (child) => inner.push({ start: child.pos, end: child.end }));
    let at = node.pos;
    for (const gap of [...inner, { start: node.end, end: node.end }]) {
      for (const match of text.slice(at, gap.start).matchAll(/[a-z]+/g)) {
        if (known.includes(match[0])) add(at + match.index, at + match.index + match[0].length, 'keyword');
      }
      at = Math.max(at, gap.end);
    }
  };
  visit(reading.script);
  for (const match of text.matchAll(/^[ \t]*(#.*)$/gm)) {
    const pos = match.index + match[0].indexOf('#');
    if (script.form === 'heredoc') add(pos, match.index + match[0].length, 'comment');
  }
}
