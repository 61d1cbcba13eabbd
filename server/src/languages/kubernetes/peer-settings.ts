import type { FileView } from '../../core/files.js';
import { anyGlob } from '../../core/glob.js';
import type { PeerSettings, UserFiles } from '../../core/language.js';
import { below, dirname } from '../../core/path.js';
import { checkovSkips, ignoreLines, nearestFiles, textsOf } from '../../core/peer-files.js';
import { dataOf } from '../../yaml/data.js';

type Data = Readonly<Record<string, unknown>>;
type Said = Partial<Omit<PeerSettings, 'peer' | 'path'>>;

interface Around {
  /** The manifest, from the folder of the configuration file. */
  readonly path: string;
  readonly today: string;
}

const nothing: Omit<PeerSettings, 'peer' | 'path'> = { off: [], levels: {}, options: {}, on: [], directivesOff: false };

/** Each peer's files, in the order in which it looks for them. */
const readers: readonly (readonly [
  peer: string,
  names: readonly string[],
  read: (text: string, around: Around) => Said,
])[] = [
  ['kube-linter', ['.kube-linter.yaml', '.kube-linter.yml'], (text, { path }) => kubeLinter(dataOf(text), path)],
  ['polaris', ['polaris.yaml', 'polaris.yml', '.polaris.yaml', '.polaris.yml'], (text) => polaris(dataOf(text))],
  ['checkov', ['.checkov.yaml', '.checkov.yml'], (text) => ({ off: checkovSkips(dataOf(text)) })],
  ['trivy', ['.trivyignore'], (text, { today }) => ({ off: ignoreLines(text, 'trivy', today) })],
  ['trivy', ['.trivyignore.yaml'], (text, around) => ({ off: trivyIgnored(dataOf(text), around) })],
  ['monokle', ['monokle.validation.yaml', 'monokle.validation.yml'], (text) => monokle(dataOf(text))],
];

/** What the peers' configuration files around a manifest say, in our terms. */
export function peerSettings(path: string, files: FileView, _user: UserFiles, today: string): readonly PeerSettings[] {
  const near = nearestFiles(
    path,
    files,
    readers.flatMap(([, names]) => names),
  );
  return readers.flatMap(([peer, names, read]) => {
    const at = names.map((name) => near.get(name)).find((one) => one !== undefined);
    const text = at === undefined ? undefined : files.read(at);
    if (at === undefined || typeof text !== 'string') return [];
    const around = { path: below(dirname(at), path) ?? path, today };
    return [{ ...nothing, ...read(text, around), peer, path: at }];
  });
}

function tableOf(value: unknown): Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : {};
}

/** `checks` with `exclude`, which wins, `include`, `addAllBuiltIn` and `ignorePaths`. */
function kubeLinter(data: Data, path: string): Said {
  const checks = tableOf(data.checks);
  const isIgnored = anyGlob(textsOf(checks.ignorePaths))(path);
  if (isIgnored) return { off: ['kube-linter:*'] };
  const named = (key: string): readonly string[] => textsOf(checks[key]).map((name) => `kube-linter:${name}`);
  const on = checks.addAllBuiltIn === true ? ['kube-linter:*'] : named('include');
  return { on, off: named('exclude') };
}

const polarisLevels = { danger: 'error', warning: 'warning' } as const;

/** `checks`, each with how much it weighs. */
function polaris(data: Data): Said {
  const off: string[] = [];
  const on: string[] = [];
  const levels: Record<string, 'error' | 'warning'> = {};
  for (const [check, weight] of Object.entries(tableOf(data.checks))) {
    const name = `polaris:${check}`;
    if (weight === 'ignore') off.push(name);
    else if (weight === 'danger' || weight === 'warning') {
      on.push(name);
      levels[name] = polarisLevels[weight];
    }
  }
  return { off, on, levels };
}

/** `misconfigurations`, each with an id, and mostly paths and a date until which it holds. */
function trivyIgnored(data: Data, { path, today }: Around): readonly string[] {
  const list = Array.isArray(data.misconfigurations) ? data.misconfigurations : [];
  return list.flatMap((item: unknown) => {
    const { id, paths, expired_at: until } = tableOf(item);
    if (typeof id !== 'string') return [];
    const date = until instanceof Date ? until.toISOString() : until;
    if (typeof date === 'string' && date.slice(0, 10) < today) return [];
    const patterns = textsOf(paths);
    return patterns.length === 0 || anyGlob(patterns)(path) ? [`trivy:${id}`] : [];
  });
}

/** `rules`, by the plugin's name, a slash and the rule's: off, or on with a level. */
function monokle(data: Data): Said {
  const off: string[] = [];
  for (const [name, setting] of Object.entries(tableOf(data.rules)))
    if (setting === false) off.push(`monokle:${name.slice(name.lastIndexOf('/') + 1)}`);
  return { off };
}
