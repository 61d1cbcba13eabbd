import { describe, expect, test } from 'vitest';
import type { Image, Layer, Table, Variant } from './base-image-tags.js';
import { type ImageFacts, imageFacts, imagesDate, knownImages, type Program } from './base-images.js';
import data from './base-images.json' with { type: 'json' };

const table: Table = data;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const programs = new Set<string>([
  'adduser',
  'bash',
  'busybox',
  'bzip2',
  'ca-certificates',
  'curl',
  'g++',
  'gcc',
  'git',
  'gpg',
  'gzip',
  'java',
  'jq',
  'make',
  'nc',
  'node',
  'npm',
  'openssl',
  'perl',
  'php',
  'pip',
  'ps',
  'python',
  'python3',
  'ruby',
  'ssh',
  'sudo',
  'tar',
  'unzip',
  'useradd',
  'wget',
  'xz',
] satisfies Program[]);
const layerKeys =
  'base distribution env has healthcheck lacks packages ports shell source stop unsure user users volumes workdir';
const imageKeys = `${layerKeys} aliases deprecated product recommended releases summary tags variants versions words`;
const shells = /^(?:(?:dash|ash|bash)(?: \/\S+)?|cmd|powershell|none)$/;
const packageManagers = /^(?:apt|apk|dnf|microdnf|yum|tdnf|zypper|pacman|none)$/;

function facts(reference: string): ImageFacts {
  const colon = reference.indexOf(':');
  const found =
    colon < 0 ? imageFacts(reference, undefined) : imageFacts(reference.slice(0, colon), reference.slice(colon + 1));
  expect(found, reference).toBeDefined();
  return found as ImageFacts;
}

function has(reference: string, program: Program): boolean | undefined {
  return facts(reference).programs.get(program);
}

function layers(): { name: string; layer: Layer }[] {
  return Object.entries(table.images).flatMap(([name, image]) =>
    [image, ...(image.variants ?? [])].map((layer) => ({ name, layer })),
  );
}

function words(text: string | undefined): string[] {
  return text ? text.split(' ') : [];
}

describe('the table', () => {
  test('dates are ISO and none is newer than the table', () => {
    expect(table.date).toMatch(isoDate);
    expect(imagesDate).toBe(table.date);
    for (const [id, source] of Object.entries(table.sources)) {
      expect(source.date, id).toMatch(isoDate);
      expect(source.date <= table.date, id).toBe(true);
      expect(source.address, id).toMatch(/^https:\/\/\S+$/);
      expect(Object.keys(source)).toEqual(['address', 'date']);
    }
    for (const [id, product] of Object.entries(table.products)) {
      for (const date of Object.values(product.cycles)) {
        expect(date ?? '2000-01-01', id).toMatch(isoDate);
      }
    }
  });

  test('every fact has a source, and every source is used', () => {
    const used = new Set(Object.values(table.products).map((product) => product.source));
    for (const { name, layer } of layers()) {
      expect(words(layer.source).length, name).toBeGreaterThan(0);
      for (const id of words(layer.source)) {
        expect(table.sources[id], `${name}: ${id}`).toBeDefined();
        used.add(id);
      }
    }
    expect(Object.keys(table.sources).filter((id) => !used.has(id))).toEqual([]);
  });

  test('has no unknown keys or values', () => {
    expect(Object.keys(table)).toEqual(['date', 'sources', 'products', 'images']);
    for (const { name, layer } of layers()) {
      const isVariant = 'when' in layer;
      const known = new Set(words(isVariant ? `${layerKeys} only when` : imageKeys));
      expect(
        Object.keys(layer).filter((key) => !known.has(key)),
        name,
      ).toEqual([]);
      for (const program of [...words(layer.has), ...words(layer.lacks), ...words(layer.unsure)]) {
        expect(program === '*' || programs.has(program), `${name}: ${program}`).toBe(true);
      }
      expect(layer.shell ?? 'dash', name).toMatch(shells);
      expect(layer.packages ?? 'apt', name).toMatch(packageManagers);
      expect(layer.user ?? 'root:0', name).toMatch(/^[A-Za-z][\w-]*(?::\d+)?$/);
      for (const user of words(layer.users)) {
        expect(user, name).toMatch(/^(?:[a-z][a-z0-9_-]*:\d+|-[a-z][a-z0-9_-]*)$/);
      }
      const contradictions = words(layer.has).filter((program) => words(layer.lacks).includes(program));
      expect(contradictions, name).toEqual([]);
    }
  });

  test('is sorted', () => {
    for (const section of [table.sources, table.products, table.images]) {
      expect(Object.keys(section)).toEqual(Object.keys(section).sort());
    }
    for (const { name, layer } of layers()) {
      for (const key of ['has', 'lacks', 'unsure', 'users', 'env', 'source'] as const) {
        expect(words(layer[key]), `${name}.${key}`).toEqual([...new Set(words(layer[key]))].sort());
      }
    }
  });

  test('references exist', () => {
    for (const { name, layer } of layers()) {
      const base = layer.base?.split(':')[0];
      expect(base === undefined || base in table.images, `${name}: ${base}`).toBe(true);
    }
    for (const [name, image] of Object.entries<Image>(table.images)) {
      expect(image.product === undefined || image.product in table.products, name).toBe(true);
      expect(image.summary, name).toMatch(/\.$/);
      for (const variant of (image.variants ?? []) as readonly Variant[]) {
        expect(variant.when, name).not.toBe('');
      }
    }
  });

  test('every image that completion offers has facts and a source', () => {
    for (const { name, tags } of knownImages()) {
      for (const tag of [undefined, ...tags]) {
        expect(imageFacts(name, tag)?.sources.length, `${name}:${tag}`).toBeGreaterThan(0);
      }
    }
  });
});

