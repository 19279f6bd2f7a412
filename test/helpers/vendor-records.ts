import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { liftRecord } from '../../main/collector/lift-record.ts';
import type { StreamDefinition } from '../../main/collector/stream-definition.ts';
import type { NormalisedEvent } from '../../shared/normalised-event.ts';
import { openTestVault } from '../unit/secrets/test-vault.ts';
import { type OcsfSchema, validateOcsf } from './ocsf-validator.ts';

const vault = await openTestVault();

export const receivedAtUs = Date.UTC(2026, 2, 3) * 1_000;

export type Outcome =
  | { readonly naturalKey: readonly unknown[]; readonly raw: unknown; readonly event: NormalisedEvent }
  | { readonly rejected: string };

/** What the engine makes of one record: raw form, natural key and event, or why it is rejected. */
export function processRecord(stream: StreamDefinition, record: unknown): Outcome {
  const lifted = liftRecord(stream, record, vault);
  const mapped = stream.map(lifted.record, { secret: lifted.first, receivedAtUs });
  if (!mapped.ok) return { rejected: mapped.error };
  return {
    naturalKey: stream.naturalKey(lifted.record, lifted.first),
    raw: lifted.record,
    event: mapped.value,
  };
}

/** The same for every record of an answer. */
export function processAnswer(stream: StreamDefinition, answer: unknown): readonly Outcome[] {
  const records = stream.readRecords(answer);
  if (!records.ok) throw new Error(records.error.message);
  return records.value.map((record) => processRecord(stream, record));
}

const fixtures = new URL('../fixtures/vendors/', import.meta.url);

/** The names of a stream's fixtures: answers in `<name>.json`, what comes of them in `<name>-expected.json`. */
export function fixtureNames(vendor: string, stream: string): readonly string[] {
  const folder = new URL(`${vendor}/${stream}/`, fixtures);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.endsWith('-expected.json'))
    .map((name) => name.replace('.json', ''));
}

export function fixturePath(vendor: string, stream: string, name: string): URL {
  return new URL(`${vendor}/${stream}/${name}.json`, fixtures);
}

export function readFixture(vendor: string, stream: string, name: string): unknown {
  return JSON.parse(readFileSync(fixturePath(vendor, stream, name), 'utf8'));
}

const readSchema = (path: URL): OcsfSchema => JSON.parse(readFileSync(path, 'utf8'));
const ownTable = readSchema(new URL('../../resources/ocsf/ocsf-1.5.0.json', import.meta.url));
const reference = new URL('../../../shared/', import.meta.url);
const wholeSchemaPath = new URL('ocsf/1.5.0.json', reference);
const wholeSchema = existsSync(wholeSchemaPath) ? readSchema(wholeSchemaPath) : null;
if (wholeSchema === null)
  console.warn('The whole OCSF schema is not here: events are checked against the excerpt.');

/** Where an event departs from OCSF 1.5.0, by our own table and by the whole schema where that is there. */
export function ocsfProblems(event: unknown): readonly string[] {
  const problems = [
    ...validateOcsf(event, ownTable),
    ...(wholeSchema === null ? [] : validateOcsf(event, wholeSchema)),
  ];
  return [...new Set(problems)];
}

/** Public sample records, one a line, where they are there: `referenceRecords('sentinelone', 'threat.jsonl')`. */
export function referenceRecords(vendor: string, file: string): readonly unknown[] {
  const path = new URL(`fixtures/${vendor}/${file}`, reference);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
}
