// Actions that keep files in the cache of the repository, and what switches that on and off. Sources: each action's own
// action.yml and README (2026-08), and zizmor's list (MIT, 1.30.0).

/** An input that decides about the cache. */
export interface CacheInput {
  readonly input: string;
  /**
   * - `on`: `false` switches the cache off. - `off`: `true` switches it off. - `text`: any text switches it on.
   * - `values`: one of `values` switches it on.
   */
  readonly kind: 'on' | 'off' | 'text' | 'values';
  readonly values?: readonly string[];
  /** Whether there is a cache where the input is not given. */
  readonly byDefault: boolean;
  /** Only in majors from and before these. */
  readonly from?: number;
  readonly before?: number;
}

export interface CacheFact {
  /** Always, where none are given. Each of them is enough, or all are needed. */
  readonly inputs: readonly CacheInput[];
  readonly needsAll?: true;
}

const always: CacheFact = { inputs: [] };

function on(input: string, byDefault = true): CacheFact {
  return { inputs: [{ input, kind: 'on', byDefault }] };
}

function off(input: string): CacheFact {
  return { inputs: [{ input, kind: 'off', byDefault: true }] };
}

function byText(input: string): CacheFact {
  return { inputs: [{ input, kind: 'text', byDefault: false }] };
}

const facts: Readonly<Record<string, CacheFact>> = {
  'actions-rust-lang/setup-rust-toolchain': on('cache'),
  'actions/cache': off('lookup-only'),
  'actions/cache/restore': off('lookup-only'),
  'actions/setup-dotnet': on('cache', false),
  'actions/setup-go': on('cache'),
  'actions/setup-java': byText('cache'),
  'actions/setup-node': {
    inputs: [
      { input: 'cache', kind: 'values', values: ['npm', 'yarn', 'pnpm'], byDefault: false },
      { input: 'package-manager-cache', kind: 'on', byDefault: true, from: 5 },
    ],
  },
  'actions/setup-python': byText('cache'),
  'astral-sh/setup-uv': {
    inputs: [
      { input: 'enable-cache', kind: 'values', values: ['true'], byDefault: false, from: 10 },
      { input: 'enable-cache', kind: 'on', byDefault: true, before: 10 },
    ],
  },
  'awalsh128/cache-apt-pkgs-action': always,
  'determinatesystems/magic-nix-cache-action': on('use-gha-cache'),
  'docker/setup-buildx-action': {
    inputs: [
      { input: 'cache-binary', kind: 'on', byDefault: true },
      { input: 'version', kind: 'text', byDefault: false },
    ],
    needsAll: true,
  },
  'graalvm/setup-graalvm': byText('cache'),
  'gradle/actions/setup-gradle': off('cache-disabled'),
  'jdx/mise-action': on('cache'),
  'mlugg/setup-zig': on('use-cache'),
  'mozilla-actions/sccache-action': always,
  'nix-community/cache-nix-action': always,
  'oven-sh/setup-bun': off('no-cache'),
  'pyo3/maturin-action': on('sccache', false),
  'ramsey/composer-install': off('ignore-cache'),
  'ruby/setup-ruby': on('bundler-cache', false),
  'swatinem/rust-cache': off('lookup-only'),
};

/** What is known of an action's cache; undefined for one that has none, or is not known. */
export function cacheOf(slug: string): CacheFact | undefined {
  return Object.hasOwn(facts, slug) ? facts[slug] : undefined;
}
