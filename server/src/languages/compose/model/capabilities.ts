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

/** Images that are made to set up networks, which takes the capability for it. */
const networkImages =
  /(?:^|[/_-])(?:wireguard|wg-easy|openvpn|tailscale|gluetun|zerotier|netbird|pihole|strongswan|\w*vpn)(?:[/_-]|$)/;

/**
 * Whether to add a capability is more than to give a part of what was dropped back, or than what an image is made for.
 * @param repository of the service's image.
 */
export function isDangerous(capability: string, dropped: readonly string[], repository: string): boolean {
  if (capability === 'NET_ADMIN' && networkImages.test(repository)) return false;
  return dangerous.has(capability) && !(givenAnyway.has(capability) && dropped.includes('ALL'));
}
