import { testNowUs } from '../../helpers/temporary-workspace.ts';

const HOUR_US = 3_600_000_000;

export interface WhereCase {
  readonly query: string;
  readonly sql: string;
  readonly values: readonly unknown[];
  /** Names of the events of `eventsOfCases` that are found. */
  readonly finds: readonly string[];
}

const timeOf = (hoursAgo: number) => testNowUs - hoursAgo * HOUR_US;
const DAY = Date.UTC(2026, 10, 19) * 1_000;
const everyone = ['alice', 'bob', 'nobody', 'percent', 'slash'];

/** Each query with the exact SQL and values that it becomes, and what it finds among `eventsOfCases`. */
export const whereCases: readonly WhereCase[] = [
  { query: '*', sql: 'TRUE', values: [], finds: everyone },
  { query: 'not *', sql: '(TRUE) IS NOT TRUE', values: [], finds: [] },
  {
    query: 'user.name:ALICE',
    sql: 'lower(e."user_name") = lower($1::VARCHAR)',
    values: ['ALICE'],
    finds: ['alice'],
  },
  { query: 'user.name="alice"', sql: 'e."user_name" = $1::VARCHAR', values: ['alice'], finds: [] },
  {
    query: 'not user.name:alice',
    sql: '(lower(e."user_name") = lower($1::VARCHAR)) IS NOT TRUE',
    values: ['alice'],
    finds: ['bob', 'nobody', 'percent', 'slash'],
  },
  {
    query: 'not (user.name:alice or source.ip:10.0.0.0/8)',
    sql: '((lower(e."user_name") = lower($1::VARCHAR) OR (e."src_ip_number" >= $2::UHUGEINT AND e."src_ip_number" <= $3::UHUGEINT))) IS NOT TRUE',
    values: ['alice', 0xffff_0a00_0000n, 0xffff_0aff_ffffn],
    finds: ['nobody', 'percent', 'slash'],
  },
  {
    query: 'secret.type:aws*',
    sql: 'starts_with(lower(e."secret_type"), lower($1::VARCHAR))',
    values: ['aws'],
    finds: ['alice', 'bob'],
  },
  {
    query: 'secret.type:*secret',
    sql: 'ends_with(lower(e."secret_type"), lower($1::VARCHAR))',
    values: ['secret'],
    finds: ['bob'],
  },
  {
    query: 'secret.type:*KEY*',
    sql: 'contains(lower(e."secret_type"), lower($1::VARCHAR))',
    values: ['KEY'],
    finds: ['alice'],
  },
  {
    query: 'secret.type:a*s_*d',
    sql: `lower(e."secret_type") LIKE lower($1::VARCHAR) ESCAPE '\\'`,
    values: ['a%s\\_%d'],
    finds: ['alice'],
  },
  {
    query: 'user.name:100%*_sure\\*',
    sql: `lower(e."user_name") LIKE lower($1::VARCHAR) ESCAPE '\\'`,
    values: ['100\\%%\\_sure*'],
    finds: ['percent'],
  },
  {
    query: 'user.name:"100% _sure*"',
    sql: 'lower(e."user_name") = lower($1::VARCHAR)',
    values: ['100% _sure*'],
    finds: ['percent'],
  },
  {
    query: 'user.name:corp\\carol',
    sql: 'lower(e."user_name") = lower($1::VARCHAR)',
    values: ['corp\\carol'],
    finds: ['slash'],
  },
  {
    query: 'user.name:/^(alice|B.b)$/',
    sql: `regexp_matches(e."user_name", $1::VARCHAR, 'i')`,
    values: ['^(alice|B.b)$'],
    finds: ['alice', 'bob'],
  },
  {
    query: 'user.name:*',
    sql: 'e."user_name" IS NOT NULL',
    values: [],
    finds: ['alice', 'bob', 'percent', 'slash'],
  },
  { query: 'not user.name:*', sql: '(e."user_name" IS NOT NULL) IS NOT TRUE', values: [], finds: ['nobody'] },
  {
    query: 'secret.type:(jwt or AWS_SECRET)',
    sql: '(lower(e."secret_type") = lower($1::VARCHAR) OR lower(e."secret_type") = lower($2::VARCHAR))',
    values: ['jwt', 'AWS_SECRET'],
    finds: ['bob', 'nobody', 'percent'],
  },
  { query: 'secret.line:50', sql: 'e."secret_line" = $1::BIGINT', values: [50], finds: ['bob'] },
  {
    query: 'secret.line > 6.5',
    sql: 'e."secret_line" > $1::DOUBLE',
    values: [6.5],
    finds: ['bob', 'nobody', 'percent'],
  },
  { query: 'severity:HIGH', sql: 'e."severity_id" = $1::BIGINT', values: [4], finds: ['alice'] },
  {
    query: 'severity >= high',
    sql: '(e."severity_id" >= $1::BIGINT AND e."severity_id" <> 99)',
    values: [4],
    finds: ['alice', 'slash'],
  },
  {
    query: 'severity < 4',
    sql: '(e."severity_id" < $1::BIGINT AND e."severity_id" <> 99)',
    values: [4],
    finds: ['bob', 'nobody'],
  },
  {
    query: 'time > now-2d',
    sql: 'e."time" >= make_timestamp($1::BIGINT)',
    values: [timeOf(48) + 1],
    finds: ['alice', 'bob'],
  },
  {
    query: 'time >= now-2d',
    sql: 'e."time" >= make_timestamp($1::BIGINT)',
    values: [timeOf(48)],
    finds: ['alice', 'bob', 'nobody'],
  },
  {
    query: 'time:2026-11-19',
    sql: '(e."time" >= make_timestamp($1::BIGINT) AND e."time" < make_timestamp($2::BIGINT))',
    values: [DAY, DAY + 24 * HOUR_US],
    finds: ['bob'],
  },
  {
    query: 'time <= 2026-11-19',
    sql: 'e."time" < make_timestamp($1::BIGINT)',
    values: [DAY + 24 * HOUR_US],
    finds: ['bob', 'nobody', 'percent', 'slash'],
  },
  {
    query: 'source.ip:10.0.1.0/24',
    sql: '(e."src_ip_number" >= $1::UHUGEINT AND e."src_ip_number" <= $2::UHUGEINT)',
    values: [0xffff_0a00_0100n, 0xffff_0a00_01ffn],
    finds: ['bob'],
  },
  {
    query: 'source.ip:2001:DB8:0::7',
    sql: 'e."src_ip_number" = $1::UHUGEINT',
    values: [0x2001_0db8_0000_0000_0000_0000_0000_0007n],
    finds: ['percent'],
  },
  {
    query: 'source.ip > 10.0.0.5',
    sql: 'e."src_ip_number" > $1::UHUGEINT',
    values: [0xffff_0a00_0005n],
    finds: ['bob', 'percent'],
  },
  {
    query: 'source.ip:10.0.*',
    sql: 'starts_with(lower(e."src_ip"), lower($1::VARCHAR))',
    values: ['10.0.'],
    finds: ['alice', 'bob'],
  },
  { query: 'source.ip="unknown"', sql: 'e."src_ip" = $1::VARCHAR', values: ['unknown'], finds: ['nobody'] },
  {
    query: 'WAS HERE',
    sql: '(contains(e."search_text", $1::VARCHAR) AND contains(e."search_text", $2::VARCHAR))',
    values: ['was', 'here'],
    finds: ['alice', 'bob', 'nobody', 'percent'],
  },
  {
    query: '"e was h"',
    sql: 'contains(e."search_text", $1::VARCHAR)',
    values: ['e was h'],
    finds: ['alice'],
  },
  {
    query: 'bob*here',
    sql: '(contains(e."search_text", $1::VARCHAR) AND contains(e."search_text", $2::VARCHAR) AND regexp_matches(e."search_text", $3::VARCHAR))',
    values: ['bob', 'here', 'bob[^\\n]*here'],
    finds: ['bob'],
  },
  {
    // A star stays within one value: the lines of the text are different ones.
    query: 'alice*aws_access',
    sql: '(contains(e."search_text", $1::VARCHAR) AND contains(e."search_text", $2::VARCHAR) AND regexp_matches(e."search_text", $3::VARCHAR))',
    values: ['alice', 'aws_access', 'alice[^\\n]*aws_access'],
    finds: [],
  },
  {
    query: '/^Second L..e$/',
    sql: `regexp_matches(e."search_text", $1::VARCHAR, 'i')`,
    values: ['(?m)^Second L..e$'],
    finds: ['slash'],
  },
  {
    query: 'finding_info.title:"key in a WIKI"',
    sql: 'lower(json_extract_string(e."ocsf", $1)) = lower($2::VARCHAR)',
    values: ['$."finding_info"."title"', 'key in a WIKI'],
    finds: ['bob'],
  },
  {
    query: 'finding_info.types:cloud',
    sql: 'len(list_filter(json_extract_string(e."ocsf", $1), lambda one: lower(one) = lower($2::VARCHAR))) > 0',
    values: ['$."finding_info"."types"[*]', 'cloud'],
    finds: ['alice'],
  },
  {
    query: 'not finding_info.types:cloud',
    sql: '(len(list_filter(json_extract_string(e."ocsf", $1), lambda one: lower(one) = lower($2::VARCHAR))) > 0) IS NOT TRUE',
    values: ['$."finding_info"."types"[*]', 'cloud'],
    finds: ['bob', 'nobody', 'percent', 'slash'],
  },
  {
    query: 'finding_info.types:*',
    sql: 'len(list_filter(json_extract_string(e."ocsf", $1), lambda one: one IS NOT NULL)) > 0',
    values: ['$."finding_info"."types"[*]'],
    finds: ['alice', 'bob'],
  },
  {
    query: 'finding_info.created_time >= 2026-11-20',
    sql: 'coalesce(TRY_CAST(json_extract_string(e."ocsf", $1) AS DOUBLE) * 1000, CAST(epoch_us(TRY_CAST(json_extract_string(e."ocsf", $1) AS TIMESTAMP)) AS DOUBLE)) >= $2::DOUBLE',
    values: ['$."finding_info"."created_time"', DAY + 24 * HOUR_US],
    finds: ['bob'],
  },
  {
    query: 'keyglass.event_id:00000000-0000-0000-0000-000000000000',
    sql: 'e."event_id" = $1::UUID',
    values: ['00000000-0000-0000-0000-000000000000'],
    finds: [],
  },
  {
    query: 'keyglass.event_id:zz*',
    sql: 'starts_with(lower(CAST(e."event_id" AS VARCHAR)), lower($1::VARCHAR))',
    values: ['zz'],
    finds: [],
  },
];

