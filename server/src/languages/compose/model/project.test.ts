import { expect, test } from 'vitest';
import type { FileView } from '../../../core/files.js';
import { join } from '../../../core/path.js';
import { parseCompose } from '../document.js';
import { type Project, projectOf } from './project.js';
import type { Value } from './value.js';

// What several files, `extends`, `include` and env files mean together, as Compose has it.

function projectIn(files: Readonly<Record<string, string>>, path = 'compose.yaml'): Project {
  const view: FileView = {
    kind: (at) => (Object.hasOwn(files, join('', at)) ? 'file' : 'missing'),
    list: () => Object.keys(files).map((name) => ({ name, kind: 'file' as const })),
    read: (at) => files[join('', at)] ?? null,
  };
  return projectOf(parseCompose(files[path] ?? ''), path, view);
}

function plain(value: Value | undefined): unknown {
  if (!value) return null;
  if (value.kind === 'text') return value.text;
  if (value.kind === 'list') return value.items.map(plain);
  return Object.fromEntries([...value.members].map(([key, member]) => [key, plain(member.value)]));
}

/** What two files say of a service's attribute together. */
function merged(base: string, over: string): unknown {
  const service = (text: string): string => `services:\n  web:\n    ${text.replaceAll('\n', '\n    ')}\n`;
  const project = projectIn({ 'compose.yaml': service(base), 'compose.override.yaml': service(over) });
  return plain(project.services.get('web')?.value);
}

test.each([
  ['scalars replace', 'image: a', 'image: b', { image: 'b' }],
  ['null keeps the base', 'image: a', 'image:', { image: 'a' }],
  ['lists append, each item once', 'cap_add: [A, B]', 'cap_add: [B, C]', { cap_add: ['A', 'B', 'C'] }],
  ['commands replace', 'command: [a, b]', 'command: c', { command: 'c' }],
  ['a check replaces', 'healthcheck: { test: [CMD, a] }', 'healthcheck: { test: b }', { healthcheck: { test: 'b' } }],
  [
    'the environment merges by its keys in both forms',
    'environment: [A=1, B=2]',
    'environment: { B: 3 }',
    { environment: { A: '1', B: '3' } },
  ],
  [
    'a variable without a value takes the place of one',
    'environment: { A: 1 }',
    'environment: { A: }',
    { environment: { A: null } },
  ],
  ['a folder alone is a build', 'build: a', 'build: { target: t }', { build: { context: 'a', target: 't' } }],
  [
    'dependencies merge by their names',
    'depends_on: [a]',
    'depends_on: { b: { condition: service_healthy } }',
    { depends_on: { a: null, b: { condition: 'service_healthy' } } },
  ],
  [
    'mounts replace by their targets',
    'volumes: ["./a:/x", "./b:/y"]',
    'volumes: ["./c:/x"]',
    { volumes: ['./b:/y', './c:/x'] },
  ],
  ['ports of another host port add', 'ports: ["80:80"]', 'ports: ["81:80"]', { ports: ['80:80', '81:80'] }],
  [
    'options of another log driver go',
    'logging: { driver: a, options: { x: 1 } }',
    'logging: { driver: b }',
    { logging: { driver: 'b' } },
  ],
  [
    'options of the same log driver merge',
    'logging: { driver: a, options: { x: 1 } }',
    'logging: { options: { y: 2 } }',
    { logging: { driver: 'a', options: { x: '1', y: '2' } } },
  ],
  [
    'limits replace',
    'ulimits: { nofile: { soft: 1, hard: 2 } }',
    'ulimits: { nofile: { soft: 3 } }',
    { ulimits: { nofile: { soft: '3' } } },
  ],
  [
    'hosts of both forms merge',
    'extra_hosts: { a: 1.1.1.1 }',
    'extra_hosts: ["b=2.2.2.2"]',
    { extra_hosts: { a: '1.1.1.1', b: '2.2.2.2' } },
  ],
  [
    'secrets replace by where they end up',
    'secrets: [a, b]',
    'secrets: [{ source: c, target: /run/secrets/a }]',
    { secrets: ['b', { source: 'c', target: '/run/secrets/a' }] },
  ],
  ['!reset takes out', 'ports: ["80:80"]\nimage: a', 'ports: !reset []', { image: 'a' }],
  ['!override replaces', 'ports: ["80:80"]', 'ports: !override ["81:81"]', { ports: ['81:81'] }],
])('merge: %s', (_, base, over, expected) => {
  expect(merged(base, over)).toEqual(expected);
});

