import { ecsDocument, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { ipOf, osOf } from '../ocsf/ocsf-values.ts';
import { readNumber, readObject, readText } from '../read-value.ts';
import { type GraphRecord, meaningful } from './graph-record.ts';
import { readSignInAuthentication } from './sign-in-authentication.ts';
import type { SignInKind } from './sign-in-kind.ts';
import { signInMessage } from './sign-in-message.ts';
import { agentOf, type SignInUser, tenantOf } from './sign-in-parties.ts';
import type { SignInStatus } from './sign-in-status.ts';

const datasets: Readonly<Record<SignInKind, string>> = {
  interactiveUser: 'entra_id.sign_in_interactive',
  nonInteractiveUser: 'entra_id.sign_in_non_interactive',
  servicePrincipal: 'entra_id.sign_in_service_principal',
  managedIdentity: 'entra_id.sign_in_managed_identity',
};

export function signInEcs(
  { id, timeUs, fields }: GraphRecord,
  kind: SignInKind,
  user: SignInUser | null,
  status: SignInStatus,
): JsonObject {
  const ip = ipOf(fields.ipAddress);
  const isRefused = status.outcome === 'failure';
  return ecsDocument(
    {
      timeUs,
      dataset: datasets[kind],
      kind: 'event',
      category: ['authentication'],
      type: isRefused ? ['start', 'denied'] : ['start'],
      outcome: status.outcome === 'interrupted' ? 'unknown' : status.outcome,
      id,
      action: 'sign-in',
      message: signInMessage(fields, user, status),
    },
    {
      'event.provider': 'signIns',
      'event.code': status.code,
      'event.reason': status.detail,
      'error.code': isRefused ? status.code : null,
      'error.message': isRefused ? status.detail : null,
      'organization.id': tenantOf(fields),
      'user.id': user?.uid,
      'user.name': user?.name,
      'user.email': user?.email,
      'user.full_name': user?.fullName,
      'source.ip': ip,
      'source.address': readText(fields.ipAddress),
      ...sourceFields(fields),
      'user_agent.original': agentOf(fields).text,
      'service.id': meaningful(fields.resourceId),
      'service.name': readText(fields.resourceDisplayName),
      ...hostFields(fields),
      'related.ip': related(ip),
      'related.user': related(user?.name, user?.uid, user?.fullName),
      'related.hosts': related(readText(readObject(fields.deviceDetail).displayName)),
      entra_id: vendorFields(fields, kind),
    },
  );
}

function sourceFields(fields: JsonObject): JsonObject {
  const location = readObject(fields.location);
  const { latitude, longitude } = readObject(location.geoCoordinates);
  const [lat, lon] = [readNumber(latitude), readNumber(longitude)];
  return {
    'source.geo.city_name': readText(location.city),
    'source.geo.region_name': readText(location.state),
    'source.geo.country_iso_code': readText(location.countryOrRegion),
    'source.geo.location': lat === null || lon === null ? null : { lat, lon },
    'source.as.number': readNumber(fields.autonomousSystemNumber),
  };
}

function hostFields(fields: JsonObject): JsonObject {
  const detail = readObject(fields.deviceDetail);
  const os = osOf(detail.operatingSystem);
  return {
    'host.id': meaningful(detail.deviceId),
    'host.name': readText(detail.displayName),
    'host.os.full': os?.name,
    'host.os.type': os?.type_id === 0 ? null : os?.type.toLowerCase(),
  };
}

function vendorFields(fields: JsonObject, kind: SignInKind): JsonObject {
  const { isMfaRequired, isMfaDone, methods } = readSignInAuthentication(fields);
  const detail = readObject(fields.deviceDetail);
  return {
    sign_in_event_type: kind,
    app_id: meaningful(fields.appId),
    app_display_name: readText(fields.appDisplayName),
    client_app_used: readText(fields.clientAppUsed),
    correlation_id: readText(fields.correlationId),
    session_id: readText(fields.sessionId),
    conditional_access_status: readText(fields.conditionalAccessStatus),
    authentication_protocol: readText(fields.authenticationProtocol),
    authentication_requirement: readText(fields.authenticationRequirement),
    authentication_methods: methods,
    mfa_required: isMfaRequired,
    mfa_done: isMfaDone,
    risk_level_aggregated: readText(fields.riskLevelAggregated),
    risk_level_during_sign_in: readText(fields.riskLevelDuringSignIn),
    risk_state: readText(fields.riskState),
    risk_detail: readText(fields.riskDetail),
    risk_event_types: fields.riskEventTypes_v2,
    user_type: readText(fields.userType),
    service_principal_id: meaningful(fields.servicePrincipalId),
    service_principal_credential_key_id: readText(fields.servicePrincipalCredentialKeyId),
    device: { is_compliant: detail.isCompliant, is_managed: detail.isManaged, trust_type: detail.trustType },
  };
}
