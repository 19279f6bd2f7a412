import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import type { JsonObject } from '../json-object.ts';
import type { ObservedPath } from '../ocsf/observables.ts';
import { ocsfEvent } from '../ocsf/ocsf-event.ts';
import { ipOf } from '../ocsf/ocsf-values.ts';
import { readBoolean, readObject, readText, without } from '../read-value.ts';
import { entraProduct, type GraphRecord, meaningful, readGraphRecord } from './graph-record.ts';
import { signInEcs } from './sign-in.ecs.ts';
import { readSignInAuthentication } from './sign-in-authentication.ts';
import { kindOf, type SignInKind } from './sign-in-kind.ts';
import { signInMessage } from './sign-in-message.ts';
import {
  agentOf,
  readSignInUser,
  type SignInUser,
  signInDevice,
  sourceEndpoint,
  tenantOf,
  userAttributes,
} from './sign-in-parties.ts';
import { accessControl, signInRest, signInSeverity } from './sign-in-rest.ts';
import { readSignInStatus, type SignInStatus, statusIds } from './sign-in-status.ts';

/** A sign-in of any kind becomes an Authentication; one that names nobody a Base Event. `log` is the one it came from. */
export function mapSignIn(
  record: unknown,
  context: MappingContext,
  log?: SignInKind,
): Result<NormalisedEvent, string> {
  const read = readGraphRecord(record, ['createdDateTime']);
  if (!read.ok) return read;
  const { id, timeUs, fields } = read.value;
  const kind = kindOf(fields, log);
  const user = readSignInUser(fields, kind);
  const status = readSignInStatus(fields);
  const resource = readText(fields.resourceDisplayName) ?? readText(fields.appDisplayName);
  return ok({
    timeUs,
    vendorEventId: id,
    operation: kind,
    ocsf: ocsfOf(read.value, { kind, user, status }, context),
    actor: user?.name ?? user?.uid ?? null,
    userName: user?.name ?? null,
    userEmail: user?.email ?? null,
    userUid: user?.uid ?? null,
    srcIp: ipOf(fields.ipAddress),
    deviceName: readText(readObject(fields.deviceDetail).displayName),
    resource,
    ecs: signInEcs(read.value, kind, user, status),
    object: { uid: id, versionUs: timeUs },
  });
}

interface SignIn {
  readonly kind: SignInKind;
  readonly user: SignInUser | null;
  readonly status: SignInStatus;
}

function ocsfOf(record: GraphRecord, { kind, user, status }: SignIn, context: MappingContext) {
  const { id, timeUs, originalTime, fields } = record;
  const device = user === null ? null : signInDevice(fields);
  const control = user === null ? {} : accessControl(fields);
  return ocsfEvent({
    classUid: user === null ? 0 : 3002,
    activityId: user === null ? 0 : 1,
    severityId: signInSeverity(fields),
    statusId: statusIds[status.outcome],
    status: status.outcome,
    timeUs,
    message: signInMessage(fields, user, status),
    metadata: {
      product: entraProduct,
      uid: id,
      logName: 'signIns',
      eventCode: kind,
      tenantUid: tenantOf(fields),
      correlationUid: readText(fields.correlationId),
      originalTime,
      receivedAtUs: context.receivedAtUs,
      profiles: [
        ...(device === null ? [] : (['host'] as const)),
        ...(Object.keys(control).length === 0 ? [] : (['security_control'] as const)),
      ],
    },
    attributes: {
      status_code: status.code,
      status_detail: status.detail,
      ...(user === null ? {} : { ...attributesOf(fields, kind, user), device, ...control }),
    },
    unmapped:
      user === null
        ? without(fields, ['id', 'createdDateTime', 'correlationId'])
        : signInRest(fields, user, device !== null),
    observables,
  });
}

function attributesOf(fields: JsonObject, kind: SignInKind, user: SignInUser): JsonObject {
  const { attributes, isMfaDone } = readSignInAuthentication(fields);
  const app = { name: readText(fields.appDisplayName), uid: meaningful(fields.appId) };
  const resource = { name: readText(fields.resourceDisplayName), uid: meaningful(fields.resourceId) };
  return {
    user: userAttributes(user, fields.riskLevelAggregated),
    actor: { app_name: app.name, app_uid: app.uid, user: { uid: user.uid, name: user.name } },
    service: [resource, app].find(({ name, uid }) => name !== null || uid !== null) ?? {
      name: 'Microsoft Entra ID',
    },
    src_endpoint: sourceEndpoint(fields),
    http_request: { user_agent: agentOf(fields).text },
    session: { uid: readText(fields.sessionId), is_mfa: isMfaDone },
    ...attributes,
    ...logonType(kind, readBoolean(fields.isInteractive)),
    is_remote: true,
  };
}

function logonType(kind: SignInKind, isInteractive: boolean | null): JsonObject {
  if (kind === 'managedIdentity') return { logon_type_id: 99, logon_type: 'Managed identity' };
  return isInteractive === true || (isInteractive === null && kind === 'interactiveUser')
    ? { logon_type_id: 2, logon_type: 'Interactive' }
    : { logon_type_id: 3, logon_type: 'Network' };
}

const observables: readonly ObservedPath[] = [
  ['user.name', 'userName'],
  ['user.email_addr', 'email'],
  ['user.uid', 'userUid'],
  ['src_endpoint.ip', 'ip'],
  ['src_endpoint.location.country', 'country'],
  ['src_endpoint.location', 'geoLocation'],
  ['device', 'endpoint'],
  ['http_request.user_agent', 'userAgent'],
];
