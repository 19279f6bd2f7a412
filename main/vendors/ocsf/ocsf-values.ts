import { addressNumber } from '../../../shared/ip-address.ts';
import { readInteger, readText } from '../read-value.ts';

/**
 * Values as OCSF 1.5.0's scalar types demand them; null for what does not fit, which then goes to `unmapped`.
 */

/** `ip_t`: no port, no prefix length, one address. `[2001:db8::1]:443` and `192.0.2.1:443` lose their port. */
export function ipOf(value: unknown): string | null {
  const text = readText(value)?.trim();
  if (text === undefined) return null;
  const bare =
    /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
  const withoutZone = bare.split('%')[0] ?? bare;
  return bare.length <= 40 && addressNumber(withoutZone) !== null ? bare : null;
}

const EMAIL = /^[a-zA-Z0-9!#$%&'*+\-/=?^_`{|}~.]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+$/;

/** `email_t`: ASCII, and a dot in the domain. */
export function emailOf(value: unknown): string | null {
  const text = readText(value);
  return text !== null && EMAIL.test(text) ? text : null;
}

/** `mac_t`, as `AA-BB-CC-DD-EE-FF`. */
export function macOf(value: unknown): string | null {
  const digits = (readText(value) ?? '').replaceAll(/[:.-]/g, '').toUpperCase();
  return /^[0-9A-F]{12}$/.test(digits) ? (digits.match(/../g) ?? []).join('-') : null;
}

export function portOf(value: unknown): number | null {
  const port = readInteger(value);
  return port !== null && port >= 0 && port <= 65_535 ? port : null;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function uuidOf(value: unknown): string | null {
  const text = readText(value);
  return text !== null && UUID.test(text) ? text : null;
}

const algorithms = {
  32: { id: 1, name: 'MD5' },
  40: { id: 2, name: 'SHA-1' },
  64: { id: 3, name: 'SHA-256' },
  128: { id: 4, name: 'SHA-512' },
} as const;

export interface Fingerprint {
  readonly algorithm_id: number;
  readonly algorithm: string;
  readonly value: string;
}

/** The hashes among the values, told apart by their length. */
export function fingerprintsOf(...values: readonly unknown[]): readonly Fingerprint[] {
  const hashes = values.flatMap((value) => readText(value) ?? []);
  return [...new Set(hashes)].flatMap((value) => {
    const algorithm = algorithms[value.length as keyof typeof algorithms];
    return /^[0-9a-fA-F]+$/.test(value) && algorithm !== undefined
      ? [{ algorithm_id: algorithm.id, algorithm: algorithm.name, value }]
      : [];
  });
}

/** `timestamp_t`: milliseconds since 1970; what is finer is dropped. */
export function timestampOf(timeUs: number | null): number | null {
  return timeUs === null ? null : Math.floor(timeUs / 1_000);
}

const osTypes: readonly (readonly [RegExp, number, string])[] = [
  [/windows/i, 100, 'Windows'],
  [/android/i, 201, 'Android'],
  [/linux|ubuntu|debian|centos|rhel|red hat|suse|fedora/i, 200, 'Linux'],
  [/ios|iphone|ipad/i, 301, 'iOS'],
  [/mac|os x|darwin/i, 300, 'macOS'],
];

/** `os`: name and type; null without a name. */
export function osOf(
  name: unknown,
  family?: unknown,
): { name: string; type_id: number; type: string } | null {
  const text = readText(name) ?? readText(family);
  if (text === null) return null;
  const [, type_id, type] = osTypes.find(([pattern]) =>
    pattern.test(`${text} ${readText(family) ?? ''}`),
  ) ?? [null, 0, 'Unknown'];
  return { name: text, type_id, type };
}