describe('names and tags', () => {
  test('spellings of one image share their facts', () => {
    for (const name of ['python', 'library/python', 'docker.io/python', 'docker.io/library/python']) {
      expect(facts(`${name}:3.11-slim`)).toEqual(facts('python:3.11-slim'));
    }
    expect(imageFacts('python', undefined)).toEqual(imageFacts('python', 'latest'));
  });

  test('an unknown image is undefined, an odd tag is not an error', () => {
    expect(imageFacts('example/unknown', '1')).toBeUndefined();
    expect(imageFacts('constructor', undefined)).toBeUndefined();
    for (const tag of ['', '-', '---', 'v', '__proto__', '99.99.99-alpine99-slim', '3.11-slim-', '🐍']) {
      expect(imageFacts('python', tag)).toBeDefined();
      expect(imageFacts('gcr.io/distroless/java21-debian12', tag)).toBeDefined();
    }
  });

  test('a tag that may be built on several releases has no release', () => {
    expect(facts('python:3.12-slim').distribution).toEqual({ id: 'debian' });
    expect(facts('python:3.12-slim-bookworm').distribution).toEqual({ id: 'debian', release: '12' });
    expect(facts('python:3.12-alpine3.20').distribution).toEqual({ id: 'alpine', release: '3.20' });
    // bookworm has adduser and trixie has not
    expect(has('python:3.12-slim', 'adduser')).toBeUndefined();
    expect(has('python:3.12-slim-bookworm', 'adduser')).toBe(true);
  });

  test('a Windows variant has nothing of the Linux ones', () => {
    const windows = facts('golang:1.26-nanoserver-ltsc2022');
    expect(windows.packageManager).toBeUndefined();
    expect(windows.programs.size).toBe(0);
    expect(windows.user).toEqual({ name: 'ContainerUser' });
  });
});

