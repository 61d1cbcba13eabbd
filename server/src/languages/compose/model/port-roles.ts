import type { Port } from './ports.js';

// What listens on well-known ports of containers, by their number.

const roles: Readonly<Record<string, readonly number[]>> = {
  'a database': [
    ...[1433, 1521, 3306, 5432, 5984, 6379, 7687, 8529, 9042, 9200, 9300, 26257, 27017, 27018, 28015, 33060],
    11211,
  ],
  'a coordination service': [2181, 2379, 2380],
  'a message broker': [4222, 5672, 6650, 9092, 61616, 1883],
  'an administration interface': [2375, 2376, 7474, 8200, 8500, 9001, 15672, 61613],
  'a debugger': [2345, 5005, 5678, 9229, 9003],
};

const roleOf = new Map(Object.entries(roles).flatMap(([role, ports]) => ports.map((port) => [port, role] as const)));

/** Who listens on a container port that is not for everyone: a database, a debugger, … Undefined for any other. */
export function privateRole({ container, protocol }: Port): string | undefined {
  if (protocol !== 'tcp') return undefined;
  for (let port = container[0]; port <= Math.min(container[1], container[0] + 100); port++) {
    const role = roleOf.get(port);
    if (role !== undefined) return role;
  }
  return undefined;
}

export function isDebuggerPort(port: Port): boolean {
  return privateRole(port) === 'a debugger';
}

/** Whether a published port listens on every address of the host. */
export function isOnAllInterfaces({ hostIp }: Port): boolean {
  return hostIp === undefined || /^(?:|0\.0\.0\.0|\*|\[?::\]?)$/.test(hostIp);
}
