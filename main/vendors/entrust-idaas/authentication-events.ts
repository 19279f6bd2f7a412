/** What the name of an authentication event says by itself. */
export interface AuthenticationKind {
  /** OCSF Authentication: 1 Logon, 2 Logoff, 6 Preauth, 99 with a name of its own, 0 where nothing is known. */
  readonly activityId: number;
  readonly activityName?: string;
  /** 1 success, 2 failure; the event's own outcome goes before it. 0 where the name says nothing. */
  readonly statusId: 0 | 1 | 2;
  /** Null where the name does not prove it. */
  readonly isMfa: boolean | null;
  /** OCSF `auth_protocol_id`. */
  readonly protocolId: number;
  readonly factorIds: readonly number[];
  /** How it was proven who it is, where OCSF has no word of its own for it. */
  readonly method: string | null;
  readonly severityId?: 2 | 3;
  readonly isLockOut?: true;
  /** A remembered device is what was locked. */
  readonly isOfMachine?: true;
}

const OPEN_ID = 4;
const SAML = 5;
const OTHER = 99;

const tempCode = 'Temporary Access Code';
const fails = {
  activityId: 1,
  statusId: 2,
  isMfa: null,
  protocolId: OTHER,
  factorIds: [],
  method: null,
} as const;
const locked = { ...fails, severityId: 3, isLockOut: true } as const;

/** A completed logon. */
function logon(factorIds: readonly number[], method: string | null = null): AuthenticationKind {
  return { activityId: 1, statusId: 1, isMfa: null, protocolId: OTHER, factorIds, method };
}

/** The second stage of a sign-in, which completes it. */
function second(factorIds: readonly number[], method: string | null = null): AuthenticationKind {
  return { ...logon(factorIds, method), isMfa: true };
}

/** The first stage: counted as Preauth, so that a sign-in in two stages is one logon. */
function first(factorIds: readonly number[], method: string | null = null): AuthenticationKind {
  return { ...logon(factorIds, method), activityId: 6, isMfa: false };
}

/** A code on its way: no logon either. */
function challenge(factorId: number, statusId: 1 | 2 = 1): AuthenticationKind {
  return { ...logon([factorId]), activityId: 6, statusId };
}

const passwordChange = {
  ...fails,
  activityId: 99,
  activityName: 'Password Change',
  factorIds: [11],
  method: 'Password',
} as const;

/**
 * Every authentication event of the product's documents. Factors: 1 SMS, 2 Security Question, 3 Phone Call, 4
 * Biometric, 5 Push Notification, 7 OTP, 8 Email, 10 WebAuthn, 11 Password, 99 what `method` names.
 */
