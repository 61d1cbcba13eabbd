import { expect, test } from 'vitest';
import { readYaml } from '../../yaml/read.js';
import { checkerOf } from '../../yaml/schema/check.js';
import { alternativesOf, basicTypes, keyOf, type Schema } from '../../yaml/schema/schema.js';
import { castAt } from './model/casts.js';
import { schema } from './schema.js';
import { texts } from './schema-texts.js';

const check = checkerOf(schema);

test('every attribute has a line of its own, and every line an attribute', () => {
  const keys = Object.entries(schema.definitions).flatMap(([name, definition]) =>
    alternativesOf(schema, definition).flatMap((one) =>
      one.kind === 'object' ? Object.keys(one.schema.keys ?? {}).map((key) => `${one.name || name}.${key}`) : [],
    ),
  );
  expect(Object.keys(texts).sort()).toEqual([...new Set(keys)].sort());
});

test('every name has a definition', () => {
  const known = new Set<string>([...Object.keys(schema.definitions), ...basicTypes]);
  const visit = (one: Schema): void => {
    if (typeof one === 'string') expect(known).toContain(one);
    else if (!('type' in one)) for (const inner of one) visit(inner);
    else if (one.type === 'list') visit(one.items);
    else if (one.type === 'object') {
      for (const key of Object.values(one.keys ?? {})) visit(keyOf(key).schema);
      if (one.names) visit(one.names.schema);
      if (one.rest !== undefined) visit(one.rest);
    }
  };
  visit(schema.root);
  for (const definition of Object.values(schema.definitions)) visit(definition);
});

test('casts where Compose does', () => {
  const [service] = alternativesOf(schema, 'service');
  for (const [name, key] of Object.entries(service?.kind === 'object' ? (service.schema.keys ?? {}) : {})) {
    const [first] = alternativesOf(schema, keyOf(key).schema);
    const cast = first?.kind === 'scalar' ? first.schema.cast : undefined;
    expect([name, cast]).toEqual([name, castAt(['services', 'web', name])]);
  }
});

test('checks ten thousand services in well under a second', () => {
  const service = (i: number): string =>
    `  s${i}:\n    <<: *base\n    image: "a:${i}"\n    ports: ["80", {target: 90}]\n    environment: {A: 1, B: "2"}\n    depends_on:\n      s0: {condition: service_started}\n    deploy: {resources: {limits: {cpus: "0.5"}}}\n`;
  const text = `x-base: &base {restart: always}\nservices:\n${Array.from({ length: 10_000 }, (_, i) => service(i)).join('')}`;
  const { documents } = readYaml(text);
  const start = performance.now();
  expect(check(documents[0]?.root)).toEqual([]);
  expect(performance.now() - start).toBeLessThan(2000);
});
