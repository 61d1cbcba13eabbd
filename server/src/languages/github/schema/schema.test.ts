import { expect, test } from 'vitest';
import { readYaml } from '../../../yaml/read.js';
import { checkerOf } from '../../../yaml/schema/check.js';
import { alternativesOf, basicTypes, keyOf, type Schema, type SchemaTable } from '../../../yaml/schema/schema.js';
import type { Texts } from '../../../yaml/schema/texts.js';
import { actionSchema } from './action.js';
import { dependabotSchema } from './dependabot.js';
import { isWholeExpression } from './dialect.js';
import { workflowTexts } from './texts.js';
import { actionTexts } from './texts-action.js';
import { dependabotTexts } from './texts-dependabot.js';
import { workflowSchema } from './workflow.js';

const kinds: readonly (readonly [string, SchemaTable, Texts])[] = [
  ['workflows', workflowSchema, workflowTexts],
  ['actions', actionSchema, actionTexts],
  ['Dependabot', dependabotSchema, dependabotTexts],
];

/** Visits all that a table has, also what has no name. */
function visitAll(table: SchemaTable, onKey: (doc: string) => void, onName: (name: string) => void): void {
  const visit = (schema: Schema, name: string): void => {
    if (typeof schema === 'string') onName(schema);
    else if (!('type' in schema)) for (const inner of schema) visit(inner, name);
    else if (schema.type === 'list') visit(schema.items, '');
    else if (schema.type === 'object') {
      for (const [key, entry] of Object.entries(schema.keys ?? {})) {
        onKey(keyOf(entry).doc ?? `${name}.${key}`);
        visit(keyOf(entry).schema, '');
      }
      if (schema.rest !== undefined) visit(schema.rest, '');
    }
  };
  visit(table.root, '');
  for (const [name, definition] of Object.entries(table.definitions)) visit(definition, name);
}

test.each(kinds)('every key of %s has a text, and every text a key', (name, table, texts) => {
  const docs = new Set<string>();
  visitAll(
    table,
    (doc) => docs.add(doc),
    () => {},
  );
  // Steps of actions lack what only workflows have, but share the texts.
  const own = Object.keys(texts).filter((doc) => name !== 'actions' || !doc.startsWith('step.') || docs.has(doc));
  expect(own.sort()).toEqual([...docs].sort());
});

test.each(kinds)('every name in the schema of %s has a definition, and every definition is named', (_, table) => {
  const known = new Set<string>([...Object.keys(table.definitions), ...basicTypes]);
  const named = new Set<string>();
  visitAll(
    table,
    () => {},
    (name) => named.add(name),
  );
  for (const name of named) expect(known).toContain(name);
  for (const name of Object.keys(table.definitions)) if (table !== actionSchema) expect(named).toContain(name);
});

test.each(kinds)('the schema of %s is plain data', (_, table) => {
  expect(JSON.parse(JSON.stringify(table.definitions))).toEqual(table.definitions);
  expect(alternativesOf(table, table.root)).toHaveLength(1);
});

test.each([
  ['${{ a }}', true],
  [' ${{ a }}\n', true],
  ["${{ '}}' }}", true],
  ["${{ 'it''s }}' }}", true],
  ['${{ a }}${{ b }}', false],
  ['a ${{ b }}', false],
  ['${{ a', false],
  ["${{ 'a }}", false],
  ['${{}}', true],
  ['${{}', false],
  ['', false],
])('%j is one expression: %j', (text, expected) => {
  expect(isWholeExpression(text)).toBe(expected);
});

test('checks a large workflow in no time', () => {
  const step = '      - name: a\n        run: echo\n        env: {A: b}\n      - uses: a/b@c\n        with: {d: e}\n';
  const job = (i: number): string => `  j${i}:\n    runs-on: ubuntu-latest\n    steps:\n${step.repeat(10)}`;
  const text = `on: push\njobs:\n${Array.from({ length: 200 }, (_, i) => job(i)).join('')}`;
  const { documents } = readYaml(text);
  const check = checkerOf(workflowSchema);
  const start = performance.now();
  expect(check(documents[0]?.root)).toEqual([]);
  expect(performance.now() - start).toBeLessThan(500);
});