const serviceOf = (project: Project, name: string): unknown => plain(project.services.get(name)?.value);

test('extends takes over from another service, own keys win, and the others of its file do not come along', () => {
  const project = projectIn({
    'compose.yaml': 'services:\n  web:\n    extends: { file: common.yaml, service: base }\n    image: own\n',
    'common.yaml': 'services:\n  base: { image: theirs, extends: root }\n  root: { restart: always }\n',
  });
  expect(serviceOf(project, 'web')).toMatchObject({ image: 'own', restart: 'always' });
  expect([...project.services.keys()]).toEqual(['web']);
  expect(project.problems).toEqual([]);
});

test('extends finds a service of an included file', () => {
  const project = projectIn({
    'compose.yaml': 'include: [other.yaml]\nservices:\n  web: { extends: base }\n',
    'other.yaml': 'services:\n  base: { image: a }\n',
  });
  expect(serviceOf(project, 'web')).toMatchObject({ image: 'a' });
  expect(project.problems).toEqual([]);
});

test('extends tells of cycles, missing services and missing files', () => {
  const kinds = (text: string): readonly string[] =>
    projectIn({
      'compose.yaml': text,
      'b.yaml': 'services: { y: { extends: { file: compose.yaml, service: x } } }',
    }).problems.map(({ kind }) => kind);
  expect(kinds('services: { x: { extends: x } }')).toEqual(['extends-cycle']);
  expect(kinds('services: { x: { extends: { file: b.yaml, service: y } } }')).toEqual(['extends-cycle']);
  expect(kinds('services: { x: { extends: z } }')).toEqual(['extends-service-missing']);
  expect(kinds('services: { x: { extends: { file: c.yaml, service: z } } }')).toEqual(['extends-file-missing']);
  expect(kinds('services: { x: { extends: { file: b.yaml } } }')).toEqual(['extends-no-service']);
});

test('an including file stands over what it includes, whose env file stands below the own one', () => {
  const project = projectIn({
    'compose.yaml': 'include: [sub/compose.yaml]\nservices:\n  web: { restart: always }\n',
    'sub/compose.yaml': 'services:\n  web: { image: "a:${TAG}-${REST}", restart: "no" }\n',
    '.env': 'TAG=outer\n',
    'sub/.env': 'TAG=inner\nREST=x\n',
  });
  expect(serviceOf(project, 'web')).toEqual({ image: 'a:outer-x', restart: 'always' });
});

test('an include in a circle is told where the main file leads into it', () => {
  const { problems } = projectIn({ 'compose.yaml': 'include: [b.yaml]\n', 'b.yaml': 'include: [compose.yaml]\n' });
  expect(problems).toMatchObject([{ kind: 'include-cycle', through: { file: { path: 'compose.yaml' } } }]);
});

test.each([
  ['$A ${A} $$A ${B:-d} ${EMPTY-d} ${EMPTY:-d}', '1 1 $A d  d'],
  ['${A:+yes} ${B+yes}|', 'yes |'],
  ['${B:-${A}}', '1'],
  ['${B:-{"k": {}}} $ $1', '{"k": {}} $ $1'],
  ['${B}', undefined],
])('variables: %s', (written, expected) => {
  const project = projectIn({
    'compose.yaml': `services:\n  web:\n    image: '${written}'\n`,
    '.env': 'A=1\nEMPTY=\n',
  });
  expect(serviceOf(project, 'web')).toEqual({ image: expected });
});
