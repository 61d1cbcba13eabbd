import { expect, test } from 'vitest';
import { applyEdits } from '../server/src/core/edit.js';
import { silentLog } from '../server/src/core/log.js';
import { source } from '../server/src/core/rule.js';
import { lineIndex } from '../server/src/core/text.js';
import { relations } from '../server/src/hosts/lsp/relations.js';
import { createService, type Service } from '../server/src/service.js';
import { defineAcross, referencesAcross, renameAcross } from '../server/src/workspace/across.js';
import { recordFiles } from '../server/src/workspace/files.js';

const dockerfile = source`
  ARG VERSION=1
  FROM node:24 AS dev
  RUN --mount=type=secret,id=npm npm ci
  FROM dev
`;

const workflow = source`
  on: push
  jobs:
    build:
      runs-on: ubuntu-latest
      steps:
        - uses: actions/checkout@v4
        - uses: docker/build-push-action@v6
          with:
            context: app
            target: "dev"
            build-args: |
              VERSION=2
            secrets: npm=\${{ secrets.NPM }}
        - run: |
            cd app
            docker build --target=dev --build-arg VERSION=3 --secret id=npm,env=NPM .
    call:
      uses: ./.github/workflows/other.yml
`;

const files: Readonly<Record<string, string>> = {
  'app/Dockerfile': dockerfile,
  '.github/workflows/ci.yml': workflow,
  '.github/workflows/other.yml': 'on: workflow_call\njobs: {}\n',
};

async function indexed(): Promise<Service> {
  const service = createService({ files: recordFiles(files), log: silentLog, today: () => '2026-06-01' });
  for (const [path, text] of Object.entries(files)) await service.index(path, text);
  service.indexed(true);
  return service;
}

function told({
  path,
  span,
}: {
  readonly path?: string;
  readonly span: { readonly start: number; readonly end: number };
}) {
  return `${path}: ${files[path ?? '']?.slice(span.start, span.end)}`;
}

const inDockerfile = (text: string): number => dockerfile.indexOf(text);
const inWorkflow = (text: string): number => workflow.indexOf(text) + 1;

test('a Dockerfile knows what workflows build of it', async () => {
  const { graph } = await indexed();
  const uses = (text: string): readonly string[] =>
    referencesAcross(graph, 'app/Dockerfile', inDockerfile(text)).map(told);
  expect(uses('dev')).toEqual(['.github/workflows/ci.yml: dev', '.github/workflows/ci.yml: dev']);
  expect(uses('VERSION')).toEqual(['.github/workflows/ci.yml: VERSION', '.github/workflows/ci.yml: VERSION']);
  expect(uses('RUN')).toEqual(['.github/workflows/ci.yml: npm', '.github/workflows/ci.yml: npm']);
  expect(graph.references('stage', 'app/Dockerfile').map(({ details }) => details)).toEqual([
    { service: 'build', known: 'yes', context: 'app' },
    { service: 'build', known: 'yes', context: 'app' },
  ]);
});

test('what a workflow builds is defined in the Dockerfile', async () => {
  const { graph } = await indexed();
  const definition = (text: string): readonly string[] =>
    defineAcross(graph, '.github/workflows/ci.yml', inWorkflow(text)).map(told);
  expect(definition('dev"')).toEqual(['app/Dockerfile: dev']);
  expect(definition('VERSION=3')).toEqual(['app/Dockerfile: VERSION']);
  expect(defineAcross(graph, '.github/workflows/ci.yml', inWorkflow('app\n'))).toEqual([
    { path: 'app/Dockerfile', span: { start: 0, end: 0 } },
  ]);
});

test('a stage and an argument are renamed in workflows', async () => {
  const { graph } = await indexed();
  const after = (text: string, name: string): string =>
    applyEdits(workflow, renameAcross(graph, 'app/Dockerfile', inDockerfile(text), name));
  expect(after('dev', 'local')).toBe(workflow.replace('"dev"', '"local"').replace('--target=dev', '--target=local'));
  expect(after('VERSION', 'NODE')).toBe(workflow.replaceAll('VERSION=', 'NODE='));
});

test('a called workflow knows who calls it', async () => {
  const { graph } = await indexed();
  const callers = graph.references('callable', '.github/workflows/other.yml');
  expect(callers.map(told)).toEqual(['.github/workflows/ci.yml: ./.github/workflows/other.yml']);
});

test('the tree of relations shows the jobs that build a stage', async () => {
  const service = await indexed();
  const tree = relations(service.graph, service.knownPaths(), [''], (path) => lineIndex(files[path] ?? ''));
  const image = tree.find(({ label }) => label === 'app/Dockerfile');
  expect(
    image?.children.map(({ label, children }) => [label, children.map((use) => `${use.label} ${use.detail}`)]),
  ).toEqual([
    ['dev', ['build .github/workflows/ci.yml', 'build .github/workflows/ci.yml']],
    ['#1', []],
  ]);
});
