import { expect, it } from 'vitest';
import { detectLanguage } from './registry.js';

const services = 'services:\n  web:\n    image: nginx:1.29\n';

it.each([
  ['.gitlab-ci.yml', 'services:\n  - postgres:18\ntest:\n  image: node:24\n'],
  ['.woodpecker.yml', 'steps:\n  test:\n    image: node:24\nservices:\n  db:\n    image: postgres:18\n'],
  ['config/services.yaml', 'services:\n    _defaults:\n        autowire: true\n'],
])('%s is no Compose file, though it has services', (path, text) => {
  expect(detectLanguage(path, text)).toBeUndefined();
});

it.each([
  ['Dockerfile', 'dockerfile'],
  ['web/Containerfile', 'dockerfile'],
  ['Dockerfile.dev', 'dockerfile'],
  ['Dockerfile.node-22', 'dockerfile'],
  ['api.Dockerfile', 'dockerfile'],
  ['Dockerfile.go', 'dockerfile'],
  ['internal/dockerfile.go', undefined],
  ['src/dockerfile.ts', undefined],
  ['src/dockerfile.test.ts', undefined],
  ['snippets/dockerfile.json', undefined],
  ['docs/dockerfile.md', undefined],
  ['Dockerfile.j2', undefined],
  ['Dockerfile.dockerignore', undefined],
  ['compose.yaml', 'compose'],
  ['docker-compose.prod.yml', 'compose'],
  ['.github/workflows/docker-compose.yml', 'github'],
  ['deploy/stack.yml', 'compose'],
  ['docker-bake.hcl', 'bake'],
  ['.platform-builder.yaml', 'config'],
  ['.env', 'env'],
  ['web/.env.local', 'env'],
  ['.env.example', 'env'],
  ['db.env', 'env'],
  ['.env.j2', undefined],
  ['src/.env.ts', undefined],
  ['.envrc', undefined],
  ['package.json', undefined],
])('%s is of %s', (path, language) => {
  expect(detectLanguage(path, services)?.id).toBe(language);
});

it('a script that a shell sources is no env file', () => {
  expect(detectLanguage('build.env', 'export A=1\nif [ -z "$B" ]; then\n  B=2\nfi\n')).toBeUndefined();
  expect(detectLanguage('build.env', '# if set\nexport A=1\nB=if\n')?.id).toBe('env');
});
