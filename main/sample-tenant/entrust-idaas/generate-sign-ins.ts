import { type SampleDepartment, type SamplePerson, samplePeople } from '../people.ts';
import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import {
  MS_PER_DAY,
  personAs,
  programAs,
  type Subject,
  steadyId,
  type WrittenEvent,
  writeEvent,
} from './audit-event-row.ts';

/** One stage of a sign-in: the event's name, the authenticator, seconds since the stage before. */
type Stage = readonly [eventType: string, token: string | null, afterSeconds: number];

interface Method {
  readonly weight: number;
  readonly stages: readonly Stage[];
}

const password: Stage = ['AuthenticationFirstFactorPasswordSuccessEvent', 'PASSWORD', 0];

const methods: Readonly<Record<string, Method>> = {
  passkey: { weight: 1, stages: [['AuthenticationPasskeySuccessEvent', 'PASSKEY', 0]] },
  fido: { weight: 1, stages: [password, ['AuthenticationSecondFactorFIDOSuccessEvent', 'FIDO', 9]] },
  sms: {
    weight: 1,
    stages: [
      password,
      ['AuthenticationOtpSmsSentEvent', 'OTP', 1],
      ['AuthenticationSecondFactorOtpSuccessEvent', 'OTP', 18],
    ],
  },
  mail: {
    weight: 1,
    stages: [
      password,
      ['AuthenticationOtpEmailSentEvent', 'OTP', 1],
      ['AuthenticationSecondFactorOtpSuccessEvent', 'OTP', 40],
    ],
  },
  token: { weight: 1, stages: [password, ['AuthenticationSecondFactorTokenSuccessEvent', 'TOKEN', 15]] },
  push: { weight: 1, stages: [password, ['AuthenticationTokenPushSuccessEvent', 'TOKENPUSH', 12]] },
  smartCard: {
    weight: 1,
    stages: [
      password,
      ['AuthenticationSecondFactorSmartCredentialPushSuccessEvent', 'SMARTCREDENTIALPUSH', 14],
    ],
  },
  grid: { weight: 1, stages: [password, ['AuthenticationSecondFactorGridSuccessEvent', 'GRID', 25]] },
  magicLink: { weight: 0.3, stages: [['AuthenticationMagicLinkSuccessEvent', 'MAGICLINK', 0]] },
  certificate: {
    weight: 0.4,
    stages: [['AuthenticationUserCertificateSuccessEvent', 'USER_CERTIFICATE', 0]],
  },
};

/** What each department was given; the first is what it uses most. */
const methodsOf: Readonly<Record<SampleDepartment, readonly [Method, ...Method[]]>> = {
  Engineering: someOf('passkey', 'fido', 'magicLink'),
  Security: someOf('fido', 'passkey', 'certificate'),
  IT: someOf('fido', 'push', 'certificate'),
  Finance: someOf('smartCard', 'token', 'certificate'),
  Operations: someOf('grid', 'sms', 'mail'),
  Sales: someOf('push', 'sms', 'magicLink'),
  People: someOf('push', 'mail', 'magicLink'),
  Legal: someOf('token', 'sms', 'magicLink'),
};

function someOf(first: string, second: string, third: string): readonly [Method, ...Method[]] {
  const of = (name: string, weight: number): Method => ({ stages: methods[name]?.stages ?? [], weight });
  return [of(first, 0.75), of(second, 0.2), of(third, 0.05)];
}

interface Application {
  readonly name: string;
  readonly protocol: 'Saml' | 'Oidc';
}

const applications: readonly [Application, ...Application[]] = [
  { name: 'Payroll', protocol: 'Saml' },
  { name: 'Freight Desk', protocol: 'Oidc' },
  { name: 'Wiki', protocol: 'Oidc' },
  { name: 'Expense Reports', protocol: 'Saml' },
  { name: 'Source Control', protocol: 'Oidc' },
  { name: 'Customer Portal', protocol: 'Saml' },
];

interface Failure {
  readonly weight: number;
  readonly eventType: string;
  readonly token: string | null;
  readonly message: string;
}