describe('spot checks', () => {
  // https://github.com/docker-library/repo-info/blob/33cda30be5833831143d1c93663f1ca38d85d049/repos/python/local/3.12-slim-bookworm.md
  test('python:3.11-slim has neither curl nor wget, and runs as root in dash', () => {
    expect(has('python:3.11-slim', 'curl')).toBe(false);
    expect(has('python:3.11-slim', 'wget')).toBe(false);
    expect(has('python:3.11-slim', 'python3')).toBe(true);
    expect(facts('python:3.11-slim').user).toEqual({ name: 'root', uid: 0 });
    expect(facts('python:3.11-slim').shell).toEqual({ path: '/bin/sh', kind: 'dash' });
    expect(facts('python:3.11-slim').packageManager).toBe('apt');
  });

  // https://github.com/docker-library/buildpack-deps/blob/master/debian/bookworm/curl/Dockerfile
  test('the full language images have curl, wget, git and a compiler', () => {
    for (const image of ['python:3.12', 'node:22', 'ruby:3.4', 'rust:1']) {
      for (const program of ['curl', 'wget', 'git', 'gcc', 'make'] as const) {
        expect(has(image, program), `${image} ${program}`).toBe(true);
      }
    }
  });

  // https://github.com/alpinelinux/docker-alpine (v3.20, minirootfs) and nodejs/docker-node 22/alpine3.23/Dockerfile
  test('node:22-alpine has BusyBox wget but neither curl nor bash, and a user node', () => {
    expect(has('node:22-alpine', 'wget')).toBe(true);
    expect(has('node:22-alpine', 'curl')).toBe(false);
    expect(has('node:22-alpine', 'bash')).toBe(false);
    expect(facts('node:22-alpine').users).toContainEqual({ name: 'node', uid: 1000 });
    expect(facts('node:22-alpine').shell).toEqual({ path: '/bin/sh', kind: 'ash' });
  });

  // https://github.com/alpinelinux/docker-alpine, the root file systems of the branches v3.11 and v3.12
  test('Alpine has certificates since 3.12, whatever is built on it', () => {
    expect(has('alpine:3.11', 'ca-certificates')).toBe(false);
    expect(has('node:16-alpine3.11', 'ca-certificates')).toBe(false);
    expect(has('alpine:3.20', 'ca-certificates')).toBe(true);
    expect(has('node:22-alpine', 'ca-certificates')).toBe(true);
    expect(has('node:10-alpine', 'ca-certificates')).toBeUndefined();
  });

  // https://github.com/jupyterhub/repo2docker/issues/1346 and MariaDB/mariadb-docker 11.8/Dockerfile
  test('the user ubuntu exists since 23.04, unless an image removes it', () => {
    expect(facts('ubuntu:24.04').users).toContainEqual({ name: 'ubuntu', uid: 1000 });
    expect(facts('ubuntu:22.04').users).toBeUndefined();
    expect(facts('mariadb:11.8-noble').users).not.toContainEqual({ name: 'ubuntu', uid: 1000 });
  });

  // https://github.com/docker-library/repo-info/blob/583515f1fe1ff17aac0b347a6f01d51b6b269ada/repos/amazonlinux/local/2023.md
  test('Amazon Linux 2023 has curl but neither tar nor useradd', () => {
    expect(has('amazonlinux:2023', 'curl')).toBe(true);
    expect(has('amazonlinux:2023', 'tar')).toBe(false);
    expect(has('amazonlinux:2023', 'useradd')).toBe(false);
    expect(facts('amazonlinux:2023').packageManager).toBe('dnf');
  });

  // https://github.com/docker-library/php/blob/master/8.4/alpine3.23/fpm/Dockerfile
  test('php:fpm-alpine', () => {
    const php = facts('php:8.3-fpm-alpine');
    expect(php.users).toContainEqual({ name: 'www-data', uid: 82 });
    expect(php.ports).toEqual(['9000']);
    expect(php.stopSignal).toBe('SIGQUIT');
    expect(php.workdir).toBe('/var/www/html');
  });

  // https://github.com/GoogleContainerTools/distroless/blob/main/static/static.bzl
  test('distroless has no shell and, as nonroot, the user 65532', () => {
    const image = facts('gcr.io/distroless/static-debian12:nonroot');
    expect(image.name).toBe('gcr.io/distroless/static-debian12');
    expect(image.shell).toBeNull();
    expect(image.packageManager).toBeNull();
    expect(image.user).toEqual({ name: 'nonroot', uid: 65532 });
    expect(image.programs.get('curl')).toBe(false);
    expect(facts('gcr.io/distroless/cc-debian12:debug').shell).toEqual({ path: '/busybox/sh', kind: 'ash' });
    expect(has('gcr.io/distroless/nodejs22-debian12', 'node')).toBe(true);
    expect(facts('gcr.io/distroless/nodejs22-debian12').user).toEqual({ name: 'root', uid: 0 });
  });

  // https://github.com/dotnet/dotnet-docker/blob/main/src/runtime-deps/10.0/noble-chiseled/amd64/Dockerfile
  test('.NET', () => {
    expect(facts('mcr.microsoft.com/dotnet/aspnet:8.0').users).toContainEqual({ name: 'app', uid: 1654 });
    expect(facts('mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled').user).toEqual({ name: 'app', uid: 1654 });
    expect(facts('mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled').shell).toBeNull();
  });

  // https://github.com/nginxinc/docker-nginx-unprivileged/blob/main/mainline/debian/Dockerfile
  test('nginx', () => {
    expect(facts('nginx:stable').users).toContainEqual({ name: 'nginx', uid: 101 });
    expect(facts('nginxinc/nginx-unprivileged:stable').user).toEqual({ name: 'nginx', uid: 101 });
    expect(facts('nginxinc/nginx-unprivileged:stable').ports).toEqual(['8080']);
  });
});

