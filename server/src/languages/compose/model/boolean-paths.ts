import type { YamlPath } from '../../../yaml/walk.js';

// Where Compose wants a boolean. `*` stands for any name or index.
const paths: readonly string[] = [
  'services.*.attach',
  'services.*.init',
  'services.*.oom_kill_disable',
  'services.*.privileged',
  'services.*.read_only',
  'services.*.stdin_open',
  'services.*.tty',
  'services.*.use_api_socket',
  'services.*.build.no_cache',
  'services.*.build.privileged',
  'services.*.build.pull',
  'services.*.depends_on.*.required',
  'services.*.depends_on.*.restart',
  'services.*.develop.watch.*.initial_sync',
  'services.*.env_file.*.required',
  'services.*.healthcheck.disable',
  'services.*.post_start.*.privileged',
  'services.*.pre_stop.*.privileged',
  'services.*.pre_start.*.privileged',
  'services.*.volumes.*.read_only',
  'services.*.volumes.*.bind.create_host_path',
  'services.*.volumes.*.volume.nocopy',
  'networks.*.attachable',
  'networks.*.enable_ipv4',
  'networks.*.enable_ipv6',
  'networks.*.external',
  'networks.*.internal',
  'volumes.*.external',
  'configs.*.external',
  'secrets.*.external',
];

const patterns: readonly (readonly string[])[] = paths.map((path) => path.split('.'));

/** Whether Compose wants a boolean at a path. */
export function isBooleanPath(path: YamlPath): boolean {
  return patterns.some(
    (pattern) => pattern.length === path.length && pattern.every((part, i) => part === '*' || part === path[i]),
  );
}
