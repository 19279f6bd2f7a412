import { byWord, wordKey } from '../read-value.ts';
import { type AuthenticationKind, authenticationEvents } from './authentication-events.ts';

/** The documents spell both `Fido` and `FIDO`: case says nothing. */
const byName = new Map(
  Object.entries(authenticationEvents).map(([name, kind]) => [name.toLowerCase(), kind] as const),
);

export function isKnownAuthenticationEvent(eventType: string | null): boolean {
  return eventType !== null && byName.has(eventType.trim().toLowerCase());
}

/** What a name says, by the table, and by its ending where it is newer than the table. */
export function authenticationKindOf(eventType: string | null): AuthenticationKind {
  const known = eventType === null ? undefined : byName.get(eventType.trim().toLowerCase());
  return known ?? kindByWords(eventType);
}

type Verdict = Pick<AuthenticationKind, 'activityId' | 'statusId' | 'isLockOut' | 'severityId'>;

const endings: readonly (readonly [RegExp, Verdict])[] = [
  [/log(?:out|off)|sign(?:out|off)/, { activityId: 2, statusId: 0 }],
  [/(?:success|succeeded|successful)$/, { activityId: 1, statusId: 1 }],
  [/locked$/, { activityId: 1, statusId: 2, isLockOut: true, severityId: 3 }],
  [/(?:denied|failed|failure)$/, { activityId: 1, statusId: 2 }],
  [/(?:sent|created)$/, { activityId: 6, statusId: 1 }],
];

function kindByWords(eventType: string | null): AuthenticationKind {
  const words = wordKey(eventType).replace(/event$/, '');
  const [, verdict] = endings.find(([ending]) => ending.test(words)) ?? [];
  const factorId = factorByWord(words);
  return {
    ...(verdict ?? {
      activityId: eventType === null ? 0 : 99,
      ...(eventType === null ? {} : { activityName: eventType }),
      statusId: 0,
    }),
    isMfa: words.includes('secondfactor') ? true : words.includes('firstfactor') ? false : null,
    protocolId: protocols.find(([word]) => words.includes(word))?.[1] ?? 99,
    factorIds: factorId === null ? [] : [factorId],
    method: null,
  };
}

const protocols = [
  ['oidc', 4],
  ['openid', 4],
  ['oauth', 6],
  ['saml', 5],
  ['radius', 10],
] as const;

/** The way of delivery goes before the code that is delivered, so OTP and token come last. */
const factors = [
  ['sms', 1],
  ['voice', 3],
  ['email', 8],
  ['magiclink', 8],
  ['push', 5],
  ['kba', 2],
  ['fido', 10],
  ['passkey', 10],
  ['webauthn', 10],
  ['face', 4],
  ['password', 11],
  ['hardwaretoken', 6],
  ['otp', 7],
  ['token', 7],
] as const;

function factorByWord(words: string): number | null {
  return factors.find(([word]) => words.includes(word))?.[1] ?? null;
}

const authenticators: Readonly<Record<string, number>> = {
  password: 11,
  externalpassword: 11,
  otp: 7,
  otpsms: 1,
  otpvoice: 3,
  otpemail: 8,
  sms: 1,
  voice: 3,
  email: 8,
  token: 7,
  softtoken: 7,
  tokencr: 7,
  hardwaretoken: 6,
  tokenpush: 5,
  smartcredentialpush: 5,
  push: 5,
  fido: 10,
  passkey: 10,
  kba: 2,
  face: 4,
  magiclink: 8,
  grid: 99,
  tempaccesscode: 99,
  idp: 99,
  external: 99,
  usercertificate: 99,
  certificate: 99,
};

/**
 * OCSF `factor_type_id` of what the event's `token` field names; 99 for one that OCSF has no number for, null for one
 * that is new to us, of which the event's type may say more.
 */
export function factorOfAuthenticator(token: string): number | null {
  return byWord(authenticators, token) ?? factorByWord(wordKey(token));
}
