/**
 * Addresses as numbers in the IPv6 space (IPv4 as ::ffff:a.b.c.d, RFC 4291), so that a network is a range of numbers
 * and one column serves both families.
 */
const IPV4_MAPPED = 0xffff_0000_0000n;
const IPV4_BITS = 32;
const IPV6_BITS = 128;

export interface AddressRange {
  /** First and last address, both in the range. */
  readonly low: bigint;
  readonly high: bigint;
}

/** The address's number, or null where the text is not an address. A zone (`fe80::1%eth0`) is left out. */
export function addressNumber(text: string): bigint | null {
  const address = text.trim().split('%', 1)[0] ?? '';
  if (address.includes(':')) return ipv6Number(address);
  const number = ipv4Number(address);
  return number === null ? null : IPV4_MAPPED + number;
}

/** The range of `10.0.0.0/8`, `2001:db8::/32` or of a single address; null where the text is neither. */
export function networkRange(text: string): AddressRange | null {
  const [address = '', prefix, ...rest] = text.trim().split('/');
  const number = addressNumber(address);
  if (number === null || rest.length > 0) return null;
  if (prefix === undefined) return { low: number, high: number };
  const familyBits = address.includes(':') ? IPV6_BITS : IPV4_BITS;
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > familyBits) return null;
  const size = 1n << BigInt(familyBits - Number(prefix));
  const low = number - (number % size);
  return { low, high: low + size - 1n };
}

function ipv4Number(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let number = 0n;
  for (const part of parts) {
    // A leading zero reads as octal in some systems and as decimal in others, so it is not an address here.
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null;
    number = number * 256n + BigInt(part);
  }
  return number;
}

function ipv6Number(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = groupsOf(halves[0] ?? '', halves.length === 1);
  const tail = groupsOf(halves[1] ?? '', true);
  if (!head || !tail) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...Array<number>(missing).fill(0), ...tail];
  return groups.reduce((number, group) => number * 0x1_0000n + BigInt(group), 0n);
}

/** The 16-bit groups of one side of `::`; the very last of an address may be written as an IPv4 address. */
function groupsOf(text: string, endsAddress: boolean): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const ipv4 = endsAddress && index === parts.length - 1 ? ipv4Number(part) : null;
    if (ipv4 !== null) groups.push(Number(ipv4 >> 16n), Number(ipv4 & 0xffffn));
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups;
}
