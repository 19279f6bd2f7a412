import { randomBytes } from 'node:crypto';
import { appendFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../../main/collector/clock.ts';
import { sampleVendors } from '../../../main/sample-tenant/sample-vendors.ts';
import { type SampleTenant, startSampleTenant } from '../../../main/sample-tenant/start-sample-tenant.ts';
import { vendors } from '../../../main/vendors/registry.ts';
import { fixtureRecords } from '../../bench/fixture-records.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { askByCommands } from './ask-by-commands.ts';
import { askForEverything } from './ask-for-everything.ts';
import { createCanaries, isOneWord, witness } from './canaries.ts';
import {
  aWindow,
  longestWaitMs,
  type Stream,
  sourceIds,
  untilFailed,
  untilPolled,
  type Window,
} from './captured-window.ts';
import { expectLiftedEverywhere, lookUpPlanted, useKnownValues } from './known-values.ts';
import { LeakSearch } from './leak-search.ts';
import { plantInAnswer, plantInEveryText } from './plant-records.ts';
import { readFolder } from './read-everything.ts';
import { describeLeaks, expectRead } from './reading-proven.ts';

const canaries = createCanaries();
const streamCount = vendors.reduce((sum, { streams }) => sum + streams.length, 0);

let folder: Awaited<ReturnType<typeof aTemporaryFolder>>;
let tenant: SampleTenant;
const said: string[] = [];
const env = {
  KEYGLASS_VAULT_KEY: randomBytes(32).toString('base64'),
  KEYGLASS_VAULT_KEY_NEXT: randomBytes(32).toString('base64'),
};

beforeAll(async () => {
  folder = await aTemporaryFolder();
  tenant = await startSampleTenant({ clock: systemClock, seed: 'canary' });
  for (const [name, key] of Object.entries(env)) canaries.add(key, name);
});
afterAll(async () => {
  await tenant.close();
  await folder.remove();
});

/** The variables that carry the credentials of the sample sources. */
function credentialVariables(): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const { draft } of tenant.vendors) {
    for (const [name, value] of Object.entries(draft.credentials)) {
      const words = `${draft.name}_${name.replaceAll(/([a-z])([A-Z])/g, '$1_$2')}`;
      variables[`KEYGLASS_CREDENTIAL_${words.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`] = value;
      canaries.add(value, `the credential ${name} of ${draft.name}`);
    }
  }
  return variables;
}

/** Answers that carry canaries in their first records, and failures that repeat what they must not. */
function plantInTenant(): void {
  for (const { vendor, faults } of tenant.vendors) {
    const definition = sampleVendors.find((sample) => sample.vendor === vendor);
    faults.inject({
      kind: 'data',
      change: (data, request) => {
        const whole = { headers: {}, body: '', ...request };
        const stream = definition?.streamOf === undefined ? 'audit' : definition.streamOf(whole);
        return stream === null ? data : plantInAnswer(data, canaries, `${vendor} ${stream}`, 1);
      },
    });
  }
}

function failOnPurpose(): void {
  const known = [...canaries.planted]
    .filter(([value, where]) => where.includes('collected') && isOneWord(value))
    .map(([value]) => value)
    .slice(0, 5);
  const texts = () =>
    `${canaries.token('a failure')} ${known.join(' ')} password=${canaries.plain('a failure')}`;
  for (const { vendor, draft, faults } of tenant.vendors) {
    const echoed = Object.values(draft.credentials).join(' ');
    const body = (code: string) =>
      JSON.stringify({
        error: { code, message: `${code}: ${echoed} ${texts()}` },
        message: `${echoed} ${texts()}`,
        errors: [{ code, title: echoed, detail: texts() }],
        reqId: known[0],
      });
    faults.clear();
    faults.inject({ kind: 'status', status: 400, body: body('BadRequest') }, { times: 4 });
    faults.inject({ kind: 'html', status: 502 }, { times: 1 });
    faults.inject(
      { kind: 'redirect', to: `https://example.com/?token=${canaries.plain(`${vendor} redirect`)}` },
      { times: 2 },
    );
    faults.inject({ kind: 'status', status: 401, body: body('Unauthorized') });
  }
}

async function collectAll(window: Window): Promise<void> {
  for (const sourceId of await sourceIds(window))
    await window.call('sources.collect', { sourceId, stream: null });
}

