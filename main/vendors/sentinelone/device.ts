import { compact } from '../compact.ts';
import type { JsonObject } from '../json-object.ts';
import { ipOf, macOf, osOf } from '../ocsf/ocsf-values.ts';
import { readObjects, readText, readTexts } from '../read-value.ts';

export interface EndpointParts {
  readonly uid: string | null;
  readonly name: string | null;
  readonly domain?: string | null;
  readonly ip?: string | null;
  readonly os?: {
    readonly name: string | null;
    readonly family?: string | null;
    readonly version?: string | null;
  };
  readonly machine?: { readonly type_id: number; readonly type: string } | null;
  readonly agent?: { readonly uid: string | null; readonly version?: string | null };
  readonly group?: { readonly uid: string | null; readonly name: string | null };
  readonly more?: JsonObject;
}

/** OCSF `device` of an endpoint with an agent; null where nothing names it. Empty values may stand in it. */
export function deviceOf(parts: EndpointParts): JsonObject | null {
  const { uid, name, ip = null, agent, group } = parts;
  if (uid === null && name === null && ip === null) return null;
  const os = osOf(parts.os?.name, parts.os?.family);
  const hasGroup = group !== undefined && (group.uid !== null || group.name !== null);
  return {
    type_id: parts.machine?.type_id ?? 0,
    type: parts.machine?.type ?? 'Unknown',
    uid,
    hostname: name,
    domain: parts.domain,
    ip,
    os: os === null ? null : { ...os, version: parts.os?.version },
    agent_list:
      agent === undefined || agent.uid === null
        ? null
        : [
            {
              uid: agent.uid,
              type_id: 1,
              type: 'Endpoint Detection and Response',
              version: agent.version,
              vendor_name: 'SentinelOne',
            },
          ],
    groups: hasGroup ? [{ uid: group.uid, name: group.name }] : null,
    ...parts.more,
  };
}

/** Every address in a field that may hold one, a list, or several with commas between them. */
export function addressesOf(...values: readonly unknown[]): readonly string[] {
  const [only, ...others] = values.flatMap(readTexts);
  if (only === undefined) return [];
  if (others.length === 0) return addressesIn(only);
  return [...new Set([only, ...others].flatMap(addressesIn))];
}

const known = new Map<string, readonly string[]>();
const MOST_REMEMBERED = 5_000;
const LONGEST_REMEMBERED = 200;

/** Endpoints have few addresses and come with them again and again. */
function addressesIn(text: string): readonly string[] {
  const before = known.get(text);
  if (before !== undefined) return before;
  const addresses = [...new Set(text.split(/[,;\s]+/).flatMap((part) => ipOf(part) ?? []))];
  if (text.length > LONGEST_REMEMBERED) return addresses;
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(text, addresses);
  return addresses;
}

/** The first address of a field, preferring those that reach beyond the machine itself. */
export function firstAddress(value: unknown): string | null {
  const addresses = addressesOf(value);
  return addresses.find((address) => !isLocal(address)) ?? addresses[0] ?? null;
}

function isLocal(address: string): boolean {
  return /^(?:127\.|169\.254\.|::1$|fe80:)/i.test(address);
}

/** OCSF `network_interfaces`: one entry for each address, as an entry holds one. */
export function interfacesOf(value: unknown): readonly JsonObject[] {
  return readObjects(value).flatMap((one) => {
    const base = {
      type_id: 0,
      type: 'Unknown',
      uid: readText(one.id),
      name: readText(one.name),
      mac: macOf(one.physical),
    };
    const addresses = addressesOf(one.inet, one.inet6);
    if (addresses.length > 0) return addresses.map((ip) => ({ ...base, ip }));
    return base.name === null && base.mac === null ? [] : [base];
  });
}

/** What OCSF's interface has no attribute for. */
export function gatewaysOf(value: unknown): readonly JsonObject[] {
  return readObjects(value)
    .map(({ id, gatewayIp, gatewayMacAddress }) => compact({ id, gatewayIp, gatewayMacAddress }))
    .filter((one) => Object.keys(one).some((name) => name !== 'id'));
}

/** `host.mac`: upper case, hyphens between the bytes. */
export function macsOf(value: unknown): readonly string[] {
  return [...new Set(readObjects(value).flatMap((one) => macOf(one.physical) ?? []))];
}

/** `host.ip` and all other addresses of the interfaces. */
export function interfaceAddressesOf(value: unknown): readonly string[] {
  return [...new Set(readObjects(value).flatMap((one) => addressesOf(one.inet, one.inet6, one.gatewayIp)))];
}
