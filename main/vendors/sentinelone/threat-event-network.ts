import type { JsonObject } from '../json-object.ts';
import { readText } from '../read-value.ts';
import type { EventClass, EventParts } from './threat-event-class.ts';
import { activityOf, httpMethods, spacedWords } from './threat-event-kind.ts';
import { actingProcess, connectionOf, endpointsOf, ownEndpoint } from './threat-event-parts.ts';
import { ocsfUser } from './user-name.ts';

/** What goes over the network, and signing in: classes in which device and actor stand with the `host` profile. */

function networkEvent({ fields, eventType, device }: EventParts): EventClass | null {
  const ends = endpointsOf(fields);
  if (ends.src_endpoint === null && ends.dst_endpoint === null) return null;
  const url = fields.text('networkUrl');
  return {
    classUid: 4001,
    activityId: activityOf('network', spacedWords(eventType)) ?? 6,
    isOfHost: true,
    attributes: {
      ...ends,
      url: url === null ? null : { url_string: url },
      connection_info: connectionOf(fields),
      device,
      actor: actingProcess(fields),
    },
  };
}

function dnsEvent({ fields, device }: EventParts): EventClass | null {
  const hostname = fields.text('dnsRequest');
  const ends = endpointsOf(fields);
  const source = ends.src_endpoint ?? (ends.dst_endpoint === null ? ownEndpoint(device) : null);
  if (hostname === null || (source === null && ends.dst_endpoint === null)) return null;
  const answers = answersOf(fields.text('dnsResponse'));
  return {
    classUid: 4003,
    activityId: answers.length > 0 ? 2 : 1,
    isOfHost: true,
    attributes: {
      query: { hostname },
      answers,
      src_endpoint: source,
      dst_endpoint: ends.dst_endpoint,
      connection_info: connectionOf(fields),
      device,
      actor: actingProcess(fields),
    },
  };
}

/** Several answers stand in one text. */
function answersOf(text: string | null): readonly JsonObject[] {
  return (text ?? '')
    .split(/[;,]+/)
    .map((answer) => answer.trim())
    .filter((answer) => answer !== '')
    .map((rdata) => ({ rdata }));
}

function httpEvent({ fields, eventType, device }: EventParts): EventClass | null {
  const url = fields.text('networkUrl');
  if (url === null) return null;
  const word = spacedWords(eventType);
  const byType = Object.hasOwn(httpMethods, word) ? word.toUpperCase() : null;
  const method = fields.get('networkMethod', methodOrNull) ?? byType;
  const activityId = method === null ? 99 : (httpMethods[method.toLowerCase()] ?? 99);
  return {
    classUid: 4002,
    activityId,
    activityName: eventType ?? 'Request',
    isOfHost: true,
    attributes: {
      http_request: { http_method: method, url: { url_string: url } },
      ...endpointsOf(fields),
      connection_info: connectionOf(fields),
      device,
      actor: actingProcess(fields),
    },
  };
}

/** Others are no HTTP method in OCSF's table. */
function methodOrNull(value: unknown): string | null {
  const method = readText(value)?.trim().toUpperCase() ?? '';
  return Object.hasOwn(httpMethods, method.toLowerCase()) ? method : null;
}

export function loginEvent({ fields, eventType, device }: EventParts): EventClass | null {
  const user = ocsfUser(fields.text('loginsUserName') ?? fields.text('user'));
  const own = ownEndpoint(device);
  if (user === null || own === null) return null;
  const activityId = activityOf('login', spacedWords(eventType));
  return {
    classUid: 3002,
    activityId: activityId ?? (eventType === null ? 0 : 99),
    activityName: eventType ?? 'Unknown',
    isOfHost: true,
    attributes: {
      user,
      dst_endpoint: own,
      src_endpoint: endpointsOf(fields).src_endpoint,
      device,
      actor: actingProcess(fields),
    },
  };
}

export const networkEvents = { network: [networkEvent], dns: [dnsEvent], http: [httpEvent] } as const;
