import { readdirSync, readFileSync } from 'node:fs';
import type { StreamDefinition } from '../../../../main/collector/stream-definition.ts';
import { liftSecrets } from '../../../../main/secrets/lift-secrets.ts';
import { openTestVault } from '../../secrets/test-vault.ts';

const folder = new URL('../../../fixtures/vendors/entro/audit/', import.meta.url);
const vault = await openTestVault();

export const fixtureNames = readdirSync(folder)
  .filter((name) => !name.endsWith('-expected.json'))
  .map((name) => name.replace('.json', ''));

export function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

export const receivedAtUs = Date.UTC(2026, 2, 3) * 1_000;

/** What the engine makes of an answer: for each record the raw form, natural key and event, or why it is rejected. */
export function processAnswer(stream: StreamDefinition, answer: unknown) {
  const records = stream.readRecords(answer);
  if (!records.ok) throw new Error(records.error.message);
  return records.value.map((record) => {
    const lifted = liftSecrets(record, stream.secretFields, vault);
    const mapped = stream.map(lifted.record, { secret: lifted.first, receivedAtUs });
    if (!mapped.ok) return { rejected: mapped.error };
    return {
      naturalKey: stream.naturalKey(lifted.record, lifted.first),
      raw: lifted.record,
      event: mapped.value,
    };
  });
}
