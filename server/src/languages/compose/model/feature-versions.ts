import type { YamlPath } from '../../../yaml/walk.js';

// When Compose, and the engine, began to know an attribute or a value. `*` stands for any name or index.

export interface Feature {
  readonly path: readonly string[];
  /** A value of the attribute; undefined where any is meant. */
  readonly value?: RegExp;
  readonly compose?: string;
  readonly engine?: string;
}

const rows: readonly (readonly [path: string, compose: string | undefined, engine?: string, value?: RegExp])[] = [
  ['include', '2.20'],
  ['models', '2.38'],
  ['configs.*.content', '2.23.1'],
  ['configs.*.environment', '2.23.1'],
  ['secrets.*.environment', '2.6'],
  ['networks.*.enable_ipv4', '2.33.1'],
  ['services.*.attach', '2.20'],
  ['services.*.build.additional_contexts', '2.17'],
  ['services.*.build.dockerfile_inline', '2.17'],
  ['services.*.build.entitlements', '2.27'],
  ['services.*.build.no_cache_filter', '5.0'],
  ['services.*.build.platforms', '2.10'],
  ['services.*.build.privileged', '2.15'],
  ['services.*.build.provenance', '2.39'],
  ['services.*.build.pull', '2.4'],
  ['services.*.build.sbom', '2.39'],
  ['services.*.build.secrets', '2.5'],
  ['services.*.build.tags', '2.5.1'],
  ['services.*.build.ulimits', '2.23.1'],
  ['services.*.cgroup', '2.15'],
  ['services.*.depends_on.*.required', '2.20'],
  ['services.*.depends_on.*.restart', '2.17'],
  ['services.*.develop', '2.22'],
  ['services.*.develop.watch.*.action', '2.32', undefined, /^(?:restart|sync\+exec)$/],
  ['services.*.develop.watch.*.initial_sync', '2.39.4'],
  ['services.*.env_file.*.path', '2.24'],
  ['services.*.gpus', '2.30'],
  ['services.*.healthcheck.start_interval', '2.20.2', '25'],
  ['services.*.label_file', '2.32'],
  ['services.*.mac_address', '2.23.2'],
  ['services.*.models', '2.38'],
  ['services.*.networks.*.driver_opts', '2.27.1'],
  ['services.*.networks.*.gw_priority', '2.33', '28'],
  ['services.*.networks.*.interface_name', '2.36', '28.1'],
  ['services.*.networks.*.mac_address', undefined, '25'],
  ['services.*.ports.*.app_protocol', '2.26'],
  ['services.*.ports.*.name', '2.26'],
  ['services.*.post_start', '2.30'],
  ['services.*.pre_start', '5.3'],
  ['services.*.pre_stop', '2.30'],
  ['services.*.provider', '2.36'],
  ['services.*.use_api_socket', '2.37.1'],
  ['services.*.uts', '2.15.1'],
  ['services.*.volumes.*.tmpfs.mode', '2.14'],
  ['services.*.volumes.*.type', '2.35', '28', /^image$/],
];

/** The tags `!reset` and `!override`. */
export const overrideTags: Pick<Feature, 'compose'> = { compose: '2.24.4' };

const features: ReadonlyMap<string, readonly Feature[]> = groupedByLast();

function groupedByLast(): ReadonlyMap<string, readonly Feature[]> {
  const found = new Map<string, Feature[]>();
  for (const [path, compose, engine, value] of rows) {
    const keys = path.split('.');
    const last = keys[keys.length - 1] ?? '';
    const list = found.get(last) ?? [];
    list.push({ path: keys, ...(compose && { compose }), ...(engine && { engine }), ...(value && { value }) });
    found.set(last, list);
  }
  return found;
}

/** What is known of an attribute's age, by the path of its key. */
export function featureAt(path: YamlPath, value: string | undefined): Feature | undefined {
  const last = path[path.length - 1];
  return features
    .get(`${last}`)
    ?.find(
      (feature) =>
        feature.path.length === path.length &&
        feature.path.every((part, i) => part === '*' || part === path[i]) &&
        (!feature.value || (value !== undefined && feature.value.test(value))),
    );
}

/** Whether a version comes before another; `v2.20` and `2.20` are one. Undefined where one is no version. */
export function isBefore(version: string, other: string): boolean | undefined {
  const [one, two] = [numbersOf(version), numbersOf(other)];
  if (!one || !two) return undefined;
  for (let i = 0; i < 3; i++) {
    const difference = (one[i] ?? 0) - (two[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function numbersOf(version: string): readonly number[] | undefined {
  const match = /^v?(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?/.exec(version.trim());
  return match?.slice(1).map((part) => Number(part ?? 0));
}