const failures: readonly [Failure, ...Failure[]] = [
  {
    weight: 6,
    eventType: 'AuthenticationDeniedEvent',
    token: 'PASSWORD',
    message: 'audit.authentication.invalid_password',
  },
  {
    weight: 2,
    eventType: 'AuthenticationDeniedEvent',
    token: 'OTP',
    message: 'audit.authentication.invalid_otp',
  },
  { weight: 1, eventType: 'OidcAuthenticationFailedEvent', token: null, message: 'audit.oidc.access_denied' },
  {
    weight: 1,
    eventType: 'AuthenticationOtpUnavailableEvent',
    token: 'OTP',
    message: 'audit.otp.unavailable',
  },
  {
    weight: 0.5,
    eventType: 'UserPasswordChangeFailedEvent',
    token: 'PASSWORD',
    message: 'audit.password.policy',
  },
];

/** Sign-ins on each weekday, Sunday first, as a share of a Tuesday's. */
const WEEKLY_RHYTHM = [0.08, 0.9, 1, 1, 0.95, 0.8, 0.12] as const;
const SHARE_OF_FAILURES = 0.06;

/** Everybody's sign-ins of one UTC day, in no order. */
export function generateSignIns(seed: string, day: number): WrittenEvent[] {
  const rhythm = WEEKLY_RHYTHM[new Date(day * MS_PER_DAY).getUTCDay()] ?? 1;
  const people = samplePeople.flatMap((person) => {
    const random = seededRandom(seed, 'entrust-idaas', 'sign-ins', person.email, day);
    const times = random.fraction() < rhythm ? random.between(1, 3) : 0;
    return Array.from({ length: times }, () => signIn(seed, random, person, officeHours(day, random))).flat();
  });
  return [...people, ...programLogins(seed, day)];
}

/** From seven to six, most of them in the morning. */
function officeHours(day: number, random: SeededRandom): number {
  return day * MS_PER_DAY + Math.floor((7 + random.fraction() ** 1.6 * 11) * 3_600_000);
}

function signIn(seed: string, random: SeededRandom, person: SamplePerson, startMs: number): WrittenEvent[] {
  const subject = personAs(seed, person);
  const application = random.pick(applications);
  const events: WrittenEvent[] = [];
  let atMs = startMs;
  if (random.fraction() < SHARE_OF_FAILURES) {
    const { eventType, token, message } = random.pickWeighted(failures);
    events.push(signInEvent(seed, random, atMs, [eventType, token], subject, application.name, message));
    atMs += random.between(8, 90) * 1_000;
  }
  for (const [eventType, token, afterSeconds] of random.pickWeighted(methodsOf[person.department]).stages) {
    atMs += Math.round(afterSeconds * (600 + random.fraction() * 900));
    events.push(signInEvent(seed, random, atMs, [eventType, token], subject, application.name));
  }
  const eventType = `${application.protocol}AuthenticationSuccessEvent`;
  return [...events, signInEvent(seed, random, atMs + 700, [eventType, null], subject, application.name)];
}

/** The outcome follows from the name. */
export function signInEvent(
  seed: string,
  random: SeededRandom,
  timeMs: number,
  [eventType, token]: readonly [string, string | null],
  subject: Subject,
  application: string | null,
  message?: string,
): WrittenEvent {
  const isFailure = /Denied|Failed|Locked|Unavailable|NoCredit/.test(eventType);
  return writeEvent(
    seed,
    random,
    timeMs,
    { eventType, eventCategory: 'AUTHENTICATION', eventOutcome: isFailure ? 'FAIL' : 'SUCCESS' },
    {
      message: message ?? `audit.${isFailure ? 'authentication.failed' : 'authentication.success'}`,
      ...subject,
      ...(application === null
        ? {}
        : { resourceId: steadyId(seed, 'application', application), resourceName: application }),
      ...(token === null ? {} : { token }),
      auditDetails: { messageTokens: [subject.subjectName], entityAttributes: [] },
    },
  );
}

const programs = [
  { name: 'Keyglass', ip: '192.0.2.44', everyHours: 1 },
  { name: 'hr-sync', ip: '192.0.2.60', everyHours: 6 },
] as const;

/** What polls the API is in its own log. */
function programLogins(seed: string, day: number): WrittenEvent[] {
  return programs.flatMap(({ name, ip, everyHours }) => {
    const random = seededRandom(seed, 'entrust-idaas', 'program', name, day);
    const subject = programAs(seed, name, ip);
    return Array.from({ length: 24 / everyHours }, (_, index) => {
      const timeMs = day * MS_PER_DAY + index * everyHours * 3_600_000 + random.between(0, 59_999);
      return signInEvent(seed, random, timeMs, ['AuthenticationAdminApiSuccessEvent', null], subject, null);
    });
  });
}
