import type { FileView } from '../../core/files.js';
import type { PeerSettings, UserFiles } from '../../core/language.js';
import { checkovSkips, ignoreLines, nearestFiles, textsOf } from '../../core/peer-files.js';
import { dataOf } from '../../yaml/data.js';
import { hadolintName } from './suppressions.js';

/** Configuration files of other tools that are honoured, as found nearest to the Dockerfile. */
const peerFileNames: readonly string[] = [
  '.hadolint.yaml',
  '.hadolint.yml',
  '.trivyignore',
  '.checkov.yaml',
  '.checkov.yml',
  '.dockerfilelintrc',
  '.dockleignore',
];

/** What the peers' configuration files around a Dockerfile say, in our terms. */
export function peerSettings(path: string, files: FileView, user: UserFiles, today: string): readonly PeerSettings[] {
  const found: PeerSettings[] = [];
  const near = nearestFiles(path, files, peerFileNames);
  const hadolintPath = near.get('.hadolint.yaml') ?? near.get('.hadolint.yml');
  const hadolintText = hadolintPath === undefined ? userHadolint(user) : files.read(hadolintPath);
  const hadolint = hadolintSettings(hadolintPath ?? '', hadolintText ?? undefined, user.environment);
  if (hadolint) found.push(hadolint);
  const readers: readonly [string, (text: string) => readonly string[]][] = [
    ['.trivyignore', (text) => ignoreLines(text, 'trivy', today)],
    ['.dockleignore', (text) => ignoreLines(text, 'dockle', today)],
    ['.checkov.yaml', (text) => checkovSkips(dataOf(text))],
    ['.checkov.yml', (text) => checkovSkips(dataOf(text))],
    ['.dockerfilelintrc', dockerfilelintOff],
  ];
  for (const [name, read] of readers) {
    const at = near.get(name);
    const text = at === undefined ? undefined : files.read(at);
    if (at === undefined || typeof text !== 'string') continue;
    const peer = name.replace(/^\.(\w+?)(?:ignore|rc)?(?:\.ya?ml)?$/, '$1');
    found.push({ ...empty, peer, path: at, off: read(text) });
  }
  return found;
}

const empty: PeerSettings = { peer: '', path: '', off: [], levels: {}, options: {}, on: [], directivesOff: false };

function userHadolint(user: UserFiles): string | undefined {
  for (const name of ['hadolint.yaml', 'hadolint.yml', '.hadolint.yaml', '.hadolint.yml']) {
    const text = user.texts[name];
    if (text !== undefined) return text;
  }
  return undefined;
}

function flag(value: unknown): boolean {
  return value === true || (typeof value === 'string' && /^(?:1|y|yes|true|on)$/i.test(value));
}

const thresholds = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'hint',
  ignore: 'never',
  none: 'never',
} as const;

function hadolintSettings(
  path: string,
  text: string | undefined,
  environment: Readonly<Record<string, string>>,
): PeerSettings | undefined {
  const variables = Object.entries(environment).filter(([name]) => name.startsWith('HADOLINT_'));
  if (text === undefined && variables.length === 0) return undefined;
  const config = dataOf(text);
  const env = (name: string): string | undefined => environment[`HADOLINT_${name}`];
  const override = (typeof config.override === 'object' && config.override !== null ? config.override : {}) as Record<
    string,
    unknown
  >;
  const levels: Record<string, 'error' | 'warning' | 'info' | 'hint'> = {};
  for (const [key, level] of [
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'info'],
    ['style', 'hint'],
  ] as const) {
    for (const name of textsOf(env(`OVERRIDE_${key.toUpperCase()}`) ?? override[key]))
      levels[hadolintName(name)] = level;
  }
  const trusted = textsOf(env('TRUSTED_REGISTRIES') ?? config.trustedRegistries);
  const schema = labelSchema(env('REQUIRE_LABELS') ?? config['label-schema']);
  const strict = flag(env('STRICT_LABELS') ?? config['strict-labels']);
  const labels = Object.keys(schema).length > 0;
  const on: string[] = [];
  if (trusted.length > 0) on.push('dockerfile/untrusted-registry');
  if (labels) on.push('dockerfile/label-missing', 'dockerfile/label-empty', 'dockerfile/label-format');
  if (labels && strict) on.push('dockerfile/label-extra');
  const threshold = String(env('FAILURE_THRESHOLD') ?? config['failure-threshold'] ?? '').toLowerCase();
  const failOn = flag(env('NOFAIL') ?? config['no-fail']) ? 'never' : thresholds[threshold as keyof typeof thresholds];
  return {
    peer: 'hadolint',
    path,
    off: textsOf(env('IGNORE') ?? config.ignored).map(hadolintName),
    levels,
    on,
    options: {
      'dockerfile/untrusted-registry': { trusted },
      'dockerfile/label-missing': { schema },
      'dockerfile/label-empty': { schema },
      'dockerfile/label-format': { schema },
      'dockerfile/label-extra': { schema, strict },
    },
    directivesOff: flag(env('DISABLE_IGNORE_PRAGMA') ?? config['disable-ignore-pragma']),
    ...(failOn !== undefined && { failOn }),
  };
}

/** `{key: type}`, or the environment's `key:type,key:type`. */
function labelSchema(value: unknown): Readonly<Record<string, string>> {
  if (typeof value === 'string') {
    return Object.fromEntries(
      textsOf(value).map((item) => [item.slice(0, item.lastIndexOf(':')), item.slice(item.lastIndexOf(':') + 1)]),
    );
  }
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, type]) => typeof type === 'string')) as Record<
    string,
    string
  >;
}

function dockerfilelintOff(text: string): readonly string[] {
  const { rules } = dataOf(text);
  if (typeof rules !== 'object' || rules === null) return [];
  return Object.entries(rules)
    .filter(([, level]) => level === 'off' || level === false)
    .map(([name]) => `dockerfilelint:${name}`);
}
