import { type Mount, mountOf } from './mounts.js';
import type { Project, Service } from './project.js';
import { itemsOf, type Member, type Place, type Text, textOf, type Value, valueAt } from './value.js';

// Paths of the host that its containers are better kept from.

const systemFolders: ReadonlySet<string> = new Set([
  ...[
    '/',
    '/bin',
    '/boot',
    '/dev',
    '/etc',
    '/home',
    '/lib',
    '/lib64',
    '/proc',
    '/root',
    '/run',
    '/sbin',
    '/sys',
    '/usr',
  ],
  ...['/var', '/var/run'],
]);

/** Folders below which everything belongs to the system, some of them only by what a peer says. */
const systemRoots =
  /^\/(?:bin|boot|cdrom|dev|etc|home|lib|lib64|media|proc|root|run|sbin|selinux|srv|sys|usr|var)(?:\/|$)/i;

const credentials = /^(?:~|\$HOME|\$\{HOME\}|\/root|\/home\/[^/]+)\/\.(?:aws|azure|docker|gnupg|kube|ssh)(?:\/|$)/;

/** What tells the time and nothing else. */
const clocks = /^\/(?:etc\/(?:localtime|timezone)|usr\/share\/zoneinfo)(?:\/|$)/;

/** The sockets by which an engine is told what to do. */
const engineSocket =
  /(?:^|[\\/])(?:docker|podman|containerd|crio|dockershim)\.sock(?:$|[:}])|[\\/]pipe[\\/]docker_engine/;

export function isEngineSocket(path: string): boolean {
  return engineSocket.test(path);
}

/** Without slashes at the end and twice in a row. */
function cleaned(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
}

/** What a path of the host is, where that is anything to look at. */
export function hostPathKind(path: string): 'system' | 'credentials' | 'below-system' | undefined {
  const clean = cleaned(path);
  if (isEngineSocket(clean) || clocks.test(clean)) return undefined;
  if (credentials.test(clean)) return 'credentials';
  if (systemFolders.has(clean)) return 'system';
  return systemRoots.test(clean) ? 'below-system' : undefined;
}

export interface HostPath {
  readonly path: string;
  readonly place: Place;
  /** The mount, where it is one and no volume that stands for a folder. */
  readonly mount: Mount | undefined;
  readonly readOnly: boolean;
}

/** The paths of the host that a service mounts. */
export function hostPathsOf(service: Service): readonly HostPath[] {
  return itemsOf(valueAt(service.value, 'volumes')).flatMap((item) => {
    const mount = mountOf(item);
    if (mount) {
      if (mount.type !== 'bind' || mount.source === undefined) return [];
      return [{ path: mount.source, place: mount.sourcePlace, mount, readOnly: mount.readOnly }];
    }
    // What a variable leaves unknown may still begin with a home folder, or end with a socket.
    const raw = item.kind === 'text' ? item : valueAt(item, 'source');
    return raw?.kind === 'text' && raw.text === undefined ? [unknownPath(item, raw)] : [];
  });
}

/** What is longer is no path. */
const longestPath = 4096;

function unknownPath(item: Value, text: Text): HostPath {
  const [, source = '', rest = ''] = /^((?:\$\{[^}]*\}|[^:])*)(.*)$/s.exec(text.raw.slice(0, longestPath)) ?? [];
  const readOnly = item.kind === 'text' ? /:ro(?:,|$)/.test(rest) : textOf(valueAt(item, 'read_only')) === 'true';
  return { path: item.kind === 'text' ? source : text.raw, place: text, mount: undefined, readOnly };
}

/** The folder of the host that a volume of the project stands for. */
export function volumePath({ value }: Member): HostPath | undefined {
  for (const key of ['device', 'mountpoint']) {
    const device = valueAt(value, 'driver_opts', key);
    const path = textOf(device);
    if (!device || path === undefined || !/^[/~]/.test(path)) continue;
    const readOnly = /(?:^|,)ro(?:,|$)/.test(textOf(valueAt(value, 'driver_opts', 'o')) ?? '');
    return { path, place: device, mount: undefined, readOnly };
  }
  return undefined;
}

/** The services that mount the same source, by it: a volume's name or a path of the host. */
export function mountsBySource(project: Project): ReadonlyMap<string, readonly { service: Service; mount: Mount }[]> {
  const found = new Map<string, { service: Service; mount: Mount }[]>();
  for (const service of project.services.values()) {
    for (const item of itemsOf(valueAt(service.value, 'volumes'))) {
      const mount = mountOf(item);
      if (!mount || mount.source === undefined || (mount.type !== 'bind' && mount.type !== 'volume')) continue;
      const key = `${mount.type} ${cleaned(mount.source)}`;
      const list = found.get(key) ?? [];
      list.push({ service, mount });
      found.set(key, list);
    }
  }
  return found;
}
