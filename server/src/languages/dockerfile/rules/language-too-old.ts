import type { FileView } from '../../../core/files.js';
import { dirname, join } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { knownContexts } from '../model/builds.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/language-too-old', {
  summary: 'Base image with an older language than the project asks for',
  why: `Files such as \`.nvmrc\`, \`go.mod\`, \`pyproject.toml\`, \`global.json\` and \`pom.xml\` say which version a project is
written for. An older one in the image refuses it, or fails in ways that nobody sees at home. Looked at are files in the
folder of the Dockerfile, or in the contexts that Compose and Bake files name.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    older: 'The image "{image}" has {language} {version}, but {file} asks for {wanted}. Take a newer image.',
  },
  on: {
    stage({ from, base }, ctx) {
      if (!from?.image || base.kind !== 'image' || base.text !== from.image.text) return;
      const { repository, tag } = base.reference;
      const language = languages.find(({ images }) => images.test(repository));
      const version = tag === undefined ? undefined : language?.versionOf(tag);
      if (!language || version === undefined) return;
      for (const folder of knownContexts(ctx.graph, ctx.path) ?? [dirname(ctx.path)]) {
        const found = wantedIn(language, folder, ctx.files);
        if (!found || !isOlder(version, found.wanted, language.parts)) continue;
        const params = { image: base.text, language: language.name, version, file: found.file, wanted: found.wanted };
        const { path, start, end } = found;
        ctx.report(from.image, 'older', params, {
          related: [{ path, span: { start, end }, message: `${language.name} ${found.wanted} is asked for here` }],
        });
        return;
      }
    },
  },
  examples: [
    bad('FROM ‹node:20-slim›\nCOPY . .\n', { files: { '.nvmrc': 'v22.3.0\n' } }),
    bad('FROM ‹golang:1.22› AS build\nFROM scratch\n', { files: { 'go.mod': 'module x\n\ngo 1.24.1\n' } }),
    bad('FROM ‹python:3.11-slim›\n', {
      path: 'api/Dockerfile',
      files: { 'api/pyproject.toml': '[project]\nname = "x"\nrequires-python = ">=3.12,<4"\n' },
    }),
    bad('FROM ‹mcr.microsoft.com/dotnet/sdk:8.0›\n', {
      path: 'docker/Dockerfile',
      files: {
        'global.json': '{ "sdk": { "version": "10.0.100" } }',
        'compose.yaml': 'services:\n  web:\n    build: { context: ., dockerfile: docker/Dockerfile }\n',
      },
    }),
    bad('FROM ‹maven:3.9-eclipse-temurin-17›\n', {
      files: { 'pom.xml': '<project><properties><java.version>21</java.version></properties></project>' },
    }),
    good(
      source`
        FROM node:22-slim
        FROM node:lts
        FROM golang:1.24
        FROM python:3.13
        FROM example/node:20
        FROM alpine:3.22
      `,
      {
        files: {
          '.nvmrc': '22.14.0\n',
          'go.mod': 'module x\ngo 1.24.3\n',
          'pyproject.toml': 'requires-python = ">=3.9"\n',
        },
      },
    ),
    good('FROM node:20\n', { files: { '.nvmrc': 'lts/*\n' } }),
    good('FROM node:20\n', { path: 'docker/Dockerfile', files: { '.nvmrc': '22\n' } }),
    good('ARG NODE=20\nFROM node:$NODE\n', { files: { '.nvmrc': '22\n' } }),
  ],
});

interface LanguageKind {
  readonly name: string;
  readonly images: RegExp;
  readonly versionOf: (tag: string) => string | undefined;
  /** How many parts of a version count. */
  readonly parts: number;
  /** Files that say which version is wanted, and where in them. */
  readonly files: readonly (readonly [name: string, pattern: RegExp])[];
}

const leading = (tag: string): string | undefined => /^v?(\d+(?:\.\d+)*)(?![\w])/.exec(tag)?.[1];

const languages: readonly LanguageKind[] = [
  {
    name: 'Node.js',
    images: /^node$/,
    versionOf: leading,
    parts: 1,
    files: [
      ['.nvmrc', /^\s*v?(\d+(?:\.\d+)*)\s*$/],
      ['.node-version', /^\s*v?(\d+(?:\.\d+)*)\s*$/],
    ],
  },
  {
    name: 'Go',
    images: /^golang$/,
    versionOf: leading,
    parts: 2,
    files: [['go.mod', /^go[ \t]+(\d+\.\d+(?:\.\d+)?)/m]],
  },
  {
    name: 'Python',
    images: /^python$/,
    versionOf: leading,
    parts: 2,
    files: [
      ['pyproject.toml', /^(?:requires-)?python[ \t]*=[ \t]*["'][ \t]*(?:>=|~=|==|\^|~)[ \t]*(\d+\.\d+)/m],
      ['.python-version', /^\s*(\d+\.\d+(?:\.\d+)?)\s*$/],
    ],
  },
  {
    name: '.NET SDK',
    images: /^mcr\.microsoft\.com\/dotnet\/sdk$/,
    versionOf: leading,
    parts: 2,
    files: [['global.json', /"sdk"[^}]{0,500}?"version"\s*:\s*"(\d+\.\d+)/]],
  },
  {
    name: 'Java',
    images: /^(?:maven|eclipse-temurin|amazoncorretto|openjdk)$/,
    versionOf: (tag) =>
      /(?:^|-)(?:eclipse-temurin|amazoncorretto|openjdk|ibm-semeru)-(\d+)/.exec(tag)?.[1] ?? java(tag),
    parts: 1,
    files: [
      ['pom.xml', /<(?:java\.version|maven\.compiler\.release|maven\.compiler\.source)>\s*(\d{1,2})(?:\.\d+)*\s*</],
    ],
  },
];

/** Versions of Maven are none of Java. */
function java(tag: string): string | undefined {
  const version = leading(tag);
  return version !== undefined && Number.parseInt(version, 10) >= 7 ? version : undefined;
}

interface Wanted {
  readonly path: string;
  readonly file: string;
  readonly wanted: string;
  readonly start: number;
  readonly end: number;
}

function wantedIn({ files: known }: LanguageKind, folder: string, files: FileView): Wanted | undefined {
  for (const [file, pattern] of known) {
    const path = join(folder, file);
    const text = files.read(path);
    const match = typeof text === 'string' ? pattern.exec(text) : null;
    const wanted = match?.[1];
    if (!match || wanted === undefined) continue;
    const start = match.index + match[0].indexOf(wanted);
    return { path, file, wanted, start, end: start + wanted.length };
  }
  return undefined;
}

/** Whether a version is older than another, in as many parts as both have, up to so many. */
function isOlder(version: string, other: string, parts: number): boolean {
  const [one, two] = [version, other].map((text) => text.split('.').slice(0, parts).map(Number));
  for (let i = 0; i < Math.min(one?.length ?? 0, two?.length ?? 0); i++) {
    const difference = (one?.[i] ?? 0) - (two?.[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
