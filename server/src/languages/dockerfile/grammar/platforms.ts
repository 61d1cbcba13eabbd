/** Operating systems and architectures that may stand alone as a platform, as the builder knows them. */
const systems = [
  ...['aix', 'android', 'darwin', 'dragonfly', 'freebsd', 'hurd', 'illumos', 'ios', 'js', 'linux', 'nacl', 'netbsd'],
  ...['openbsd', 'plan9', 'solaris', 'windows', 'zos', 'macos'],
];
const architectures = [
  ...['386', 'i386', 'amd64', 'x86_64', 'x86-64', 'amd64p32', 'arm', 'armhf', 'armel', 'armbe', 'arm64', 'arm64be'],
  ...['aarch64', 'ppc', 'ppc64', 'ppc64le', 'loong64', 'mips', 'mipsle', 'mips64', 'mips64le', 'mips64p32'],
  ...['mips64p32le', 'riscv', 'riscv64', 's390', 's390x', 'sparc', 'sparc64', 'wasm'],
];
const alone: ReadonlySet<string> = new Set([...systems, ...architectures]);

const system = /^[\w-]+(?:\([\w.%-]*(?:\+[\w.%-]+)*\))?$/;
const part = /^[\w.-]+$/;

/** Whether the builder takes it for a platform: `os/arch`, `os/arch/variant`, or a known system or architecture. */
export function isPlatform(text: string): boolean {
  const [first = '', ...rest] = text.split('/', 4);
  if (!system.test(first) || rest.length > 2 || !rest.every((one) => part.test(one))) return false;
  return rest.length > 0 || alone.has(first.replace(/\(.*/, '').toLowerCase());
}
