import type { AddressRange } from '../../shared/ip-address.ts';
import type { SqlValues } from './sql-values.ts';

/**
 * Whether a text inside JSON is an address of the network. Only the source's address is kept as a number; others are
 * spelled out here as 32 hexadecimal digits (IPv4 as ::ffff:a.b.c.d), whose order is that of the numbers. Null or false
 * for anything that is no address.
 */
export function addressTextIsInNetwork(text: string, { low, high }: AddressRange, values: SqlValues): string {
  const [first, last] = [low, high].map((number) => values.text(number.toString(16).padStart(32, '0')));
  return `(CASE ${ipv4Case(text)} ${ipv6Case(text)} END BETWEEN ${first} AND ${last})`;
}

function ipv4Case(text: string): string {
  const octets = [1, 2, 3, 4].map((place) => `TRY_CAST(split_part(${text}, '.', ${place}) AS INTEGER)`);
  return (
    `WHEN regexp_full_match(${text}, '\\d{1,3}(\\.\\d{1,3}){3}')` +
    ` THEN '00000000000000000000ffff' || printf('%02x%02x%02x%02x', ${octets.join(', ')})`
  );
}

function ipv6Case(text: string): string {
  const [head, tail] = [1, 2].map((side) => groupsSql(`split_part(${text}, '::', ${side})`));
  const zeros = `repeat('0', 32 - length(${head}) - length(${tail}))`;
  return (
    `WHEN regexp_full_match(${text}, '[0-9A-Fa-f:]*:[0-9A-Fa-f:]*')` +
    ` THEN lower(${head} || ${zeros} || ${tail})`
  );
}

/** The digits of one side of `::`. */
function groupsSql(side: string): string {
  const groups = `list_transform(string_split(${side}, ':'), lambda piece: lpad(piece, 4, '0'))`;
  return `CASE WHEN ${side} = '' THEN '' ELSE array_to_string(${groups}, '') END`;
}
