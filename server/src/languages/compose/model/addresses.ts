// IP addresses and subnets, as numbers.

export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

export interface Subnet extends Address {
  readonly length: number;
}

/** An IPv4 or IPv6 address; undefined for anything else. */
export function readAddress(text: string): Address | undefined {
  if (text.length > 45) return undefined;
  const four = readFour(text);
  if (four !== undefined) return { bits: 32, value: BigInt(four) };
  if (!/^[0-9a-fA-F:]+(?:(?<=:)\d+\.\d+\.\d+\.\d+)?$/.test(text) || !text.includes(':')) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (!head || (halves.length === 2 && !tail)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  let value = 0n;
  for (const group of [...head, ...Array<number>(missing).fill(0), ...(tail ?? [])])
    value = (value << 16n) | BigInt(group);
  return { bits: 128, value };
}

function readFour(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return undefined;
  const parts = match.slice(1).map(Number);
  return parts.every((part) => part < 256) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}

function groupsOf(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  for (const part of text.split(':')) {
    const four = part.includes('.') ? readFour(part) : undefined;
    if (four !== undefined) groups.push(four >>> 16, four & 0xffff);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

/** A subnet such as `172.28.0.0/16`; undefined for anything else. */
export function readSubnet(text: string): Subnet | undefined {
  const slash = text.indexOf('/');
  const address = slash === -1 ? undefined : readAddress(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (!address || !/^\d{1,3}$/.test(length) || Number(length) > address.bits) return undefined;
  return { ...address, length: Number(length) };
}

export function contains(subnet: Subnet, address: Address): boolean {
  if (subnet.bits !== address.bits) return false;
  const host = BigInt(subnet.bits - subnet.length);
  return subnet.value >> host === address.value >> host;
}
