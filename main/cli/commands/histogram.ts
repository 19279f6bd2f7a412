import type { Histogram } from '../../../shared/answer.ts';
import type { AppError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { singleColumn } from '../chosen-columns.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount, formatTime, isoTime, parseDuration } from '../format-values.ts';
import { type ParsedArguments, wrongUsage } from '../parse-arguments.ts';
import { questionOf } from '../question.ts';
import { formatTable } from '../table.ts';
import { withApp } from '../with-app.ts';

const BUCKETS = 60;
const MAX_PARTS = 10;
const BAR_WIDTH = 40;

export const histogram: Command = {
  name: 'histogram',
  summary: 'Counts the events that a query finds over time.',
  operand: { name: 'QUERY', required: true },
  options: {
    workspace: workspaceOption,
    interval: { value: '1h', help: `width of a bar; without it about ${BUCKETS} bars` },
    by: { value: 'FIELD', help: 'split each bar by the values of a field' },
    json: jsonOption,
  },
  examples: [`keyglass histogram 'severity >= high' --interval 1d --by secret.type`],
  async run(given, environment) {
    const interval = readInterval(given);
    if (!interval.ok) return interval;
    const by = given.text('by');
    const splitBy = by === undefined ? ok(null) : singleColumn(by);
    if (!splitBy.ok) return splitBy;
    const question = questionOf(given.operands[0] ?? '');
    if (!question.ok) return question;
    return withApp(given, environment, 'ask', async (services) => {
      const answer = await services.query.histogram(
        {
          question: question.value,
          buckets: BUCKETS,
          intervalUs: interval.value,
          splitBy: splitBy.value,
          maxParts: MAX_PARTS,
        },
        environment.signal,
      );
      if (!answer.ok) return answer;
      const { stdout, stderr } = environment;
      if (given.has('json')) {
        await stdout.write(`${JSON.stringify(histogramDocument(answer.value, splitBy.value))}\n`);
        return ok(0);
      }
      await stdout.write(histogramTable(answer.value, stdout.width));
      await stderr.write(`${formatCount(answer.value.total)} events\n`);
      return ok(0);
    });
  },
};

function readInterval(given: ParsedArguments): Result<number | null, AppError> {
  const text = given.text('interval');
  if (text === undefined) return ok(null);
  const intervalUs = parseDuration(text);
  return intervalUs === null
    ? failed(wrongUsage(histogram, `--interval takes a time like 15m, 1h, 1d or 1w, not “${text}”.`))
    : ok(intervalUs);
}

/** For scripts: each bucket with its start, its count, and with `--by` its parts; `value: null` is all the rest. */
export function histogramDocument(answer: Histogram, splitBy: string | null) {
  return {
    intervalSeconds: answer.intervalUs / 1_000_000,
    from: isoTime(answer.fromUs),
    to: isoTime(answer.toUs),
    total: answer.total,
    by: splitBy,
    buckets: answer.buckets.map(({ startUs, count, parts }) => ({
      start: isoTime(startUs),
      count,
      ...(splitBy && {
        parts: answer.parts.map((value, index) => ({ value, count: parts[index] ?? 0 })),
      }),
    })),
  };
}

export function histogramTable(answer: Histogram, width: number | null): string {
  const highest = Math.max(1, ...answer.buckets.map(({ count }) => count));
  return formatTable(
    [
      { title: 'From' },
      { title: 'Events', align: 'right' },
      ...answer.parts.map((part) => ({ title: part ?? 'other', align: 'right' as const })),
      { title: '', isOptional: true },
    ],
    answer.buckets.map(({ startUs, count, parts }) => [
      formatTime(startUs),
      formatCount(count),
      ...answer.parts.map((_, index) => formatCount(parts[index] ?? 0)),
      bar(count / highest),
    ]),
    width,
  );
}

/** A bar that shows even one event among many. */
function bar(share: number): string {
  return share === 0 ? '' : '█'.repeat(Math.max(1, Math.round(share * BAR_WIDTH)));
}
