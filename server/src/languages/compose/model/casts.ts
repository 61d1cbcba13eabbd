/** What Compose makes of a text at a path, after variables are put in. */
export type Cast = 'integer' | 'number' | 'boolean';

// `*` stands for any key, `[]` for any item.
const casts: Readonly<Record<Cast, readonly string[]>> = {
  integer: [
    ...services(
      'cpu_count cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares oom_score_adj pids_limit scale',
      'deploy.replicas deploy.update_config.parallelism deploy.rollback_config.parallelism',
      'deploy.restart_policy.max_attempts deploy.placement.max_replicas_per_node healthcheck.retries',
      'ports.[].target ulimits.* ulimits.*.hard ulimits.*.soft',
    ),
  ],
  number: services('cpu_percent cpus deploy.update_config.max_failure_ratio deploy.rollback_config.max_failure_ratio'),
  boolean: [
    ...services(
      'init depends_on.*.required depends_on.*.restart healthcheck.disable oom_kill_disable privileged read_only',
      'stdin_open tty volumes.[].read_only volumes.[].volume.nocopy',
    ),
    'networks.*.external',
    'networks.*.internal',
    'networks.*.attachable',
    'networks.*.enable_ipv4',
    'networks.*.enable_ipv6',
    'volumes.*.external',
    'secrets.*.external',
    'configs.*.external',
  ],
};

function services(...lists: readonly string[]): readonly string[] {
  return lists.flatMap((list) => list.split(' ')).map((path) => `services.*.${path}`);
}

const byLength = new Map<number, { readonly parts: readonly string[]; readonly cast: Cast }[]>();
for (const cast of ['integer', 'number', 'boolean'] as const) {
  for (const path of casts[cast]) {
    const parts = path.split('.');
    byLength.set(parts.length, [...(byLength.get(parts.length) ?? []), { parts, cast }]);
  }
}

/** What a text at a path from the file's root has to be; undefined where any will do. */
export function castAt(path: readonly (string | number)[]): Cast | undefined {
  const fits = (part: string, i: number): boolean =>
    part === '[]' ? typeof path[i] === 'number' : typeof path[i] === 'string' && (part === '*' || part === path[i]);
  return byLength.get(path.length)?.find(({ parts }) => parts.every(fits))?.cast;
}

/** Whether a text can be made what is wanted. */
export function canCast(text: string, cast: Cast): boolean {
  switch (cast) {
    case 'integer':
      return /^[-+]?\d+$/.test(text);
    case 'number':
      return /^[-+]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?|inf(?:inity)?|nan)$/i.test(text);
    case 'boolean':
      return /^(?:true|false|y|yes|on|n|no|off)$/i.test(text);
  }
}
