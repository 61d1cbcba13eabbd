import { contractOf } from './contracts.js';

// Versions of actions that run on a Node.js that runners no longer have, or soon will not have. What their own action.yml says
// counts first (contracts.ts); this table is for versions and actions that are not in there. Sources: the runtime in each
// action's action.yml, read 2026-08; for refused versions the README of actions/upload-artifact (artifacts up to v3; not on
// GitHub Enterprise Server) and of actions/cache (up to v2, and before v3.4.0 and v4.2.0), with GitHub's changelog of 2024-04-16 and 2024-12-05.

/** The last major that still runs on Node.js 16 or older, by slug or repository in lower case. */
const lastDead: Readonly<Record<string, number>> = {
  'actions/cache': 3,
  'actions/checkout': 3,
  'actions/configure-pages': 3,
  'actions/deploy-pages': 2,
  'actions/download-artifact': 3,
  'actions/github-script': 6,
  'actions/labeler': 4,
  'actions/setup-dotnet': 3,
  'actions/setup-go': 4,
  'actions/setup-java': 3,
  'actions/setup-node': 3,
  'actions/setup-python': 4,
  'actions/stale': 8,
  'actions/upload-artifact': 3,
  'aws-actions/configure-aws-credentials': 3,
  'azure/login': 1,
  'codecov/codecov-action': 3,
  'docker/build-push-action': 4,
  'docker/login-action': 2,
  'docker/metadata-action': 4,
  'docker/setup-buildx-action': 2,
  'docker/setup-qemu-action': 2,
  'dorny/paths-filter': 2,
  'github/codeql-action': 2,
  'golangci/golangci-lint-action': 3,
  'google-github-actions/auth': 1,
  'google-github-actions/setup-gcloud': 1,
  'goreleaser/goreleaser-action': 4,
  'peaceiris/actions-gh-pages': 3,
  'peter-evans/create-pull-request': 5,
  'release-drafter/release-drafter': 5,
  'softprops/action-gh-release': 1,
  'swatinem/rust-cache': 1,
};

/** The last major that GitHub's service turns away, whatever the runner. */
const lastRefused: Readonly<Record<string, number>> = {
  'actions/cache': 2,
  'actions/download-artifact': 3,
  'actions/upload-artifact': 3,
};

/** Of younger majors, the first release that it answers: by name and major, the minor. */
const firstAnswered: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  'actions/cache': { 3: 4, 4: 2 },
};

export type RuntimeState =
  /** GitHub's service turns this version away. */
  | 'refused'
  /** Runs on a Node.js that runners do not have any more. */
  | 'dead'
  /** Runs on a Node.js that is being retired. */
  | 'deprecated';

/** What is wrong with the runtime that an action.yml names in `runs.using`. */
function stateOfRuntime(using: string): 'dead' | 'deprecated' | undefined {
  const name = using.toLowerCase();
  if (name === 'node12' || name === 'node16') return 'dead';
  return name === 'node20' ? 'deprecated' : undefined;
}

/** What is wrong with the runtime of an action at a ref; undefined if nothing is, or if it is not known. */
export function runtimeState(slug: string, ref: string): RuntimeState | undefined {
  const name = slug.toLowerCase();
  const repository = name.split('/', 2).join('/');
  const contract = contractOf(slug, ref);
  const major = majorOf(contract?.ref ?? ref);
  const upTo = (table: Readonly<Record<string, number>>): boolean => {
    const last = Object.hasOwn(table, name)
      ? table[name]
      : Object.hasOwn(table, repository)
        ? table[repository]
        : undefined;
    return last !== undefined && major !== undefined && major <= last;
  };
  if (upTo(lastRefused) || isTooEarly(repository, ref)) return 'refused';
  if (contract !== undefined && contract.using !== 'plugin') return stateOfRuntime(contract.using);
  return upTo(lastDead) ? 'dead' : undefined;
}

/** Whether a release is one of those that the service turns away in a major that it answers. */
function isTooEarly(repository: string, ref: string): boolean {
  const [, major, minor] = /^v?(\d{1,3})\.(\d{1,9})/.exec(ref) ?? [];
  const first = Object.hasOwn(firstAnswered, repository) ? firstAnswered[repository]?.[Number(major)] : undefined;
  return first !== undefined && Number(minor) < first;
}

/** `v4`, `4.1.2`, `releases/v4` → 4. */
function majorOf(ref: string): number | undefined {
  const match = /^(?:releases?\/)?v?(\d{1,3})(?:\.\d{1,9}){0,2}$/.exec(ref);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