async function importEverything(window: Window): Promise<number> {
  let files = 0;
  for (const { vendor, stream, records } of fixtureRecords()) {
    const planted = records.slice(0, 6).flatMap((record) => plantInEveryText(stream, record, canaries));
    const path = join(folder.path, 'in', `${vendor}-${stream.name}.jsonl`);
    await mkdir(join(folder.path, 'in'), { recursive: true });
    await writeFile(path, planted.map((record) => `${JSON.stringify(record)}\n`).join(''));
    await window.call('imports.inspect', { paths: [path] });
    const begun = await window.call('imports.start', {
      paths: [path],
      vendor,
      stream: stream.name,
      sourceId: null,
    });
    expect(begun, `${vendor} ${stream.name}`).toMatchObject({ ok: true });
    files += 1;
  }
  await expect
    .poll(async () => (await window.call('imports.list')).value.jobs?.map(({ state }) => state), {
      timeout: longestWaitMs,
    })
    .not.toContain('running');
  return files;
}

it(`finds no canary on disk, in an answer, or in what is printed, of those planted in ${streamCount} streams`, async () => {
  const workspace = join(folder.path, 'workspace');
  const out = join(folder.path, 'out');
  await mkdir(out);
  const variables = { ...env, ...credentialVariables() };
  plantInTenant();
  const first = aWindow(workspace, { ...variables, KEYGLASS_VAULT_KEY_NEXT: '' }, said);
  for (const { draft } of tenant.vendors) {
    const streams = Object.fromEntries(
      Object.entries(draft.streams).map(([name, settings]) => [name, { ...settings, lookBackDays: 1 }]),
    );
    expect(await first.call('sources.add', { ...draft, streams })).toMatchObject({ ok: true });
  }
  await collectAll(first);
  await untilPolled(first);
  expect(await importEverything(first)).toBe(streamCount);
  await askForEverything(first, out);
  const known = await lookUpPlanted(first, canaries);
  expectLiftedEverywhere(canaries, known);
  await useKnownValues(first, out, known);
  failOnPurpose();
  await collectAll(first);
  await untilFailed(first);
  await first.call('mapping.mapAgain', { sourceId: null });
  await askForEverything(first, out);
  const counts =
    (await first.call('sources.list')).value.sources?.flatMap(({ streams }) =>
      streams.map((stream) => stream.counts),
    ) ?? [];
  // So that there is a log of the database to copy, whenever it was last written back.
  await first.call('preferences.write', { key: 'recent', value: { queries: known.slice(0, 100) } });
  await cp(workspace, join(folder.path, 'while-open'), { recursive: true });
  await first.close();

  const outside = join(folder.path, 'in');
  await askByCommands({ workspace, out, outside }, variables, known, said);
  for (const { requests } of tenant.vendors) {
    for (const { headers } of requests) {
      const session = headers.authorization?.replace(/^\w+ /, '') ?? '';
      if (session.length > 12) canaries.add(session, 'a session');
    }
  }

  await appendFile(join(out, 'said.txt'), said.join('\n'));
  const search = new LeakSearch(new Map([...canaries.searched, [witness, 'every record']]));
  let columns = 0;
  const files = new Map<string, number>();
  for (const place of ['workspace', 'while-open', 'out']) {
    const read = await readFolder(join(folder.path, place), search);
    columns += read.columns;
    for (const [path, bytes] of read.files) files.set(`${place}/${path}`, bytes);
  }
  const sum = (pick: (one: Stream['counts']) => number) =>
    counts.reduce((total, one) => total + pick(one), 0);
  console.info(
    `Canaries: ${canaries.planted.size} planted, ${canaries.searched.size} searched, ${search.forms} forms searched in ${search.bytesRead} bytes of ${files.size} files and ${columns} columns; ` +
      `${sum((one) => one.stored)} events stored, ${sum((one) => one.rejected)} records rejected, ${said.length} answers and events`,
  );
  expect(sum((one) => one.rejected)).toBeGreaterThan(40);
  expect(canaries.planted.size).toBeGreaterThan(5_000);
  expect((await readFile(join(out, 'said.txt'), 'utf8')).length).toBeGreaterThan(1_000_000);
  expect(describeLeaks(search)).toEqual([]);
  expectRead(files, search);
}, 1_200_000);
