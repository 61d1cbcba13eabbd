// The labels that choose a runner. Source: the table of labels of actions/runner-images (2026-08-21) and GitHub's pages on
// runners of its own, larger ones and self-hosted ones.

export type RunnerOs = 'linux' | 'windows' | 'macos';
export type RunnerArch = 'x64' | 'arm64' | 'arm';
export type RunnerStatus = 'current' | 'preview' | 'deprecated' | 'removed';

export interface RunnerFact {
  readonly os?: RunnerOs;
  readonly arch?: RunnerArch;
  /** The image that the label stands for, as `ubuntu-24.04` behind `ubuntu-latest`. */
  readonly image?: string;
  readonly status: RunnerStatus;
  /** For one that goes or is gone: what to use. */
  readonly instead?: string;
  /** Whether it is charged for also in public repositories, and has more cores. */
  readonly larger?: true;
  /** Whether it is one that every self-hosted runner may have. */
  readonly selfHosted?: true;
}

function hosted(os: RunnerOs, arch: RunnerArch, image: string, more: Partial<RunnerFact> = {}): RunnerFact {
  return { os, arch, image, status: 'current', ...more };
}

const larger = { larger: true } as const;
const preview = { status: 'preview' } as const;
const old = { status: 'deprecated', instead: 'macos-15' } as const;

/** Labels that GitHub knows by themselves, in the order in which they are offered. */
export const runners: Readonly<Record<string, RunnerFact>> = {
  'ubuntu-latest': hosted('linux', 'x64', 'ubuntu-24.04'),
  'ubuntu-24.04': hosted('linux', 'x64', 'ubuntu-24.04'),
  'ubuntu-22.04': hosted('linux', 'x64', 'ubuntu-22.04'),
  'ubuntu-24.04-arm': hosted('linux', 'arm64', 'ubuntu-24.04'),
  'ubuntu-22.04-arm': hosted('linux', 'arm64', 'ubuntu-22.04'),
  'ubuntu-slim': hosted('linux', 'x64', 'ubuntu-24.04'),
  'windows-latest': hosted('windows', 'x64', 'windows-2025'),
  'windows-2025': hosted('windows', 'x64', 'windows-2025'),
  'windows-2025-vs2026': hosted('windows', 'x64', 'windows-2025'),
  'windows-2022': hosted('windows', 'x64', 'windows-2022'),
  'windows-11-arm': hosted('windows', 'arm64', 'windows-11'),
  'windows-11-vs2026-arm': hosted('windows', 'arm64', 'windows-11'),
  'macos-latest': hosted('macos', 'arm64', 'macos-26'),
  'macos-26': hosted('macos', 'arm64', 'macos-26'),
  'macos-26-intel': hosted('macos', 'x64', 'macos-26'),
  'macos-15': hosted('macos', 'arm64', 'macos-15'),
  'macos-15-intel': hosted('macos', 'x64', 'macos-15'),
  'macos-latest-xlarge': hosted('macos', 'arm64', 'macos-26', larger),
  'macos-latest-large': hosted('macos', 'x64', 'macos-26', larger),
  'macos-26-xlarge': hosted('macos', 'arm64', 'macos-26', larger),
  'macos-26-large': hosted('macos', 'x64', 'macos-26', larger),
  'macos-15-xlarge': hosted('macos', 'arm64', 'macos-15', larger),
  'macos-15-large': hosted('macos', 'x64', 'macos-15', larger),
  'ubuntu-latest-4-cores': hosted('linux', 'x64', 'ubuntu-24.04', larger),
  'ubuntu-latest-8-cores': hosted('linux', 'x64', 'ubuntu-24.04', larger),
  'ubuntu-latest-16-cores': hosted('linux', 'x64', 'ubuntu-24.04', larger),
  'windows-latest-8-cores': hosted('windows', 'x64', 'windows-2025', larger),
  'ubuntu-26.04': hosted('linux', 'x64', 'ubuntu-26.04', preview),
  'ubuntu-26.04-arm': hosted('linux', 'arm64', 'ubuntu-26.04', preview),
  'xcode-27': hosted('macos', 'arm64', 'xcode-27', preview),
  'xcode-27-xlarge': hosted('macos', 'arm64', 'xcode-27', { ...preview, ...larger }),
  'macos-14': hosted('macos', 'arm64', 'macos-14', old),
  'macos-14-large': hosted('macos', 'x64', 'macos-14', { ...old, ...larger, instead: 'macos-15-large' }),
  'macos-14-xlarge': hosted('macos', 'arm64', 'macos-14', { ...old, ...larger, instead: 'macos-15-xlarge' }),
  'self-hosted': { status: 'current', selfHosted: true },
  linux: { os: 'linux', status: 'current', selfHosted: true },
  windows: { os: 'windows', status: 'current', selfHosted: true },
  macos: { os: 'macos', status: 'current', selfHosted: true },
  x64: { arch: 'x64', status: 'current', selfHosted: true },
  arm64: { arch: 'arm64', status: 'current', selfHosted: true },
  arm: { arch: 'arm', status: 'current', selfHosted: true },
};

export const runnerLabels: readonly string[] = Object.keys(runners);

/** What is known of a label, which is case-insensitive; undefined for one that only its owner can know. */
export function runnerOf(label: string): RunnerFact | undefined {
  const name = label.toLowerCase();
  return Object.hasOwn(runners, name) ? runners[name] : removed(name);
}

/** Images that are gone: all up to macOS 13, Ubuntu 20.04 and Windows Server 2019. */
const removedImages: readonly [RegExp, RunnerFact][] = [
  [/^macos-1[0-3](?:\.[0-9]{2})?$/, { os: 'macos', arch: 'x64', status: 'removed', instead: 'macos-15-intel' }],
  [/^macos-1[1-3]-large$/, { os: 'macos', arch: 'x64', status: 'removed', instead: 'macos-15-large' }],
  [/^macos-1[1-3]-xlarge$/, { os: 'macos', arch: 'arm64', status: 'removed', instead: 'macos-15-xlarge' }],
  [/^ubuntu-(?:14|16|18|20)\.04$/, { os: 'linux', arch: 'x64', status: 'removed', instead: 'ubuntu-22.04' }],
  [/^windows-20(?:12-r2|16|19)$/, { os: 'windows', arch: 'x64', status: 'removed', instead: 'windows-2022' }],
];

function removed(name: string): RunnerFact | undefined {
  const [, fact] = removedImages.find(([pattern]) => pattern.test(name)) ?? [];
  return fact && { ...fact, image: name.replace(/-x?large$/, '') };
}

/** Whether no runner can have both labels. */
export function areExclusive(a: RunnerFact, b: RunnerFact): boolean {
  const differ = (one: string | undefined, other: string | undefined): boolean =>
    one !== undefined && other !== undefined && one !== other;
  return differ(a.os, b.os) || differ(a.arch, b.arch) || differ(a.image, b.image);
}