export const authenticationEvents: Readonly<Record<string, AuthenticationKind>> = {
  AuthenticationAdminApiSuccessEvent: logon([99], 'Shared Secret'),
  AuthenticationDeniedEvent: fails,
  // An outside party had asked for the second factor already, or was trusted to have.
  AuthenticationExternalSecondFactorBypassEvent: {
    ...logon([], 'External Authenticator'),
    isMfa: false,
    severityId: 2,
  },
  AuthenticationExternalSuccessEvent: logon([99], 'External Authenticator'),
  AuthenticationFaceSuccessEvent: logon([4], 'Face'),
  AuthenticationFidoSuccessEvent: logon([10], 'FIDO'),
  AuthenticationFirstFactorExternalSuccessEvent: first([99], 'External Authenticator'),
  AuthenticationFirstFactorIdpSuccessEvent: first([99], 'Identity Provider'),
  AuthenticationFirstFactorPasswordSuccessEvent: first([11], 'Password'),
  AuthenticationGridSuccessEvent: logon([99], 'Grid'),
  AuthenticationGridWithTempAccessCodeSuccessEvent: logon([99], `Grid with ${tempCode}`),
  AuthenticationIdpSuccessEvent: logon([99], 'Identity Provider'),
  AuthenticationKbaSuccessEvent: logon([2], 'Knowledge-based Authentication'),
  AuthenticationLockedEvent: locked,
  AuthenticationMagicLinkSuccessEvent: logon([8], 'Magic Link'),
  AuthenticationOtpCreatedEvent: challenge(7),
  AuthenticationOtpEmailSentEvent: challenge(8),
  AuthenticationOtpNoCreditEvent: challenge(7, 2),
  AuthenticationOtpSentToAllEvent: challenge(7),
  AuthenticationOtpSmsSentEvent: challenge(1),
  AuthenticationOtpSuccessEvent: logon([7], 'OTP'),
  AuthenticationOtpUnavailableEvent: challenge(7, 2),
  AuthenticationOtpVoiceSentEvent: challenge(3),
  AuthenticationOtpWithTempAccessCodeSuccessEvent: logon([7, 99], tempCode),
  AuthenticationPasskeySuccessEvent: logon([10], 'Passkey'),
  AuthenticationPasswordSuccessEvent: { ...logon([11], 'Password'), isMfa: false },
  AuthenticationSecondFactorFaceSuccessEvent: second([4], 'Face'),
  AuthenticationSecondFactorFIDOSuccessEvent: second([10], 'FIDO'),
  AuthenticationSecondFactorGridSuccessEvent: second([99], 'Grid'),
  AuthenticationSecondFactorGridWithTempAccessCodeSuccessEvent: second([99], `Grid with ${tempCode}`),
  AuthenticationSecondFactorKbaSuccessEvent: second([2], 'Knowledge-based Authentication'),
  AuthenticationSecondFactorMagicLinkSuccessEvent: second([8], 'Magic Link'),
  AuthenticationSecondFactorOtpSuccessEvent: second([7], 'OTP'),
  AuthenticationSecondFactorOtpWithTempAccessCodeSuccessEvent: second([7, 99], tempCode),
  AuthenticationSecondFactorSmartCredentialPushSuccessEvent: second([5], 'Smart Credential Push'),
  AuthenticationSecondFactorTempAccessCodeSuccessEvent: second([99], tempCode),
  AuthenticationSecondFactorTokenSuccessEvent: second([7], 'Token'),
  AuthenticationSecondFactorTokenWithTempAccessCodeSuccessEvent: second([7, 99], tempCode),
  AuthenticationSecondFactorUserCertificateSuccessEvent: second([99], 'User Certificate'),
  AuthenticationSmartCredentialPushSuccessEvent: logon([5], 'Smart Credential Push'),
  AuthenticationSmartLoginSuccessEvent: logon([99], 'Smart Login'),
  AuthenticationTempAccessCodeSuccessEvent: logon([99], tempCode),
  AuthenticationTokenPushSuccessEvent: logon([5], 'Token Push'),
  AuthenticationTokenSuccessEvent: logon([7], 'Token'),
  AuthenticationTokenWithTempAccessCodeSuccessEvent: logon([7, 99], tempCode),
  AuthenticationUserCertificateSuccessEvent: logon([99], 'User Certificate'),
  MachineLockedEvent: { ...locked, isOfMachine: true },
  OidcAuthenticationFailedEvent: { ...fails, protocolId: OPEN_ID },
  OidcAuthenticationSuccessEvent: { ...logon([]), protocolId: OPEN_ID },
  SamlAuthenticationFailedEvent: { ...fails, protocolId: SAML },
  SamlAuthenticationSuccessEvent: { ...logon([]), protocolId: SAML },
  UserPasswordChangeFailedEvent: passwordChange,
  UserPasswordChangeLockedEvent: { ...passwordChange, severityId: 3, isLockOut: true },
  UserStepUpAuthenticationSuccessEvent: second([99], 'Step-up Authentication'),
  VerificationDeniedEvent: fails,
  VerificationIdpSuccessEvent: logon([99], 'Identity Provider'),
};
