import { existsSync, readFileSync } from 'node:fs';

/**
 * Every authentication event that the product's documents list, and what becomes of it: activity_id, status_id, whether
 * MFA is proven (yes, no, - for unsaid), auth_protocol_id, factor_type_ids.
 */
export const listedAuthenticationEvents = `
AuthenticationAdminApiSuccessEvent 1 1 - 99 99
AuthenticationDeniedEvent 1 2 - 99 -
AuthenticationExternalSecondFactorBypassEvent 1 1 no 99 -
AuthenticationExternalSuccessEvent 1 1 - 99 99
AuthenticationFaceSuccessEvent 1 1 - 99 4
AuthenticationFidoSuccessEvent 1 1 - 99 10
AuthenticationFirstFactorExternalSuccessEvent 6 1 no 99 99
AuthenticationFirstFactorIdpSuccessEvent 6 1 no 99 99
AuthenticationFirstFactorPasswordSuccessEvent 6 1 no 99 11
AuthenticationGridSuccessEvent 1 1 - 99 99
AuthenticationGridWithTempAccessCodeSuccessEvent 1 1 - 99 99
AuthenticationIdpSuccessEvent 1 1 - 99 99
AuthenticationKbaSuccessEvent 1 1 - 99 2
AuthenticationLockedEvent 1 2 - 99 -
AuthenticationMagicLinkSuccessEvent 1 1 - 99 8
AuthenticationOtpCreatedEvent 6 1 - 99 7
AuthenticationOtpEmailSentEvent 6 1 - 99 8
AuthenticationOtpNoCreditEvent 6 2 - 99 7
AuthenticationOtpSentToAllEvent 6 1 - 99 7
AuthenticationOtpSmsSentEvent 6 1 - 99 1
AuthenticationOtpSuccessEvent 1 1 - 99 7
AuthenticationOtpUnavailableEvent 6 2 - 99 7
AuthenticationOtpVoiceSentEvent 6 1 - 99 3
AuthenticationOtpWithTempAccessCodeSuccessEvent 1 1 - 99 7,99
AuthenticationPasskeySuccessEvent 1 1 - 99 10
AuthenticationPasswordSuccessEvent 1 1 no 99 11
AuthenticationSecondFactorFaceSuccessEvent 1 1 yes 99 4
AuthenticationSecondFactorFIDOSuccessEvent 1 1 yes 99 10
AuthenticationSecondFactorGridSuccessEvent 1 1 yes 99 99
AuthenticationSecondFactorGridWithTempAccessCodeSuccessEvent 1 1 yes 99 99
AuthenticationSecondFactorKbaSuccessEvent 1 1 yes 99 2
AuthenticationSecondFactorMagicLinkSuccessEvent 1 1 yes 99 8
AuthenticationSecondFactorOtpSuccessEvent 1 1 yes 99 7
AuthenticationSecondFactorOtpWithTempAccessCodeSuccessEvent 1 1 yes 99 7,99
AuthenticationSecondFactorSmartCredentialPushSuccessEvent 1 1 yes 99 5
AuthenticationSecondFactorTempAccessCodeSuccessEvent 1 1 yes 99 99
AuthenticationSecondFactorTokenSuccessEvent 1 1 yes 99 7
AuthenticationSecondFactorTokenWithTempAccessCodeSuccessEvent 1 1 yes 99 7,99
AuthenticationSecondFactorUserCertificateSuccessEvent 1 1 yes 99 99
AuthenticationSmartCredentialPushSuccessEvent 1 1 - 99 5
AuthenticationSmartLoginSuccessEvent 1 1 - 99 99
AuthenticationTempAccessCodeSuccessEvent 1 1 - 99 99
AuthenticationTokenPushSuccessEvent 1 1 - 99 5
AuthenticationTokenSuccessEvent 1 1 - 99 7
AuthenticationTokenWithTempAccessCodeSuccessEvent 1 1 - 99 7,99
AuthenticationUserCertificateSuccessEvent 1 1 - 99 99
MachineLockedEvent 1 2 - 99 -
OidcAuthenticationFailedEvent 1 2 - 4 -
OidcAuthenticationSuccessEvent 1 1 - 4 -
SamlAuthenticationFailedEvent 1 2 - 5 -
SamlAuthenticationSuccessEvent 1 1 - 5 -
UserPasswordChangeFailedEvent 99 2 - 99 11
UserPasswordChangeLockedEvent 99 2 - 99 11
UserStepUpAuthenticationSuccessEvent 1 1 yes 99 99
VerificationDeniedEvent 1 2 - 99 -
VerificationIdpSuccessEvent 1 1 - 99 99
`
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', activity, status, mfa, protocol, factors = '-'] = line.split(' ');
    return {
      name,
      activityId: Number(activity),
      statusId: Number(status),
      isMfa: mfa === '-' ? null : mfa === 'yes',
      protocolId: Number(protocol),
      factorIds: factors === '-' ? [] : factors.split(',').map(Number),
    };
  });

