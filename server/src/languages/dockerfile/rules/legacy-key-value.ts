import { insert, replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { spanWithin } from '../model/edits.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { Instruction, Token } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/legacy-key-value', {
  summary: 'ENV or LABEL without an equals sign',
  why: `\`ENV NAME value\` takes the whole rest of the line as the value, so a second variable or a comment behind it becomes
part of the first. \`ENV NAME=value\` says where the value ends.`,
  category: 'style',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:LegacyKeyValueFormat'],
  fix: 'safe',
  messages: { legacy: 'Write {keyword} {key}=…: without the equals sign the whole rest of the line is the value.' },
  fixes: { addEquals: 'Write {key}=…' },
  on: {
    instruction(instruction, ctx) {
      if ((instruction.kind !== 'ENV' && instruction.kind !== 'LABEL') || !instruction.legacy) return;
      const pair = instruction.pairs[0];
      if (!pair?.value) return;
      const edits = withEquals(instruction, pair.key, pair.value, ctx.document.escape);
      const params = { keyword: instruction.kind, key: pair.key.text };
      ctx.report(pair, 'legacy', params, { fix: edits && { title: 'addEquals', edits } });
    },
  },
  examples: [
    bad('FROM alpine:3.22\nENV ‹PORT 8080›\n', { fixed: 'FROM alpine:3.22\nENV PORT=8080\n' }),
    bad('FROM alpine:3.22\nLABEL ‹description The "big" $APP \\$1 \'$x "\'›\n', {
      fixed: 'FROM alpine:3.22\nLABEL description="The big $APP \\$1 \\$x \\""\n',
    }),
    bad('FROM alpine:3.22\nENV ‹A "b c"›\n', { fixed: 'FROM alpine:3.22\nENV A="b c"\n' }),
    bad('FROM alpine:3.22\r\nONBUILD ENV ‹JAVA_OPTS  -Xmx1g \\\r\n  # The heap\r\n  -Xms1g›\r\n', {
      fixed: 'FROM alpine:3.22\r\nONBUILD ENV JAVA_OPTS="-Xmx1g \\\r\n  # The heap\r\n  -Xms1g"\r\n',
    }),
    good(source`
      FROM alpine:3.22
      ENV PORT=8080 HOST="0.0.0.0"
      LABEL description="It is mine"
    `),
  ],
});

/** Edits to `key=value` of the same meaning; undefined where quotes are open or a comment would be lost. */
function withEquals(instruction: Instruction, key: Token, value: Token, escapeToken: string): TextEdit[] | undefined {
  const gap = { start: key.end, end: value.start };
  if (instruction.innerComments.some((comment) => comment.start >= gap.start && comment.end <= gap.end)) {
    return undefined;
  }
  const changes = quoting(value.text, escapeToken);
  if (!changes) return undefined;
  if (changes === 'as it is') return [replace(gap, '=')];
  const inside = changes.map(({ at, length, text }) => replace(spanWithin(instruction, value, at, at + length), text));
  return [replace(gap, '="'), ...inside, insert(value.end, '"')];
}

interface Change {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

/**
 * The changes that let a value stand in double quotes with the meaning that it has as the rest of a line: quotes inside
 * go, and what single quotes or escapes kept literal is escaped.
 */
function quoting(text: string, escapeToken: string): readonly Change[] | 'as it is' | undefined {
  const special = `"$${escapeToken}`;
  const changes: Change[] = [];
  let blanks = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === ' ' || c === '\t') blanks = true;
    else if (c === escapeToken) {
      if (i + 1 >= text.length) return undefined;
      if (!special.includes(text.charAt(i + 1))) changes.push({ at: i, length: 1, text: '' });
      i++;
    } else if (c === '$' && text[i + 1] === '{') {
      const end = text.indexOf('}', i);
      if (end === -1 || /["'`\\]/.test(text.slice(i, end))) return undefined;
      if (/\s/.test(text.slice(i, end))) blanks = true;
      i = end;
    } else if (c === "'") {
      const end = text.indexOf("'", i + 1);
      if (end === -1) return undefined;
      changes.push({ at: i, length: 1, text: '' });
      for (let k = i + 1; k < end; k++) {
        if (special.includes(text.charAt(k))) changes.push({ at: k, length: 0, text: escapeToken });
      }
      changes.push({ at: end, length: 1, text: '' });
      i = end;
    } else if (c === '"') {
      let end = i + 1;
      while (end < text.length && text[end] !== '"') end += text[end] === escapeToken ? 2 : 1;
      if (end >= text.length) return undefined;
      changes.push({ at: i, length: 1, text: '' }, { at: end, length: 1, text: '' });
      i = end;
    }
  }
  return blanks ? changes : 'as it is';
}
