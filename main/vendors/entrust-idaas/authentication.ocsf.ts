import type { OcsfEvent } from '../../../shared/normalised-event.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import type { JsonObject } from '../json-object.ts';
import type { ObservedPath } from '../ocsf/observables.ts';
import { ocsfEvent } from '../ocsf/ocsf-event.ts';
import { attributeText } from './audit-details.ts';
import type { AuditEvent } from './audit-event.ts';
import type { AuthenticationKind } from './authentication-events.ts';
import { authFactors } from './authentication-factors.ts';
import {
  leftOver,
  metadataOf,
  reasonOfLockOut,
  sourceOf,
  statusOf,
  userOf,
  userTypeOf,
} from './event-parts.ts';

/** A sign-in, one stage of it, or a code on its way: OCSF Authentication (3002). */
export function authenticationOcsf(
  event: AuditEvent,
  kind: AuthenticationKind,
  context: MappingContext,
): OcsfEvent {
  const source = sourceOf(event);
  const machine = kind.isOfMachine ? machineOf(event) : {};
  const hasMachine = Object.keys(machine).length > 0;
  return ocsfEvent({
    classUid: 3002,
    activityId: kind.activityId,
    ...(kind.activityName === undefined ? {} : { activityName: kind.activityName }),
    ...(kind.severityId === undefined ? {} : { severityId: kind.severityId }),
    ...statusOf(event, kind.statusId),
    timeUs: event.timeUs,
    message: event.message ?? sentenceOf(event),
    metadata: { ...metadataOf(event, 'AUTHENTICATION', context), ...(hasMachine ? ofHost : {}) },
    attributes: {
      status_code: event.outcome,
      status_detail: kind.isLockOut ? reasonOfLockOut : event.message,
      user: signedIn(event),
      service: serviceOf(event),
      src_endpoint: { ip: source.ip },
      is_remote: source.ip === null ? null : true,
      is_mfa: kind.isMfa,
      ...protocolOf(event, kind),
      auth_factors: authFactors(event, kind),
      certificate: certificateOf(event),
      device: machine,
    },
    unmapped: leftOver(event, [
      ...['subject', 'subjectName', 'subjectType', 'resourceId', 'resourceName', 'token'],
      ...source.fields,
    ]),
    observables: isKnown(event.subject) ? [...ofUser, ...ofSource] : ofSource,
  });
}

const ofHost = { profiles: ['host'] } as const;

const ofUser: readonly ObservedPath[] = [
  ['user.name', 'userName'],
  ['user.uid', 'userUid'],
  ['user.email_addr', 'email'],
];
const ofSource: readonly ObservedPath[] = [['src_endpoint.ip', 'ip']];

/** The class demands a user; a denied sign-in may not name one. */
function signedIn({ subject, eventType }: AuditEvent): JsonObject {
  const isApi = eventType?.toLowerCase() === 'authenticationadminapisuccessevent';
  const type = userTypeOf(
    subject.type,
    isApi ? { type_id: 3, type: 'System' } : { type_id: 1, type: 'User' },
  );
  const user = userOf(subject.uid, subject.name, type);
  return Object.keys(user).length > 0 ? user : { name: 'unknown', ...type };
}

/** What stands in for a user that is not known is nothing to look for. */
function isKnown({ uid, name }: AuditEvent['subject']): boolean {
  return uid !== null || name !== null;
}

/** The class demands a service as well: without a resource it is the product that was signed in to. */
function serviceOf({ resource }: AuditEvent): JsonObject {
  return resource.uid === null && resource.name === null ? { name: 'Entrust IDaaS' } : { ...resource };
}

function protocolOf(event: AuditEvent, kind: AuthenticationKind): JsonObject {
  if (kind.protocolId !== 99) {
    return { auth_protocol_id: kind.protocolId, auth_protocol: protocolNames[kind.protocolId] };
  }
  return { auth_protocol_id: 99, auth_protocol: event.authenticator ?? kind.method ?? 'Entrust IDaaS' };
}

const protocolNames: Readonly<Record<number, string>> = {
  4: 'OpenID',
  5: 'SAML',
  6: 'OAUTH 2.0',
  10: 'RADIUS',
};

/** Only where the details name what OCSF demands of a certificate. */
function certificateOf({ details }: AuditEvent): JsonObject {
  const issuer = attributeText(details.attributes, 'issuer', 'issuerdn', 'certificateissuer');
  const serial = attributeText(details.attributes, 'serialnumber', 'certificateserialnumber', 'serial');
  if (issuer === null || serial === null) return {};
  const subject = attributeText(details.attributes, 'subjectdn', 'certificatesubject', 'subject');
  return { issuer, serial_number: serial, subject };
}

function machineOf({ entity, details }: AuditEvent): JsonObject {
  const name = attributeText(details.attributes, 'machinename', 'machinelabel', 'devicename') ?? entity.name;
  const uid = attributeText(details.attributes, 'machineid', 'deviceid') ?? entity.uid;
  return name === null && uid === null ? {} : { name, uid, type_id: 0, type: 'Unknown' };
}

function sentenceOf({ eventType, subject, resource }: AuditEvent): string {
  const who = subject.name ?? subject.uid;
  const where = resource.name ?? resource.uid;
  return `${eventType ?? 'Authentication'}${who === null ? '' : ` of ${who}`}${where === null ? '' : ` at ${where}`}`;
}
