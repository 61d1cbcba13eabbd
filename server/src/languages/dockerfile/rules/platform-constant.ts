import { bad, good, source } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';

const systems: ReadonlySet<string> = new Set([
  'aix',
  'android',
  'darwin',
  'dragonfly',
  'freebsd',
  'illumos',
  'ios',
  'js',
  'linux',
  'netbsd',
  'openbsd',
  'plan9',
  'solaris',
  'wasip1',
  'windows',
]);

/** Other names of an architecture that the builder takes, by its own name. */
const architectures: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  i386: '386',
  aarch64: 'arm64',
  armhf: 'arm',
  armel: 'arm',
};

export const rule: Rule = dockerfileRule('dockerfile/platform-constant', {
  summary: 'FROM with a fixed platform',
  why: `A platform that is written out makes the stage the same on every machine: \`docker build --platform\` has no effect
on it, and on other machines it runs in emulation. Leave the flag out to build for the target, or use \`$BUILDPLATFORM\`
for a stage that only compiles. A stage that is for one platform on purpose says so in its name.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:FromPlatformFlagConstDisallowed', 'hadolint:DL3029'],
  fix: 'none',
  reach: 'part',
  messages: {
    constant:
      'The platform "{platform}" is fixed, whatever the build asks for. Remove the flag, use $BUILDPLATFORM, or name the stage after the platform.',
  },
  on: {
    FROM(from, ctx) {
      const name = from.name?.text.toLowerCase() ?? '';
      for (const flag of from.flags) {
        const platform = flag.value?.text;
        if (flag.name.text !== 'platform' || !platform || platform.includes('$')) continue;
        const named = partsOf(platform).some((part) => name.includes(part));
        if (!named) ctx.report(flag, 'constant', { platform });
      }
    },
  },
  examples: [
    bad('FROM ‹--platform=linux/amd64› alpine:3.22 AS build\n'),
    bad('FROM ‹--platform=arm64› alpine:3.22\n'),
    good(source`
      FROM --platform=$BUILDPLATFORM golang:1.24 AS build
      FROM --platform=\${BUILDPLATFORM} golang:1.24
      FROM alpine:3.22
    `),
    good('FROM --platform=linux/amd64 alpine:3.22 AS build-amd64\n'),
    good('FROM --platform=linux/x86_64 alpine:3.22 AS base_amd64\n'),
    good('FROM --platform=windows/amd64 mcr.microsoft.com/windows/nanoserver:ltsc2022 AS windows\n'),
  ],
});

/** The system and the architecture that a platform names, as the builder calls them. */
function partsOf(platform: string): string[] {
  const parts = platform.toLowerCase().split('/').slice(0, 2);
  return parts.flatMap((part) => {
    const system = part.replace(/\(.*\)$/, '');
    if (system === '') return [];
    return parts.length === 1 && !systems.has(system) ? ['linux', normal(system)] : [normal(system)];
  });
}

function normal(part: string): string {
  return architectures[part] ?? part;
}
