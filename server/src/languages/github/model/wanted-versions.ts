import type { FileView } from '../../../core/files.js';
import { join } from '../../../core/path.js';
import type { Span } from '../../../core/text.js';

/** A version of a language that a file of the project asks for. */
export interface WantedVersion {
  readonly path: string;
  readonly file: string;
  readonly version: string;
  readonly span: Span;
  /** Whether it is this one, or this one at least. */
  readonly kind: 'exact' | 'least';
}

export interface Toolchain {
  readonly language: string;
  /** The input of its action. */
  readonly input: string;
  /** Repositories of images that have it. */
  readonly images: RegExp;
  /** How many parts of a version tell one from another. */
  readonly parts: number;
  readonly files: readonly (readonly [name: string, pattern: RegExp, kind: WantedVersion['kind']])[];
}

/** By the action that sets the language up. Each pattern's first group is the version. */
export const toolchains: Readonly<Record<string, Toolchain>> = {
  'actions/setup-node': {
    language: 'Node.js',
    input: 'node-version',
    images: /^node$/,
    parts: 1,
    files: [
      ['.nvmrc', /^\s*v?(\d+(?:\.\d+)*)\s*$/, 'exact'],
      ['.node-version', /^\s*v?(\d+(?:\.\d+)*)\s*$/, 'exact'],
      ['.tool-versions', /^nodejs[ \t]+(\d+(?:\.\d+)*)/m, 'exact'],
      ['package.json', /"engines"\s*:\s*\{[^{}]{0,500}?"node"\s*:\s*"(?:>=|\^|~)\s*v?(\d+(?:\.\d+)*)[^"|]*"/, 'least'],
    ],
  },
  'actions/setup-python': {
    language: 'Python',
    input: 'python-version',
    images: /^python$/,
    parts: 2,
    files: [
      ['.python-version', /^\s*(\d+\.\d+(?:\.\d+)?)\s*$/, 'exact'],
      ['.tool-versions', /^python[ \t]+(\d+\.\d+(?:\.\d+)?)/m, 'exact'],
      ['pyproject.toml', /^requires-python[ \t]*=[ \t]*["'][ \t]*(?:>=|~=)[ \t]*(\d+\.\d+)/m, 'least'],
      ['pyproject.toml', /^python[ \t]*=[ \t]*["'][ \t]*(?:>=|\^|~)[ \t]*(\d+\.\d+)/m, 'least'],
      ['setup.py', /python_requires[ \t]*=[ \t]*["'][ \t]*>=[ \t]*(\d+\.\d+)/, 'least'],
      ['setup.cfg', /^python_requires[ \t]*=[ \t]*>=[ \t]*(\d+\.\d+)/m, 'least'],
    ],
  },
  'actions/setup-go': {
    language: 'Go',
    input: 'go-version',
    images: /^golang$/,
    parts: 2,
    files: [
      ['go.mod', /^go[ \t]+(\d+\.\d+(?:\.\d+)?)/m, 'least'],
      ['.tool-versions', /^golang[ \t]+(\d+\.\d+(?:\.\d+)?)/m, 'exact'],
    ],
  },
  'actions/setup-dotnet': {
    language: '.NET SDK',
    input: 'dotnet-version',
    images: /^mcr\.microsoft\.com\/dotnet\/sdk$/,
    parts: 2,
    files: [['global.json', /"sdk"[^}]{0,500}?"version"\s*:\s*"(\d+\.\d+)/, 'exact']],
  },
  'actions/setup-java': {
    language: 'Java',
    input: 'java-version',
    images: /^(?:eclipse-temurin|amazoncorretto|openjdk)$/,
    parts: 1,
    files: [
      [
        'pom.xml',
        /<(?:java\.version|maven\.compiler\.release|maven\.compiler\.source)>\s*(\d{1,2})(?:\.\d+)*\s*</,
        'least',
      ],
      ['.java-version', /^\s*(\d{1,2})(?:\.\d+)*\s*$/, 'exact'],
    ],
  },
};

/** What the files of a folder ask for, the most telling first. */
export function wantedVersions({ files: known }: Toolchain, folder: string, files: FileView): readonly WantedVersion[] {
  return known.flatMap(([file, pattern, kind]) => {
    const path = join(folder, file);
    const text = files.read(path);
    const match = typeof text === 'string' ? pattern.exec(text) : null;
    const version = match?.[1];
    if (!match || version === undefined) return [];
    const start = match.index + match[0].indexOf(version);
    return [{ path, file, version, span: { start, end: start + version.length }, kind }];
  });
}

/** Whether a version is before (-1), after (1) or the same (0) as another, in as many parts as both have, up to so many. */
export function compareVersions(one: string, two: string, parts: number): number {
  const [a = [], b = []] = [one, two].map((text) => text.split('.').slice(0, parts).map(Number));
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

/** The version that a workflow or a tag begins with; undefined for ranges, names and the like. */
export function leadingVersion(text: string): string | undefined {
  return /^v?(\d+(?:\.\d+)*)(?:\.[x*])*(?![\w.])/.exec(text.trim())?.[1];
}
