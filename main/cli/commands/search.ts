import type { AppError } from '../../../shared/app-error.ts';
import type { Field } from '../../../shared/query/field.ts';
import { fields } from '../../../shared/query/fields.ts';
import { severities } from '../../../shared/query/severities.ts';
import type { Question, Sort } from '../../../shared/question.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import type { AppServices } from '../../app/app-services.ts';
import { columnsOf, plainColumns, sortOf } from '../chosen-columns.ts';
import type { CliEnvironment, Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { readEventLines } from '../event-lines.ts';
import { formatCount, parseCount } from '../format-values.ts';
import { type ParsedArguments, wrongUsage } from '../parse-arguments.ts';
import { questionOf } from '../question.ts';
import { formatTable } from '../table.ts';
import { withApp } from '../with-app.ts';

const DEFAULT_LIMIT = 100;
const MOST_ROWS = 100_000_000;

/** Every row says which event it is; the columns asked for come after these. */
const IDENTITY = ['event_id', 'time', 'vendor', 'stream'];
const TABLE_COLUMNS = ['time', 'vendor', 'stream', 'severity_id', 'operation', 'message'];

export const search: Command = {
  name: 'search',
  summary: 'Prints the events that a query finds, latest first.',
  operand: { name: 'QUERY', required: true },
  options: {
    workspace: workspaceOption,
    fields: {
      value: 'a,b',
      help: 'columns by any of their names, any path (finding_info.title, ecs.rule.name, raw.a.b), ocsf, ecs, raw, or all',
    },
    limit: { value: 'N', help: `most rows to print, ${DEFAULT_LIMIT} without it` },
    sort: { value: 'field[:desc]', help: 'another order than latest first' },
    json: jsonOption,
    jsonl: { help: 'print one JSON object a line' },
  },
  examples: [
    `keyglass search 'secret.type:AWS* and time > now-7d' --fields secret.type,message --limit 20`,
    `keyglass search '*' --fields all --jsonl --limit 1000`,
  ],
  async run(given, environment) {
    const asked = readSearch(given);
    if (!asked.ok) return asked;
    return withApp(given, environment, 'ask', async (services) => {
      if (given.has('jsonl')) return printLines(services, asked.value, environment);
      return printAnswer(services, asked.value, environment, given.has('json'));
    });
  },
};

interface Search {
  readonly question: Question;
  readonly sort: Sort;
  readonly limit: number;
  /** Null where `--fields` was left out. */
  readonly columns: readonly string[] | null;
}

function readSearch(given: ParsedArguments): Result<Search, AppError> {
  const limitText = given.text('limit');
  const limit = limitText === undefined ? DEFAULT_LIMIT : parseCount(limitText, 1, MOST_ROWS);
  if (limit === null) {
    return failed(wrongUsage(search, `--limit takes a whole number from 1, not “${limitText}”.`));
  }
  if (given.has('json') && given.has('jsonl')) {
    return failed(wrongUsage(search, '--json and --jsonl exclude each other.'));
  }
  const fieldList = given.text('fields');
  const columns = fieldList === undefined ? ok(null) : columnsOf(fieldList);
  if (!columns.ok) return columns;
  const sort = sortOf(given.text('sort'));
  if (!sort.ok) return sort;
  const question = questionOf(given.operands[0] ?? '');
  if (!question.ok) return question;
  return ok({ question: question.value, sort: sort.value, limit, columns: columns.value });
}

const rowColumns = ({ columns }: Search) => [...new Set([...IDENTITY, ...(columns ?? plainColumns)])];

async function printLines(
  services: AppServices,
  asked: Search,
  { stdout, clock, signal }: CliEnvironment,
): Promise<Result<0, AppError>> {
  const pieces = readEventLines(services, { ...asked, columns: rowColumns(asked) }, clock.nowUs(), signal);
  for await (const piece of pieces) {
    if (!piece.ok) return piece;
    await stdout.write(piece.value.map((line) => `${line}\n`).join(''));
    if (stdout.isClosed) break;
  }
  return ok(0);
}

async function printAnswer(
  services: AppServices,
  asked: Search,
  environment: CliEnvironment,
  json: boolean,
): Promise<Result<0, AppError>> {
  const { stdout, stderr, clock, signal } = environment;
  const total = await services.query.count({ question: asked.question }, signal);
  if (!total.ok) return total;
  const columns = json ? rowColumns(asked) : (asked.columns ?? TABLE_COLUMNS);
  const lines: string[] = [];
  for await (const piece of readEventLines(services, { ...asked, columns }, clock.nowUs(), signal)) {
    if (!piece.ok) return piece;
    lines.push(...piece.value);
  }
  const { count } = total.value;
  if (json) {
    await stdout.write(`{"total":${count},"returned":${lines.length},"rows":[${lines.join(',')}]}\n`);
    return ok(0);
  }
  await stdout.write(eventTable(columns, lines, stdout.width));
  const shown =
    lines.length < count ? `${formatCount(lines.length)} of ${formatCount(count)}` : formatCount(count);
  await stderr.write(`${shown} ${count === 1 ? 'event' : 'events'}\n`);
  return ok(0);
}

function eventTable(columns: readonly string[], lines: readonly string[], width: number | null): string {
  const known = new Map((fields as readonly Field[]).map((field) => [field.column, field]));
  return formatTable(
    columns.map((column) => {
      const field = known.get(column);
      return { title: field?.label ?? column, align: field?.type === 'number' ? 'right' : 'left' };
    }),
    lines.map((line) => {
      const row: Record<string, unknown> = JSON.parse(line);
      return columns.map((column) => cellText(column, known.get(column)?.type, row[column]));
    }),
    width,
  );
}

function cellText(_column: string, type: Field['type'] | undefined, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (type === 'severity') return severities.find(({ id }) => id === value)?.name ?? String(value);
  // Milliseconds are as fine as vendors tell; exports have the microseconds.
  if (type === 'time') return `${String(value).slice(0, 23).replace('T', ' ')}Z`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
