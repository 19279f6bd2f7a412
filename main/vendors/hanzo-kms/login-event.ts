import type { JsonObject } from '../json-object.ts';
import type { OcsfParts } from '../ocsf/ocsf-event.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import { readText, without } from '../read-value.ts';
import { type ReadEvent, unmappedOf } from './read-event.ts';

export interface LoginUser {
  readonly uid: string | null;
  readonly name: string | null;
  readonly email_addr: string | null;
}

export interface Login {
  readonly user: LoginUser;
  /** For people: who it was, or what was tried. */
  readonly label: string;
  readonly parts: Omit<OcsfParts, 'timeUs' | 'message' | 'metadata'>;
}

/** Who logs in stands in the event's metadata: to the log, whoever is not logged in yet is an unknown user. */
export function loginEvent(event: ReadEvent): Login {
  const { record, kind, endpoint } = event;
  const { eventMetadata } = record;
  const user = loginUser(event);
  const isKnown = user.uid !== null || user.name !== null;
  const isIdentity = kind.canonicalType.startsWith('login-identity') || event.actor.type === 'identity';
  const tried = user.uid === null ? readText(eventMetadata.clientId) : null;
  const credential = readText(eventMetadata.clientSecretId);
  const protocol = authProtocol(event);
  const { reasonCode, message } = eventMetadata;
  return {
    user,
    label: user.name ?? user.uid ?? tried ?? event.actor.label,
    parts: {
      classUid: 3002,
      activityId: 1,
      statusId: kind.isFailure ? 2 : 1,
      attributes: {
        user: {
          ...user,
          uid_alt: tried,
          name: isKnown ? user.name : 'unknown',
          ...(isIdentity ? { type_id: 3, type: 'System' } : { type_id: 1, type: 'User' }),
          credential_uid: credential,
        },
        service: { name: 'Hanzo KMS' },
        src_endpoint: endpoint.ocsf,
        http_request: { user_agent: record.userAgent },
        ...(protocol === null ? {} : { auth_protocol_id: protocol[0], auth_protocol: protocol[1] }),
        ...(kind.isFailure ? { status_code: readText(reasonCode), status_detail: readText(message) } : {}),
      },
      unmapped: unmappedOfLogin(event, user),
      observables: [
        ...(isKnown ? ([['user.name', 'userName']] as const) : []),
        ['user.uid', 'userUid'],
        ['user.email_addr', 'email'],
        ['user.credential_uid', 'userCredentialId'],
        ['src_endpoint.ip', 'ip'],
        ['http_request.user_agent', 'userAgent'],
      ],
    },
  };
}

function unmappedOfLogin(event: ReadEvent, user: LoginUser): JsonObject {
  const { record, kind, actor } = event;
  const { eventMetadata, actorMetadata, actorType, projectId, projectName } = record;
  const placed = [
    'clientSecretId',
    ...(user.uid === null ? ['clientId'] : []),
    ...(kind.isFailure ? ['reasonCode', 'message'] : []),
    ...namesOfUser(eventMetadata, user),
  ];
  // Somebody else than the one who logs in has no place in an Authentication.
  const leftOfActor =
    actor.uid !== null && actor.uid === user.uid ? without(actor.left, ['authMethod']) : actorMetadata;
  return {
    ...unmappedOf({ ...event, leftMetadata: without(eventMetadata, placed) }, leftOfActor),
    actor: actorType,
    projectId,
    projectName,
  };
}

const NAMES_OF_USER = ['identityId', 'userId', 'name', 'username', 'email', 'ldapUsername', 'ldapEmail'];

function namesOfUser(metadata: JsonObject, user: LoginUser): readonly string[] {
  return NAMES_OF_USER.filter((name) =>
    [user.uid, user.name, user.email_addr].includes(readText(metadata[name])),
  );
}

/** A failed login may name nobody but the client id that was tried; that is an alternative id at best. */
function loginUser({ record, actor }: ReadEvent): LoginUser {
  const { eventMetadata: metadata } = record;
  const uid = readText(metadata.identityId) ?? readText(metadata.userId) ?? actor.uid;
  const isActor = actor.uid === null || actor.uid === uid;
  const name =
    readText(metadata.name) ??
    readText(metadata.username) ??
    readText(metadata.ldapUsername) ??
    (isActor ? actor.name : null) ??
    readText(metadata.email);
  const email = emailOf(metadata.email) ?? emailOf(metadata.ldapEmail) ?? (isActor ? actor.email : null);
  return { uid, name, email_addr: email };
}

/** Methods by the words of `login-identity-<method>-auth`; OCSF knows three of them. */
const methods: Readonly<Record<string, readonly [number, string]>> = {
  oidc: [4, 'OpenID'],
  ldap: [12, 'LDAP'],
  saml: [5, 'SAML'],
  universal: [99, 'Universal Auth'],
  kubernetes: [99, 'Kubernetes Auth'],
  aws: [99, 'AWS Auth'],
  gcp: [99, 'GCP Auth'],
  azure: [99, 'Azure Auth'],
  jwt: [99, 'JWT Auth'],
};

function authProtocol({ kind, record }: ReadEvent): readonly [number, string] | null {
  const named = /^login-identity-(.+?)(?:-auth)?(?:-failed)?$/.exec(kind.canonicalType)?.[1];
  const method =
    named ?? readText(record.actorMetadata.authMethod) ?? readText(record.eventMetadata.authMethod);
  if (method === null || method === undefined) return null;
  const known = method
    .toLowerCase()
    .split(/[\s_-]+/)
    .find((word) => Object.hasOwn(methods, word));
  return (known === undefined ? undefined : methods[known]) ?? [99, method];
}
