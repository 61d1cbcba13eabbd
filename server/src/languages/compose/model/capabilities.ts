// The capabilities of Linux that a container can be given.

/** Those that reach beyond a container. */
const dangerous: ReadonlySet<string> = new Set([
  ...['ALL', 'SYS_ADMIN', 'SYS_PTRACE', 'SYS_MODULE', 'NET_ADMIN', 'NET_RAW', 'BPF'],
  ...['DAC_OVERRIDE', 'DAC_READ_SEARCH'],
]);

/** Of those, what every container has unless it is dropped. */
const givenAnyway: ReadonlySet<string> = new Set(['NET_RAW', 'DAC_OVERRIDE']);

/** `cap_net_admin` as `NET_ADMIN`. */
export function capabilityName(text: string): string {
  return text.trim().toUpperCase().replace(/^CAP_/, '');
}

/** Whether to add a capability is more than to give a part of what was dropped back. */
export function isDangerous(capability: string, dropped: readonly string[]): boolean {
  return dangerous.has(capability) && !(givenAnyway.has(capability) && dropped.includes('ALL'));
}
