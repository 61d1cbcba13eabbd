import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Finding } from '../server/src/core/finding.js';
import { createService, type Service } from '../server/src/service.js';
import { recordFiles } from '../server/src/workspace/files.js';
import { snippet } from './support/random-texts.js';

// Files that depend on each other: whatever is typed in one, the findings in all are those of a service that has only ever
// seen the texts as they are now.

const steps = Number(process.env.WORKSPACE_STEPS ?? 1000);

const workspace: Readonly<Record<string, string>> = {
  'compose.yaml': `name: shop
services:
  web:
    build:
      context: ./web
      target: production
      args:
        NODE_VERSION: "22"
    ports: ["8080:8080"]
    environment:
      DATABASE_URL: postgres://app:\${DB_PASSWORD}@db:5432/app
    depends_on:
      db:
        condition: service_healthy
    networks: [front, back]
  api:
    build: ./api
    ports: ["127.0.0.1:9000:9000"]
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:9000"]
    networks: [back]
  db:
    image: postgres:18
    environment:
      POSTGRES_PASSWORD: \${DB_PASSWORD}
    healthcheck:
      test: ["CMD-SHELL", "pg_isready"]
    volumes: ["data:/var/lib/postgresql"]
    networks: [back]
networks:
  front:
  back:
volumes:
  data:
`,
  'compose.override.yaml': `services:
  web:
    build:
      target: dev
    ports: ["9229:9229"]
    volumes: ["./web:/app"]
  mail:
    image: axllent/mailpit:v1.27
    ports: ["8025:8025"]
`,
  'compose.prod.yaml': `services:
  web:
    restart: unless-stopped
    ports: !override ["80:8080"]
  api:
    extends:
      file: compose.yaml
      service: web
    privileged: true
`,
  'web/Dockerfile': `ARG NODE_VERSION=20
FROM node:\${NODE_VERSION}-slim AS dev
WORKDIR /app
COPY package.json ./
RUN --mount=type=secret,id=npm,required npm install
FROM dev AS production
EXPOSE 8080
USER node
CMD ["node", "server.js"]
`,
  'api/Dockerfile': `FROM python:3.13-slim
WORKDIR /app
COPY . .
EXPOSE 9000
CMD ["python", "app.py"]
`,
  '.env': `DB_PASSWORD=x
OLD=\${DB_PASSWORD}
`,
  'web/.dockerignore': `*.md
`,
  '.github/workflows/ci.yml': `name: CI
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    environment: production
    services:
      db: {image: postgres:17}
    outputs: {tag: "\${{ steps.meta.outputs.tag }}"}
    steps:
      - uses: actions/checkout@v4
      - uses: ./.github/actions/setup
      - id: meta
        run: echo "tag=1" >> "$GITHUB_OUTPUT"
      - uses: docker/build-push-action@v6
        with:
          context: web
          target: production
          build-args: NODE_VERSION=22
          secrets: npm=\${{ secrets.NPM_TOKEN }}
          push: true
          tags: shop/web:\${{ github.sha }}
      - run: cd web && npm run build
      - uses: actions/upload-artifact@v4
        with: {name: dist, path: dist}
  deploy:
    needs: build
    uses: ./.github/workflows/deploy.yml
    with: {tag: "\${{ needs.build.outputs.tag }}"}
`,
  '.github/workflows/deploy.yml': `name: Deploy
on:
  workflow_call:
    inputs:
      tag: {type: string, required: true}
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: prod
    steps:
      - uses: actions/checkout@v4
      - run: docker build -f web/Dockerfile --target=dev --build-arg NODE_VERSION=22 web
      - run: docker compose -f compose.prod.yaml up -d
      - uses: actions/download-artifact@v4
        with: {name: dist}
      - run: echo \${{ inputs.tag }} \${{ secrets.NPMTOKEN }}
`,
  '.github/actions/setup/action.yml': `name: Set up
description: Sets up
runs:
  using: composite
  steps:
    - uses: actions/setup-node@v4
      with: {node-version: 20, cache: npm}
    - run: npm ci
      shell: bash
      working-directory: web
`,
};

const stored: Readonly<Record<string, string>> = {
  ...workspace,
  'web/package.json': '{}\n',
  'web/.nvmrc': '22\n',
};
const paths = Object.keys(workspace);

function serviceOver(texts: Readonly<Record<string, string>>): Service {
  const service = createService({
    files: recordFiles(stored),
    log: {
      info() {},
      warn() {},
      ruleFailed(rule, path, error) {
        throw new Error(`${rule} threw in ${path}`, { cause: error });
      },
    },
    today: () => '2026-06-01',
  });
  service.configure({ profile: 'all', rules: new Map(), kubernetesVersion: undefined });
  for (const [path, text] of Object.entries(texts)) service.open(path, text);
  service.indexed(true);
  return service;
}

async function findingsOf(service: Service): Promise<Record<string, readonly Finding[]>> {
  const found: Record<string, readonly Finding[]> = {};
  for (const path of paths) found[path] = (await service.check(path))?.findings ?? [];
  return found;
}

const words = Object.values(workspace).flatMap((text) => text.split(/(\s+)/));
const lines = Object.values(workspace).flatMap((text) => text.split('\n'));

const edit = fc.record({
  path: fc.constantFrom(...paths),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat(15),
  insert: fc.oneof(
    snippet,
    fc.constantFrom(...words),
    fc.constantFrom(...lines).map((line) => `\n${line}\n`),
  ),
});

it('findings in all files after each edit are those of a fresh service', { timeout: 300_000 }, async () => {
  const perRun = 10;
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: perRun, maxLength: perRun }), async (edits) => {
      const texts: Record<string, string> = { ...workspace };
      const edited = serviceOver(texts);
      await findingsOf(edited);
      for (const { path, at, remove, insert } of edits) {
        const before = texts[path] ?? '';
        const start = Math.floor(at * before.length);
        texts[path] = before.slice(0, start) + insert + before.slice(start + remove);
        edited.open(path, texts[path] ?? '');
        expect(await findingsOf(edited), JSON.stringify(texts)).toEqual(await findingsOf(serviceOver(texts)));
      }
    }),
    { numRuns: Math.ceil(steps / perRun) },
  );
});
