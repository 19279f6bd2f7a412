import { hasOwnFilter } from '../../../shared/query/own-filter.ts';
import { failed, ok } from '../../../shared/result.ts';
import { singleColumn } from '../chosen-columns.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount, parseCount } from '../format-values.ts';
import { wrongUsage } from '../parse-arguments.ts';
import { questionOf } from '../question.ts';
import { formatTable } from '../table.ts';
import { withApp } from '../with-app.ts';

const DEFAULT_LIMIT = 20;
const MOST_VALUES = 100_000;

const ownFilterLeftOut =
  'Note: the conditions on this field itself are left out, so that its other values are counted too.\n';

export const facets: Command = {
  name: 'facets',
  summary:
    'Counts the values of a field among the events that a query finds, its conditions on that field left out.',
  operand: { name: 'QUERY', required: true },
  options: {
    workspace: workspaceOption,
    field: { value: 'FIELD', required: true, help: 'the field, by any of its names' },
    limit: { value: 'N', help: `most values to print, ${DEFAULT_LIMIT} without it` },
    json: jsonOption,
  },
  examples: [`keyglass facets 'time > now-30d' --field secret.type`],
  async run(given, environment) {
    const column = singleColumn(given.text('field') ?? '');
    if (!column.ok) return column;
    const limitText = given.text('limit');
    const limit = limitText === undefined ? DEFAULT_LIMIT : parseCount(limitText, 1, MOST_VALUES);
    if (limit === null) {
      return failed(wrongUsage(facets, `--limit takes a whole number from 1, not “${limitText}”.`));
    }
    const question = questionOf(given.operands[0] ?? '');
    if (!question.ok) return question;
    return withApp(given, environment, 'ask', async (services) => {
      const answer = await services.query.facets(
        { question: question.value, facets: [{ column: column.value, search: '', limit }] },
        environment.signal,
      );
      if (!answer.ok) return answer;
      const [facet] = answer.value.facets;
      if (!facet) throw new Error('The facet that was asked for is missing in the answer');
      if (facet.state === 'failed') return failed(facet.error);
      const { values, distinct, missing } = facet;
      const { stdout, stderr } = environment;
      if (hasOwnFilter(question.value.tree, column.value)) await stderr.write(ownFilterLeftOut);
      if (given.has('json')) {
        await stdout.write(`${JSON.stringify({ field: column.value, values, distinct, missing })}\n`);
        return ok(0);
      }
      const rows = values.map(({ value, count }) => [value, formatCount(count)]);
      const columns = [{ title: given.text('field') ?? '' }, { title: 'Events', align: 'right' as const }];
      await stdout.write(formatTable(columns, rows, stdout.width));
      const shown = values.length < distinct ? `top ${formatCount(values.length)} of ` : '';
      await stderr.write(
        `${shown}${formatCount(distinct)} values; ${formatCount(missing)} events without one\n`,
      );
      return ok(0);
    });
  },
};