describe('end of life', () => {
  // https://github.com/endoflife-date/endoflife.date/blob/master/products/python.md, nodejs.md, debian.md, ubuntu.md
  test.each([
    ['python:3.8-slim', '2024-10-07', '3.11-slim'],
    ['python:3.8-slim-buster', '2024-06-30', '3.11-slim-bookworm'],
    ['node:18-alpine', '2025-04-30', '24-alpine'],
    ['node:18-alpine3.17', '2024-11-22', '24-alpine3.23'],
    ['golang:1.20', '2024-02-06', '1.26'],
    ['debian:10-slim', '2024-06-30', '12-slim'],
    ['debian:buster', '2024-06-30', 'bookworm'],
    ['ubuntu:18.04', '2023-05-31', '24.04'],
    ['mcr.microsoft.com/dotnet/sdk:6.0', '2024-11-12', '10.0'],
  ])('%s', (reference, date, nextTag) => {
    expect(facts(reference).endOfLife).toMatchObject({ date, nextTag });
  });

  test('a tag that the image never had is not proposed', () => {
    for (const reference of ['python:3.8-rc', 'golang:1.20-windowsservercore-1809', 'tomcat:10.0-jdk16-openjdk']) {
      expect(facts(reference).endOfLife?.nextTag, reference).toBeUndefined();
    }
  });

  test('a moving tag has none', () => {
    for (const reference of ['python', 'python:3-slim', 'node:lts', 'debian:stable-slim', 'golang:alpine']) {
      expect(facts(reference).endOfLife, reference).toBeUndefined();
    }
  });

  // https://github.com/docker-library/docs/blob/master/openjdk/deprecated.md
  test('openjdk is deprecated', () => {
    expect(facts('openjdk:8-jre-alpine').deprecated).toEqual({ replacement: 'eclipse-temurin' });
  });

  test('the tag to pin keeps the variant', () => {
    expect(facts('python').recommendedTag).toBe('3.14');
    expect(facts('python:slim').recommendedTag).toBe('3.14-slim');
    expect(facts('node:lts-alpine').recommendedTag).toBe('24-alpine');
    expect(facts('debian:stable-slim').recommendedTag).toBe('trixie-slim');
    expect(facts('python:windowsservercore').recommendedTag).toBeUndefined();
  });
});