/** Paths into JSON of any shape become long SQL; here what they find is what counts. */
export const jsonCases: readonly Pick<WhereCase, 'query' | 'finds'>[] = [
  { query: 'raw.team.name:platform', finds: ['alice', 'bob'] },
  { query: 'raw.team.name="Platform"', finds: ['alice'] },
  { query: 'raw.team.name:plat*', finds: ['alice', 'bob'] },
  { query: 'raw.team.name:/^p.*m$/', finds: ['alice', 'bob'] },
  { query: 'raw.tries:5', finds: ['alice'] },
  { query: 'raw.tries:5.0', finds: ['alice'] },
  { query: 'raw.tries > 9', finds: ['bob'] },
  { query: 'raw.tries <= 50', finds: ['alice', 'bob'] },
  { query: 'raw.tags.label:prod', finds: ['alice', 'bob'] },
  { query: 'raw.tags.label:eu', finds: ['alice'] },
  { query: 'not raw.tags.label:eu', finds: ['bob', 'nobody', 'percent', 'slash'] },
  { query: 'raw.tags:*', finds: ['alice', 'bob'] },
  { query: 'raw.since < 2026-11-10', finds: ['percent'] },
  { query: 'raw.since > 2026-11-10', finds: [] },
  { query: 'unmapped.list.deep:y', finds: ['percent'] },
  { query: 'unmapped.list.deep:*', finds: ['percent'] },
  { query: 'ocsf.message:"bob was here"', finds: ['bob'] },
  { query: 'raw.nothing.at.all:*', finds: [] },
];
