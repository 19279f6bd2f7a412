import type { FakeHandlers } from './create-fake-bridge.ts';

const types = [
  {
    secretType: 'AWS_ACCESS_KEY_ID',
    count: 214,
    expected: 61.4,
    low: 44,
    high: 81,
    distinct: 96,
    verdict: 'more',
  },
  { secretType: 'SLACK_BOT_TOKEN', count: 12, expected: 0, low: 0, high: 0, distinct: 4, verdict: 'new' },
  {
    secretType: 'GENERIC_CREDS',
    count: 1_893,
    expected: 1_810,
    low: 1_690,
    high: 1_940,
    distinct: 733,
    verdict: 'usual',
  },
  {
    secretType: 'GENERIC_CREDS_WINDOWS_PASSWORD',
    count: 402,
    expected: 431,
    low: 380,
    high: 486,
    distinct: 118,
    verdict: 'usual',
  },
  {
    secretType: 'GITHUB_PERSONAL_ACCESS_TOKEN',
    count: 88,
    expected: 91.2,
    low: 71,
    high: 113,
    distinct: 41,
    verdict: 'usual',
  },
  {
    secretType: 'AZURE_STORAGE_ACCOUNT_KEY',
    count: 31,
    expected: 28.6,
    low: 17,
    high: 41,
    distinct: 9,
    verdict: 'usual',
  },
  {
    secretType: 'PRIVATE_KEY_RSA',
    count: 7,
    expected: 24.2,
    low: 14,
    high: 35,
    distinct: 5,
    verdict: 'less',
  },
  {
    secretType: 'STRIPE_LIVE_SECRET_KEY',
    count: 3,
    expected: 2.2,
    low: 0,
    high: 6,
    distinct: 2,
    verdict: 'usual',
  },
] as const;

const DAY_US = 86_400_000_000;

export function fakeSecretHandlers(): FakeHandlers {
  return {
    'secrets.frequency': () => ({
      types: [...types]
        .sort((left, right) => right.count - left.count)
        .map(({ secretType, count, distinct }) => ({ secretType, count, distinctSecrets: distinct })),
      total: types.reduce((sum, type) => sum + type.count, 0),
      tookMs: 12,
    }),
    'secrets.unusual': ({ range, baselineWindows }) => ({
      range,
      baseline: {
        fromUs: range.fromUs - baselineWindows * (range.toUs - range.fromUs),
        toUs: range.fromUs,
        windows: baselineWindows,
      },
      types: types.map((type, index) => ({
        secretType: type.secretType,
        count: type.count,
        expected: type.expected,
        expectedLow: type.low,
        expectedHigh: type.high,
        ratio: type.expected === 0 ? null : type.count / type.expected,
        verdict: type.verdict,
        firstSeenUs: type.verdict === 'new' ? range.toUs - DAY_US / 3 : range.fromUs - (30 + index) * DAY_US,
        distinctSecrets: type.distinct,
      })),
      tookMs: 41,
    }),
  };
}
