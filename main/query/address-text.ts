import type { AddressRange } from '../../shared/ip-address.ts';
import type { SqlValues } from './sql-values.ts';

const IPV4_MAPPED = 0xffff_0000_0000n;
const LAST_IPV4 = IPV4_MAPPED + 0xffff_ffffn;

/**
 * Whether a text inside JSON is an address of the network. Only the source's address is kept as a number; others are
 * spelled out here as hexadecimal digits, whose order is that of the numbers. Null or false for anything that is no
 * address of the network's family.
 */
export function addressTextIsInNetwork(text: string, range: AddressRange, values: SqlValues): string {
  const isIpv4 = range.low >= IPV4_MAPPED && range.high <= LAST_IPV4;
  return isIpv4 ? ipv4Sql(text, range, values) : ipv6Sql(text, range, values);
}

function ipv4Sql(text: string, { low, high }: AddressRange, values: SqlValues): string {
  const octets = [1, 2, 3, 4].map((place) => `TRY_CAST(split_part(${text}, '.', ${place}) AS INTEGER)`);
  const digits = `printf('%02x%02x%02x%02x', ${octets.join(', ')})`;
  const isAddress = `regexp_full_match(${text}, '\\d{1,3}(\\.\\d{1,3}){3}')`;
  // What all addresses of the network begin with is told ten times as fast, and leaves little to be spelled out.
  const begins = `starts_with(${text}, ${values.text(commonOctets(low, high))})`;
  return `(CASE WHEN ${begins} THEN CASE WHEN ${isAddress} THEN ${digits} END ${between(low, high, 8, values)} END)`;
}

function ipv6Sql(text: string, { low, high }: AddressRange, values: SqlValues): string {
  const [head, tail] = [1, 2].map((side) => groupsSql(`split_part(${text}, '::', ${side})`));
  const zeros = `repeat('0', 32 - length(${head}) - length(${tail}))`;
  const isAddress = `regexp_full_match(${text}, '[0-9A-Fa-f:]*:[0-9A-Fa-f:]*')`;
  return `(CASE WHEN ${isAddress} THEN lower(${head} || ${zeros} || ${tail}) END ${between(low, high, 32, values)})`;
}

function between(low: bigint, high: bigint, digits: number, values: SqlValues): string {
  const [first, last] = [low, high].map((number) =>
    values.text(number.toString(16).padStart(digits, '0').slice(-digits)),
  );
  return `BETWEEN ${first} AND ${last}`;
}

/** `192.0.2.` for 192.0.2.0/28. */
function commonOctets(low: bigint, high: bigint): string {
  const [first, last] = [low, high].map((number) =>
    [24n, 16n, 8n].map((shift) => (number >> shift) & 0xffn),
  ) as [bigint[], bigint[]];
  const differing = first.findIndex((octet, place) => octet !== last[place]);
  const common = differing === -1 ? first : first.slice(0, differing);
  return common.map((octet) => `${octet}.`).join('');
}

/** The digits of one side of `::`. */
function groupsSql(side: string): string {
  const groups = `list_transform(string_split(${side}, ':'), lambda piece: lpad(piece, 4, '0'))`;
  return `CASE WHEN ${side} = '' THEN '' ELSE array_to_string(${groups}, '') END`;
}
