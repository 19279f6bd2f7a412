/** One question in the app's own words, and its condition as someone who knows the table would write it in SQL. */
export interface BenchQuestion {
  readonly query: string;
  readonly sql: string;
  /** The facet that ignores this question's filter, if the filter is of a facet. */
  readonly ownFacet: string | null;
}

const typeIs = (name: string): BenchQuestion => ({
  query: `secret.type:${name}`,
  sql: `lower(secret_type) = '${name.toLowerCase()}'`,
  ownFacet: 'secret_type',
});

const daysBack = (days: number, nowUs: number): string =>
  new Date(nowUs / 1_000 - days * 86_400_000).toISOString();

/** What an analyst types: exact values, wildcards, ranges, times and combinations of them. */
export function typedQuestions(nowUs: number): readonly BenchQuestion[] {
  const since = (days: number): BenchQuestion => ({
    query: `time > "${daysBack(days, nowUs)}"`,
    sql: `time > TIMESTAMP '${daysBack(days, nowUs).slice(0, 23)}'`,
    ownFacet: null,
  });
  const types = [
    'GENERIC_CREDS',
    'AWS_ACCESS_KEY_ID',
    'GENERIC_CREDS_WINDOWS_PASSWORD',
    'SLACK_WEBHOOK',
    'GITHUB_TOKEN',
    'JWT',
    'PRIVATE_KEY',
    'STRIPE_SECRET_KEY',
    'GOOGLE_API_KEY',
    'TWILIO_API_KEY',
  ];
  return [
    ...types.map(typeIs),
    since(1),
    since(7),
    since(30),
    { query: 'secret.type:AWS*', sql: `secret_type ILIKE 'AWS%'`, ownFacet: 'secret_type' },
    { query: 'secret.type:*KEY*', sql: `secret_type ILIKE '%KEY%'`, ownFacet: 'secret_type' },
    { query: 'secret.type:*', sql: 'secret_type IS NOT NULL', ownFacet: 'secret_type' },
    { query: 'not secret.type:*', sql: 'secret_type IS NULL', ownFacet: 'secret_type' },
    { query: 'severity >= high', sql: 'severity_id >= 4 AND severity_id <> 99', ownFacet: 'severity_id' },
    { query: 'class_uid:6007', sql: 'class_uid = 6007', ownFacet: null },
    { query: 'secret.line > 1000', sql: 'secret_line > 1000', ownFacet: null },
    {
      query: 'secret.type:GENERIC* and secret.line < 20',
      sql: `secret_type ILIKE 'GENERIC%' AND secret_line < 20`,
      ownFacet: null,
    },
    {
      query: '(secret.type:JWT or secret.type:GITHUB_TOKEN) and severity >= high',
      sql: `lower(secret_type) IN ('jwt', 'github_token') AND severity_id >= 4 AND severity_id <> 99`,
      ownFacet: null,
    },
    {
      query: `not secret.type:GENERIC* and time > "${daysBack(14, nowUs)}"`,
      sql: `(secret_type NOT ILIKE 'GENERIC%' OR secret_type IS NULL) AND time > TIMESTAMP '${daysBack(14, nowUs).slice(0, 23)}'`,
      ownFacet: null,
    },
  ];
}

/** Words as they are typed into the bar, found in a few events or in many. */
export const substringQuestions: readonly BenchQuestion[] = [
  'github',
  'webhook',
  'windows_pass',
  'exposed',
  'line 77',
  'line 1',
  'found no secret',
  'stripe',
  'jwt',
  'aws_access',
  'a1b2',
  'dead',
  'beef',
  'cafe',
  '0f0f',
  'postgres',
  'private',
  'twilio',
  'generic_creds',
  'on line 500',
  'nowhere-to-be-found',
  'secret:fp:a',
].map((text) => ({ query: `"${text}"`, sql: `contains(search_text, '${text}')`, ownFacet: null }));