/** Every entity type that they list, behind OCSF's managed_entity.type_id. */
export const listedEntityTypes = `
2 USERS
3 GROUPS AUTHORIZATIONGROUPS
4 ORGANIZATIONS TENANTS CREATETENANT SUBSCRIBERS SERVICEPROVIDERS SERVICEPROVIDERACCOUNTS
5 GROUPPOLICIES CONTEXTRULES TRANSACTIONRULES POLICYOVERRIDE AUTHENTICATIONFLOWS RATELIMITING BLACKLISTEDPASSWORDS
7 IPLISTS EXPECTEDLOCATIONS
1 USERMACHINES INTELLITRUSTDESKTOPS PRINTERS AGENTS GATEWAYS
6 EMAILTEMPLATES EMAILVARIABLES SENDEMAIL
99 TOKENS TOKENACTIVATIONCONTENTS OTPS GRIDS GRIDCONTENTS FIDOTOKENS FACE MAGICLINKS MAGICLINKCONTENTS PUSHCREDENTIALS SMARTCARDS SMARTCREDENTIALS SMARTCREDENTIALSSIGNATURE TEMPACCESSCODES TEMPACCESSCODECONTENTS PKIAASCREDENTIALS USERPASSWORDS DIRECTORYPASSWORD USEROAUTHTOKENS USERQUESTIONS USERQUESTIONANSWERS USERKBACHALLENGES QUESTIONS WORDSYNONYMS CONTACTVERIFICATION OTPPROVIDERS PREFERREDOTPPROVIDERS
99 USERATTRIBUTES USERATTRIBUTEVALUES USERLOCATIONS USERRBASETTINGS USERSITEROLES USERSPROLES SPUSERMGMT ENROLLMENTS ENROLLMENTDESIGNS IDPROOFING IDPROOFINGLICENSE
99 ROLES SPROLES OAUTHROLES CLAIMS ENTITLEMENTS SPENTITLEMENTS SPCLIENTCREDENTIALS SPMANAGEMENTPLATFORM
99 APPLICATIONS IDENTITYPROVIDERS SPIDENTITYPROVIDERS RESOURCESERVERAPIS RESOURCESERVERSCOPES RISKENGINES SCIMPROVISIONINGS SENDSCIM SENDAZUREAD ACTIVESYNC
99 DIRECTORIES DIRECTORYCONNECTIONS DIRECTORYSYNC DIRECTORYATTRIBUTES DIRECTORYSEARCHATTRIBUTES AD_CONNECTOR_DIRECTORIES AZURE_DIRECTORIES HIGH_AVAILABILITY_GROUPS
99 CAS CERTIFICATES DOMAINCONTROLLERCERTS GATEWAYCSRS DIGITALIDCERTIFICATES DIGITALIDCONFIGS DIGITALIDCONFIGCERTTEMPS DIGITALIDCONFIGSANS DIGITALIDCONFIGVARIABLES PIVCONTENTSIGNER SCDEFNS SCDEFNPIVAPPLETCONFIGS SCDEFNVARIABLES CREDENTIALDESIGNS ISSUANCE
99 BULKENROLLMENTS BULKGROUPS BULKHARDWARETOKENS BULKIDENTITYGUARD BULKSMARTCARDS BULKUSERS
99 ARCHIVES CUSTOMIZATIONVARIABLES EXPORTREPORTS HOSTNAMESETTINGS REPORTS SCHEDULEDTASKS SETTINGS TEMPLATES TRANSACTIONITEMS
`
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [typeId, ...names] = line.split(' ');
    return names.map((name) => ({ name, typeId: Number(typeId) }));
  });

const document = new URL('../../../../../shared/requirements/entrust-idaas-cloudwatch.txt', import.meta.url);

/** The bulleted names of the document under a heading, where the document is there. */
export function namesInDocument(heading: string): readonly string[] | null {
  if (!existsSync(document)) return null;
  const [, after = ''] = readFileSync(document, 'utf8').split(heading);
  const [own = ''] = after.split(' contains the following events:');
  return [...own.matchAll(/•\s+(\w+)\s*$/gm)].map(([, name = '']) => name);
}
