import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Span } from '../core/text.js';
import { checkExpression } from './check.js';
import { constantParts, evaluate, isConstant, truth } from './evaluate.js';
import { embedded } from './find.js';
import { flowsOf, resultsOf } from './flow.js';
import { parseExpression } from './parse.js';
import { callAt, placeAt, targetAt } from './place.js';
import { referencesOf } from './references.js';
import { type ExprNode, visitNodes } from './tree.js';
import * as t from './types.js';

// What must hold for any text: expressions that are whole, cut off, or changed somewhere, and mere pieces.

const words = ['github', 'needs', 'event', 'a', 'true', 'null', '1', '-1.5e3', '0x1F', "'x'", "'it''s'", "'{0} {1}'"];
const marks = [
  '(',
  ')',
  '[',
  ']',
  '.',
  '*',
  ',',
  '!',
  '=',
  '==',
  '<',
  '>=',
  '&&',
  '||',
  '&',
  "'",
  '"',
  ' ',
  '$',
  '-',
  '\0',
  'é',
];
const piece = fc.constantFrom(...words, ...marks, 'format(', 'contains(', 'fromJSON(', 'case(', '${{', '}}', '\n');

const whole = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 5, depthSize: 'medium' },
      fc.constantFrom(...words),
      fc.tuple(inner, fc.constantFrom('&&', '||', '==', '!=', '<'), inner).map((parts) => parts.join(' ')),
      inner.map((text) => `!${text}`),
      inner.map((text) => `(${text}).*.a`),
      fc.tuple(inner, inner).map(([object, index]) => `(${object})[${index}]`),
      fc
        .tuple(
          fc.constantFrom('contains', 'format', 'join', 'toJSON', 'fromJSON', 'case', 'nope'),
          fc.array(inner, { maxLength: 4 }),
        )
        .map(([name, args]) => `${name}(${args.join(', ')})`),
    ),
  };
}).expression;

const changed = fc
  .tuple(whole, fc.nat(), fc.nat(3), piece)
  .map(
    ([text, at, cut, put]) => text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + cut),
  );
const anyText = fc.oneof(
  changed,
  fc.array(piece, { maxLength: 20 }).map((parts) => parts.join('')),
  fc.string(),
);

const environment = {
  contexts: {
    github: t.strictObject({ event: t.looseObject({ a: t.arrayOf(t.looseObject()) }, { known: true }) }),
    needs: t.strictObject({ a: t.strictObject({ a: t.string }) }),
    a: t.any,
  },
  available: new Set(['github', 'needs']),
  functions: new Set<string>(),
};

function expectWithin(text: string, { start, end }: Span): void {
  if (!(0 <= start && start <= end && end <= text.length)) throw new Error(`${start}-${end} is not in the text`);
}

function askAll(text: string, root: ExprNode): void {
  visitNodes(root, (node) => expectWithin(text, node));
  const checked = checkExpression(root, environment);
  for (const finding of checked.findings) expectWithin(text, finding);
  visitNodes(root, (node) => expect(checked.types.has(node)).toBe(true));
  for (const { segments } of [...flowsOf(root), ...referencesOf(root)])
    for (const segment of segments) expectWithin(text, segment);
  for (const part of [...resultsOf(root), ...constantParts(root)]) expectWithin(text, part);
  const evaluated = evaluate(root);
  const isTrue = truth(root);
  if (evaluated.known) expect(isTrue).toBe(!(evaluated.value === null || !evaluated.value));
  for (let offset = 0; offset <= text.length; offset++) {
    const target = targetAt(root, offset);
    if (target) expectWithin(text, target);
    callAt(root, offset);
  }
}

test('any text has an answer to every question, within the text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { root, problems } = parseExpression(text);
      expect(root === undefined).toBe(problems[0]?.kind === 'empty');
      for (const problem of problems) expectWithin(text, problem);
      for (let offset = 0; offset <= text.length; offset++) {
        const place = placeAt(text, root, offset);
        if (place) expectWithin(text, place.span);
      }
      if (root) askAll(text, root);
      for (const one of embedded(text)) expectWithin(text, one.outer);
    }),
    { numRuns: 1000 },
  );
});

test('what is whole has no problems, and a tree that spans it', () => {
  fc.assert(
    fc.property(whole, (text) => {
      const { root, problems } = parseExpression(text);
      expect(problems).toEqual([]);
      expect(root && text.slice(root.start, root.end)).toBe(text);
    }),
  );
});

test('a constant part has the value of its place', () => {
  fc.assert(
    fc.property(whole, (text) => {
      const { root } = parseExpression(text);
      if (!root || !isConstant(root)) return;
      const evaluated = evaluate(root);
      const alone = parseExpression(` ( ${text} ) `).root;
      expect(alone && evaluate(alone)).toEqual(evaluated);
    }),
  );
});

test('questions take time that grows with the text', () => {
  const started = performance.now();
  for (const unit of ['github.event.a && ', "format('{0}', ", '!(a == needs.a) || ', 'a[needs[', "'a' && ", 'x == ']) {
    const text = unit.repeat(60_000 / unit.length);
    const { root } = parseExpression(text);
    if (!root) throw new Error('empty');
    checkExpression(root, environment);
    evaluate(root);
    truth(root);
    constantParts(root);
    flowsOf(root);
    referencesOf(root);
    placeAt(text, root, text.length);
    targetAt(root, text.length);
  }
  expect(performance.now() - started).toBeLessThan(5000);
});
