import { ok } from '../../../shared/result.ts';
import type { SecretPlace, SecretStateChange } from '../../../shared/secret-inventory.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { findSecret } from '../find-secret.ts';
import { formatCount, formatTime } from '../format-values.ts';
import { changeFacts, placeFacts, secretCells, secretColumns, secretFacts } from '../secret-facts.ts';
import { formatTable, type TableColumn } from '../table.ts';
import { withApp } from '../with-app.ts';

export const secretShow: Command = {
  name: 'secret show',
  summary: 'Says of one secret where it was seen and what became of it. Shows no value.',
  operand: { name: 'FINGERPRINT', required: true },
  options: { workspace: workspaceOption, json: jsonOption },
  examples: ['keyglass secret show 0a1b2c3d'],
  run: (given, environment) =>
    withApp(given, environment, 'ask', async (services) => {
      const fingerprint = await findSecret(services, given.operands[0] ?? '');
      if (!fingerprint.ok) return fingerprint;
      const found = await services.secrets.detail({ fingerprint: fingerprint.value }, environment.signal);
      if (!found.ok) return found;
      const { secret, history, places, placesTotal } = found.value;
      const { stdout, stderr } = environment;
      if (given.has('json')) {
        const document = {
          secret: secretFacts(secret),
          history: history.map(changeFacts),
          places: places.map(placeFacts),
          placesTotal,
        };
        await stdout.write(`${JSON.stringify(document)}\n`);
        return ok(0);
      }
      const tables = [
        formatTable(secretColumns, [secretCells(secret)], stdout.width),
        formatTable(placeColumns, places.map(placeCells), stdout.width),
        ...(history.length === 0 ? [] : [formatTable(changeColumns, history.map(changeCells), stdout.width)]),
      ];
      await stdout.write(tables.join('\n'));
      if (places.length < placesTotal) {
        await stderr.write(`${formatCount(places.length)} of ${formatCount(placesTotal)} places\n`);
      }
      return ok(0);
    }),
};

const placeColumns: readonly TableColumn[] = [
  { title: 'Seen as' },
  { title: 'Source' },
  { title: 'Place or field' },
  { title: 'Line', align: 'right' },
  { title: 'Times', align: 'right' },
  { title: 'Last seen' },
  { title: 'Events' },
];

function placeCells(place: SecretPlace): string[] {
  return [
    place.kind,
    place.sourceName,
    place.place ?? place.field ?? '–',
    place.line === null ? '' : String(place.line),
    formatCount(place.times),
    formatTime(place.lastSeenUs),
    place.areEventsKept ? 'kept' : 'left by age',
  ];
}

const changeColumns: readonly TableColumn[] = [
  { title: 'At' },
  { title: 'State' },
  { title: 'By' },
  { title: 'Note' },
];

function changeCells({ atUs, state, by, note }: SecretStateChange): string[] {
  return [formatTime(atUs), state, by, note ?? ''];
}
