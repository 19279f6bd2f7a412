import type { SeededRandom } from '../seeded-random.ts';

/** A detector of the made-up tenant: how often it finds something, and what. All values are obviously fake. */
export interface SampleSecretType {
  readonly name: string;
  readonly weight: number;
  value(random: SeededRandom): string;
}

/** How much more one type is found in the days before the tenant starts. */
export interface Surge {
  readonly type: SampleSecretType;
  /** More findings a working day, on top of the usual ones. */
  readonly perDay: number;
  readonly days: number;
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const HEX = '0123456789abcdef';
const WORDS = ['maple', 'harbor', 'violet', 'ticket', 'copper', 'meadow', 'signal', 'walnut'] as const;

function fakePassword(random: SeededRandom): string {
  return `${random.pick(WORDS)}-fake-${random.between(10, 9_999)}`;
}

const generic: SampleSecretType = {
  name: 'GENERIC_CREDS',
  weight: 1,
  value: (random) => {
    const password = fakePassword(random);
    return random.pick([
      `password = "${password}"`,
      `DB_PASSWORD='${password}'`,
      `{"user":"svc","password":"${password}\\n"}`,
      `login: svc\npassword: ${password}\n`,
      `pass=${password} 🔑`,
      password,
    ]);
  },
};

const awsAccessKey: SampleSecretType = {
  name: 'AWS_ACCESS_KEY_ID',
  weight: 1 / 2,
  value: (random) => `AKIAFAKE${random.text(12, UPPER)}`,
};

const windowsPassword: SampleSecretType = {
  name: 'GENERIC_CREDS_WINDOWS_PASSWORD',
  weight: 1 / 3,
  value: (random) =>
    random.pick([
      `net use Z: \\\\files.example.com\\share /user:svc ${fakePassword(random)}`,
      fakePassword(random),
    ]),
};

const slackWebhook: SampleSecretType = {
  name: 'SLACK_WEBHOOK',
  weight: 1 / 8,
  value: (random) =>
    `https://hooks.slack.example/services/TFAKE${random.text(4, UPPER)}/BFAKE${random.text(4, UPPER)}/${random.text(24, ALPHANUMERIC)}`,
};

const modelApiKey: SampleSecretType = {
  name: 'HUGGING_FACE_TOKEN',
  weight: 0,
  value: (random) => `hf_FAKE${random.text(30, ALPHANUMERIC)}`,
};

/** Frequencies fall off as they do in life: the second half as frequent as the first, the third a third. */
export const sampleSecretTypes: readonly [SampleSecretType, ...SampleSecretType[]] = [
  generic,
  awsAccessKey,
  windowsPassword,
  { name: 'GITHUB_TOKEN', weight: 1 / 4, value: (random) => `ghp_FAKE${random.text(32, ALPHANUMERIC)}` },
  {
    name: 'JWT',
    weight: 1 / 5,
    value: (random) =>
      `eyJmYWtlIjp0cnVlfQ.eyJmYWtl${random.text(24, ALPHANUMERIC)}.${random.text(32, ALPHANUMERIC)}`,
  },
  {
    name: 'POSTGRES_CONNECTION_STRING',
    weight: 1 / 6,
    value: (random) => `postgres://svc:${fakePassword(random)}@db.example.com:5432/orders?sslmode=require`,
  },
  {
    name: 'PRIVATE_KEY',
    weight: 1 / 7,
    value: (random) =>
      `-----BEGIN PRIVATE KEY-----\nFAKE${random.text(60, ALPHANUMERIC)}\n${random.text(64, ALPHANUMERIC)}\n-----END PRIVATE KEY-----\n`,
  },
  slackWebhook,
  {
    name: 'STRIPE_SECRET_KEY',
    weight: 1 / 9,
    value: (random) => `sk_live_FAKE${random.text(20, ALPHANUMERIC)}`,
  },
  {
    name: 'GOOGLE_API_KEY',
    weight: 1 / 10,
    value: (random) => `AIzaFAKE${random.text(31, ALPHANUMERIC)}`,
  },
  {
    name: 'AZURE_CLIENT_SECRET',
    weight: 1 / 11,
    value: (random) => `fake8Q~${random.text(33, ALPHANUMERIC)}`,
  },
  { name: 'TWILIO_API_KEY', weight: 1 / 12, value: (random) => `SKfake${random.text(28, HEX)}` },
];

/** What an analyst should find: two types far above their usual, and one that was never seen before. */
export const surges: readonly Surge[] = [
  { type: awsAccessKey, perDay: 38, days: 4 },
  { type: slackWebhook, perDay: 16, days: 5 },
  { type: modelApiKey, perDay: 11, days: 3 },
];
