import type { AppError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import {
  type SecretFilter,
  type SecretState,
  secretSortColumns,
  secretStates,
} from '../../../shared/secret-inventory.ts';
import type { SecretService } from '../../secrets/inventory/secret-service.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount, parseCount } from '../format-values.ts';
import { type ParsedArguments, wrongUsage } from '../parse-arguments.ts';
import { secretCells, secretColumns, secretFacts } from '../secret-facts.ts';
import { formatTable } from '../table.ts';
import { withApp } from '../with-app.ts';

const DEFAULT_LIMIT = 100;
const MOST = 1_000;

export const secretList: Command = {
  name: 'secret list',
  summary: 'Lists the secrets that were exposed, each value once, the latest first. Shows no value.',
  operand: null,
  options: {
    workspace: workspaceOption,
    search: { value: 'TEXT', help: 'a part of the type or of a place, or the beginning of a fingerprint' },
    state: { value: 'STATE', multiple: true, help: `only these: ${secretStates.join(', ')}` },
    type: { value: 'TYPE', multiple: true, help: 'only secrets of these types' },
    sort: { value: 'column[:desc]', help: `by ${secretSortColumns.join(', ')}` },
    limit: { value: 'N', help: `most secrets to print, up to ${MOST}; ${DEFAULT_LIMIT} without it` },
    offset: { value: 'N', help: 'how many to pass over first' },
    json: jsonOption,
  },
  examples: [
    'keyglass secret list --state new --state regressed --sort exposures:desc',
    'keyglass secret list --search fp:0a1b2c3d --json',
  ],
  async run(given, environment) {
    const asked = readList(given);
    if (!asked.ok) return asked;
    return withApp(given, environment, 'ask', async ({ secrets }) => {
      const listed = await secrets.list(asked.value, environment.signal);
      if (!listed.ok) return listed;
      const { total, states, secretTypes } = listed.value;
      const { stdout, stderr } = environment;
      if (given.has('json')) {
        const rows = listed.value.secrets.map(secretFacts);
        const document = { total, returned: rows.length, secrets: rows, states, secretTypes };
        await stdout.write(`${JSON.stringify(document)}\n`);
        return ok(0);
      }
      await stdout.write(formatTable(secretColumns, listed.value.secrets.map(secretCells), stdout.width));
      const shown = listed.value.secrets.length;
      const count = shown < total ? `${formatCount(shown)} of ${formatCount(total)}` : formatCount(total);
      await stderr.write(`${count} ${total === 1 ? 'secret' : 'secrets'}\n`);
      return ok(0);
    });
  },
};

type List = Parameters<SecretService['list']>[0];

function readList(given: ParsedArguments): Result<List, AppError> {
  const wrong = (problem: string) => failed(wrongUsage(secretList, problem));
  const states = given.all('state');
  const unknown = states.find((state) => !isState(state));
  if (unknown !== undefined) return wrong(`“${unknown}” is no state. There are ${secretStates.join(', ')}.`);
  const limit = parseCount(given.text('limit') ?? String(DEFAULT_LIMIT), 1, MOST);
  if (limit === null) return wrong(`--limit takes a whole number from 1 to ${MOST}.`);
  const offset = parseCount(given.text('offset') ?? '0', 0, Number.MAX_SAFE_INTEGER);
  if (offset === null) return wrong('--offset takes a whole number from 0.');
  const [name, direction] = (given.text('sort') ?? 'lastSeen:desc').split(':', 2);
  const column = secretSortColumns.find((known) => known.toLowerCase() === name?.toLowerCase());
  if (column === undefined || !['asc', 'desc', undefined].includes(direction)) {
    return wrong(`--sort takes one of ${secretSortColumns.join(', ')}, and “:desc” for the other way round.`);
  }
  const search = given.text('search') ?? '';
  if (search.length > 200) return wrong('--search takes at most 200 characters.');
  const filter: SecretFilter = {
    search,
    states: states.filter(isState),
    secretTypes: [...given.all('type')],
  };
  return ok({ filter, sort: { column, descending: direction === 'desc' }, offset, limit });
}

function isState(text: string): text is SecretState {
  return (secretStates as readonly string[]).includes(text);
}
