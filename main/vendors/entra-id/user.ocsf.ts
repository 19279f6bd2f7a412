import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import { related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { emailOf, timestampOf } from '../ocsf/ocsf-values.ts';
import { readBoolean, readText, readTexts } from '../read-value.ts';
import { directoryColumns, directoryEcs, directoryOcsf } from './directory-event.ts';
import {
  type DirectoryRecord,
  directoryMessage,
  readDirectoryRecord,
  syncFields,
} from './directory-record.ts';
import { timeOf } from './graph-record.ts';

/** The state of an account, and whether it comes from Active Directory. */
export function mapUser(record: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readDirectoryRecord(record);
  if (!read.ok) return read;
  const { id, fields } = read.value;
  const upn = readText(fields.userPrincipalName);
  const message = directoryMessage('User', { ...read.value, name: upn ?? read.value.name });
  return ok({
    ...directoryColumns('user', read.value, context),
    ocsf: directoryOcsf('user', read.value, context, {
      classUid: 5003,
      activityId: 2,
      message,
      attributes: { user: userOf(read.value) },
      mapped: mappedOf(fields),
      observables: [
        ['user.name', 'userName'],
        ['user.email_addr', 'email'],
        ['user.uid', 'userUid'],
      ],
    }),
    userName: upn ?? read.value.name,
    userEmail: emailOf(fields.mail) ?? emailOf(upn),
    userUid: id,
    resource: upn ?? read.value.name,
    ecs: ecsOf(read.value, message, context),
    object: { uid: id, versionUs: context.receivedAtUs },
  });
}

function userOf({ id, name, fields }: DirectoryRecord): JsonObject {
  const [phone] = [...readTexts(fields.mobilePhone), ...readTexts(fields.businessPhones)];
  const organisation = { name: readText(fields.companyName), ou_name: readText(fields.department) };
  return {
    uid: id,
    name: readText(fields.userPrincipalName) ?? name,
    email_addr: emailOf(fields.mail),
    full_name: name,
    type_id: 1,
    type: 'User',
    uid_alt: readText(fields.onPremisesSecurityIdentifier),
    domain: readText(fields.onPremisesDomainName),
    phone_number: phone,
    account: { type_id: 6, type: 'Azure AD Account', uid: id, name: readText(fields.userPrincipalName) },
    // A department alone is no organisation.
    org: organisation.name === null ? null : organisation,
    ldap_person: {
      given_name: readText(fields.givenName),
      surname: readText(fields.surname),
      job_title: readText(fields.jobTitle),
      office_location: readText(fields.officeLocation),
      employee_uid: readText(fields.employeeId),
      created_time: timestampOf(timeOf(fields.createdDateTime)),
      ldap_dn: readText(fields.onPremisesDistinguishedName),
    },
  };
}

const mapped: readonly string[] = [
  'id @removed displayName userPrincipalName mail givenName surname jobTitle officeLocation employeeId',
  'companyName createdDateTime mobilePhone onPremisesSecurityIdentifier onPremisesDomainName',
  'onPremisesDistinguishedName onPremisesSyncEnabled',
].flatMap((names) => names.split(' '));

function mappedOf(fields: JsonObject): readonly string[] {
  return readText(fields.companyName) === null ? mapped : [...mapped, 'department'];
}

function ecsOf(record: DirectoryRecord, message: string, context: MappingContext): JsonObject {
  const { id, name, fields } = record;
  const upn = readText(fields.userPrincipalName);
  return directoryEcs(
    'user',
    record,
    context,
    { category: ['iam'], type: ['user'], message },
    {
      'user.id': id,
      'user.name': upn ?? name,
      'user.email': emailOf(fields.mail) ?? emailOf(upn),
      'user.full_name': name,
      'user.domain': readText(fields.onPremisesDomainName),
      'organization.name': readText(fields.companyName),
      'related.user': related(upn, name, id, readText(fields.onPremisesSamAccountName)),
      'entra_id.user': {
        ...syncFields(record),
        account_enabled: readBoolean(fields.accountEnabled),
        user_type: readText(fields.userType),
        job_title: readText(fields.jobTitle),
        department: readText(fields.department),
        on_premises_distinguished_name: readText(fields.onPremisesDistinguishedName),
        on_premises_user_principal_name: readText(fields.onPremisesUserPrincipalName),
      },
    },
  );
}
