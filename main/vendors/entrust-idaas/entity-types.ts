import { byWord } from '../read-value.ts';

/** What sort of thing an administrator changed; decides which OCSF class a change can be and how ECS files it. */
export type EntityFamily =
  | 'users'
  | 'groups'
  | 'organisations'
  | 'policies'
  | 'network-zones'
  | 'devices'
  | 'mail'
  | 'authenticators'
  | 'user-records'
  | 'roles'
  | 'applications'
  | 'directories'
  | 'certificates'
  | 'bulk'
  | 'settings';

export interface EntityType {
  readonly family: EntityFamily;
  /** OCSF `managed_entity.type_id`. */
  readonly typeId: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 99;
  /** OCSF's caption; null where the vendor's own name has to say it. */
  readonly caption: string | null;
}

const families: Readonly<Record<EntityFamily, EntityType>> = {
  users: { family: 'users', typeId: 2, caption: 'User' },
  groups: { family: 'groups', typeId: 3, caption: 'Group' },
  organisations: { family: 'organisations', typeId: 4, caption: 'Organization' },
  policies: { family: 'policies', typeId: 5, caption: 'Policy' },
  'network-zones': { family: 'network-zones', typeId: 7, caption: 'Network Zone' },
  devices: { family: 'devices', typeId: 1, caption: 'Device' },
  mail: { family: 'mail', typeId: 6, caption: 'Email' },
  authenticators: { family: 'authenticators', typeId: 99, caption: null },
  'user-records': { family: 'user-records', typeId: 99, caption: null },
  roles: { family: 'roles', typeId: 99, caption: null },
  applications: { family: 'applications', typeId: 99, caption: null },
  directories: { family: 'directories', typeId: 99, caption: null },
  certificates: { family: 'certificates', typeId: 99, caption: null },
  bulk: { family: 'bulk', typeId: 99, caption: null },
  settings: { family: 'settings', typeId: 99, caption: null },
};

/** Every entity type of the product's documents, as management events spell them. */
export const entityTypeNames: Readonly<Record<EntityFamily, string>> = {
  users: 'USERS',
  groups: 'GROUPS AUTHORIZATIONGROUPS',
  organisations: 'ORGANIZATIONS TENANTS CREATETENANT SUBSCRIBERS SERVICEPROVIDERS SERVICEPROVIDERACCOUNTS',
  policies:
    'GROUPPOLICIES CONTEXTRULES TRANSACTIONRULES POLICYOVERRIDE AUTHENTICATIONFLOWS RATELIMITING BLACKLISTEDPASSWORDS',
  'network-zones': 'IPLISTS EXPECTEDLOCATIONS',
  devices: 'USERMACHINES INTELLITRUSTDESKTOPS PRINTERS AGENTS GATEWAYS',
  mail: 'EMAILTEMPLATES EMAILVARIABLES SENDEMAIL',
  authenticators:
    'TOKENS TOKENACTIVATIONCONTENTS OTPS GRIDS GRIDCONTENTS FIDOTOKENS FACE MAGICLINKS MAGICLINKCONTENTS PUSHCREDENTIALS SMARTCARDS SMARTCREDENTIALS SMARTCREDENTIALSSIGNATURE TEMPACCESSCODES TEMPACCESSCODECONTENTS PKIAASCREDENTIALS USERPASSWORDS DIRECTORYPASSWORD USEROAUTHTOKENS USERQUESTIONS USERQUESTIONANSWERS USERKBACHALLENGES QUESTIONS WORDSYNONYMS CONTACTVERIFICATION OTPPROVIDERS PREFERREDOTPPROVIDERS',
  'user-records':
    'USERATTRIBUTES USERATTRIBUTEVALUES USERLOCATIONS USERRBASETTINGS USERSITEROLES USERSPROLES SPUSERMGMT ENROLLMENTS ENROLLMENTDESIGNS IDPROOFING IDPROOFINGLICENSE',
  roles:
    'ROLES SPROLES OAUTHROLES CLAIMS ENTITLEMENTS SPENTITLEMENTS SPCLIENTCREDENTIALS SPMANAGEMENTPLATFORM',
  applications:
    'APPLICATIONS IDENTITYPROVIDERS SPIDENTITYPROVIDERS RESOURCESERVERAPIS RESOURCESERVERSCOPES RISKENGINES SCIMPROVISIONINGS SENDSCIM SENDAZUREAD ACTIVESYNC',
  directories:
    'DIRECTORIES DIRECTORYCONNECTIONS DIRECTORYSYNC DIRECTORYATTRIBUTES DIRECTORYSEARCHATTRIBUTES AD_CONNECTOR_DIRECTORIES AZURE_DIRECTORIES HIGH_AVAILABILITY_GROUPS',
  certificates:
    'CAS CERTIFICATES DOMAINCONTROLLERCERTS GATEWAYCSRS DIGITALIDCERTIFICATES DIGITALIDCONFIGS DIGITALIDCONFIGCERTTEMPS DIGITALIDCONFIGSANS DIGITALIDCONFIGVARIABLES PIVCONTENTSIGNER SCDEFNS SCDEFNPIVAPPLETCONFIGS SCDEFNVARIABLES CREDENTIALDESIGNS ISSUANCE',
  bulk: 'BULKENROLLMENTS BULKGROUPS BULKHARDWARETOKENS BULKIDENTITYGUARD BULKSMARTCARDS BULKUSERS',
  settings:
    'ARCHIVES CUSTOMIZATIONVARIABLES EXPORTREPORTS HOSTNAMESETTINGS REPORTS SCHEDULEDTASKS SETTINGS TEMPLATES TRANSACTIONITEMS',
};

const byName: Readonly<Record<string, EntityType>> = Object.fromEntries(
  Object.entries(entityTypeNames).flatMap(([family, names]) =>
    names
      .split(' ')
      .map((name) => [name.toLowerCase().replaceAll('_', ''), families[family as EntityFamily]] as const),
  ),
);

/** Null for a type that is newer than these documents: an entity of its own name, never an error. */
export function entityTypeOf(name: unknown): EntityType | null {
  return byWord(byName, name) ?? null;
}
