import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareRecords } from '../../../main/collector/prepare-page.ts';
import type {
  LiftedSecret,
  StreamDefinition,
  VendorDefinition,
} from '../../../main/collector/stream-definition.ts';
import { readRejected } from '../../../main/database/rejected-reader.ts';
import { readVaultKey } from '../../../main/database/vault-key-reader.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { createMapAgainService } from '../../../main/mapping/create-map-again-service.ts';
import type { MapAgainService } from '../../../main/mapping/map-again-service.ts';
import { openVault } from '../../../main/secrets/open-vault.ts';
import type { Vault } from '../../../main/secrets/vault.ts';
import { appError } from '../../../shared/app-error.ts';
import type { MapAgain } from '../../../shared/map-again.ts';
import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { anEventToStore, aPageToStore } from '../../helpers/event-builders.ts';
import { aTemporaryWorkspace, testClock, testNowUs } from '../../helpers/temporary-workspace.ts';

let workspace: Workspace;
let remove: () => Promise<void>;
let vault: Vault;
let services: MapAgainService[];

beforeEach(async () => {
  ({ workspace, remove } = await aTemporaryWorkspace());
  services = [];
  const opened = await openVault({
    workspaceId: workspace.workspaceId,
    masterKey: { kind: 'ephemeral' },
    readVaultKey: () => readVaultKey(workspace.readers),
    writeVaultKey: (key) => workspace.writer.writeVaultKey(key),
    randomBytes,
  });
  if (!opened.ok) throw new Error(opened.error.message);
  vault = opened.value;
  await workspace.writer.saveSource({
    sourceId: 'source-1',
    vendor: 'entro',
    name: 'Entro EU',
    url: 'https://entro.example.com',
    settings: {},
    paused: false,
    streams: {},
    credentialsExpireAtUs: null,
    createdAtUs: testNowUs,
  });
});
afterEach(async () => {
  for (const service of services) await service.close();
  await remove();
});

interface TestRecord {
  readonly id: string;
  readonly minute: number;
  readonly who: string;
  readonly password?: string;
  readonly kind?: string;
}

/** A stream of which each version of the mapping knows more than the one before. */
function aStream(mappingVersion: number, knownKinds: readonly string[] = ['login']): StreamDefinition {
  return {
    name: 'audit',
    mappingVersion,
    versions: 'none',
    secretFields: [['password']],
    secretType: () => 'PASSWORD',
    naturalKey: (record: unknown) => [(record as TestRecord).id],
    map: (record: unknown, { secret }: { secret: LiftedSecret | null }) =>
      mapRecord(record as TestRecord, secret, mappingVersion, knownKinds),
  } as Partial<StreamDefinition> as StreamDefinition;
}

function mapRecord(
  record: TestRecord,
  secret: LiftedSecret | null,
  version: number,
  knownKinds: readonly string[],
): Result<NormalisedEvent, string> {
  const { id, minute, who, kind = 'login' } = record;
  if (kind === 'odd' && version < 2) return failed('Its kind can’t be read.');
  if (kind === 'lost' && version > 1) return failed('Its kind can be read no longer.');
  const timeUs = testNowUs + minute * 60_000_000;
  const known = knownKinds.includes(kind) || kind === 'odd';
  const { ocsf } = anEventToStore({
    event: {
      timeUs,
      vendorEventId: id,
      ocsf: {
        message: `${who} by ${version}`,
        class_uid: known ? 3002 : 0,
        class_name: known ? 'Auth' : 'Base',
      },
    },
  }).event;
  return ok({
    // A mapping that reads the time anew, and wrongly: the stored one must stay.
    timeUs: version === 1 ? timeUs : timeUs + 1,
    vendorEventId: id,
    ocsf,
    operation: kind,
    userName: `${who}-${version}`,
    ecs: { event: { kind: `v${version}` }, secret: { value: secret?.marker } },
    object: version === 1 ? null : { uid: id, versionUs: timeUs },
  });
}

async function collect(stream: StreamDefinition, ...records: readonly TestRecord[]): Promise<void> {
  const context = { sourceId: 'source-1', stream, vault, receivedAtUs: testNowUs };
  const prepared = await prepareRecords(records, context);
  if (!prepared) throw new Error('Cancelled');
  const page = aPageToStore({ runId: randomUUID(), receivedAtUs: testNowUs, ...prepared });
  await workspace.writer.startRun({ ...page, startedAtUs: testNowUs });
  const counts = await workspace.writer.commitPage(page);
  if (!counts.ok) throw new Error(`${counts.error.message} ${counts.error.detail}`);
}

function serviceOf(
  stream: StreamDefinition,
  overrides: Partial<Parameters<typeof createMapAgainService>[0]> = {},
): MapAgainService {
  const vendor = { descriptor: { vendor: 'entro' }, streams: [stream] } as unknown as VendorDefinition;
  const service = createMapAgainService({
    readers: workspace.readers,
    writer: workspace.writer,
    vendors: [vendor],
    vault: ok(vault),
    clock: testClock,
    newId: randomUUID,
    ...overrides,
  });
  services.push(service);
  return service;
}

async function mapAgain(service: MapAgainService, sourceId: string | null = null): Promise<MapAgain> {
  const begun = await service.mapAgain(sourceId);
  if (!begun.ok) throw new Error(begun.error.message);
  await service.finished();
  return statusOf(service);
}

async function statusOf(service: MapAgainService): Promise<MapAgain> {
  const status = await service.status();
  if (!status.ok) throw new Error(`${status.error.message} ${status.error.detail}`);
  return status.value;
}

async function rows(text: string) {
  const answer = await workspace.readers.all({ text, values: [] });
  if (!answer.ok) throw new Error(`${answer.error.message} ${answer.error.detail}`);
  return answer.value;
}

const login = (minute: number, rest: Partial<TestRecord> = {}): TestRecord => ({
  id: `record-${minute}`,
  minute,
  who: 'ana',
  ...rest,
});

const unchanging =
  'event_id, time, received_at, source_id, source_name, run_id, raw, secret_fingerprint, secret_length';

describe('mapping again', () => {
  it('gives stored events the form of the present mapping, and leaves what is not of its making', async () => {
    await collect(aStream(1), login(1, { password: 'correct-horse-battery' }), login(2));
    const before = await rows(`SELECT ${unchanging} FROM events ORDER BY time`);
    const service = serviceOf(aStream(2));
    expect((await statusOf(service)).streams).toEqual([
      { sourceId: 'source-1', stream: 'audit', outdated: 2, unmapped: 0, rejected: 0 },
    ]);

    expect(await mapAgain(service)).toEqual({
      state: 'idle',
      done: 2,
      total: 2,
      changed: 2,
      recovered: 0,
      error: null,
      streams: [{ sourceId: 'source-1', stream: 'audit', outdated: 0, unmapped: 0, rejected: 0 }],
    });
    expect(await rows(`SELECT ${unchanging} FROM events ORDER BY time`)).toEqual(before);
    const marker = `‹secret:fp:${String(before[0]?.secret_fingerprint).slice(0, 8)}›`;
    expect(
      await rows('SELECT user_name, message, mapping_version, object_uid, ecs FROM events ORDER BY time'),
    ).toEqual([
      {
        user_name: 'ana-2',
        message: 'ana by 2',
        mapping_version: 2,
        object_uid: 'record-1',
        ecs: JSON.stringify({ event: { kind: 'v2' }, secret: { value: marker } }),
      },
      {
        user_name: 'ana-2',
        message: 'ana by 2',
        mapping_version: 2,
        object_uid: 'record-2',
        ecs: '{"event":{"kind":"v2"},"secret":{}}',
      },
    ]);
    expect(await rows("SELECT count(*) AS n FROM events WHERE search_text LIKE '%ana by 2%'")).toEqual([
      { n: 2 },
    ]);
  });

  it('leaves no duplicate behind: an event that comes again is known', async () => {
    await collect(aStream(1), login(1));
    await mapAgain(serviceOf(aStream(2)));
    await collect(aStream(1), login(1));
    expect(await rows('SELECT count(*) AS n FROM events')).toEqual([{ n: 1 }]);
  });

  it('maps what no mapping knew, without a new version as well', async () => {
    await collect(aStream(1), login(1, { kind: 'new' }), login(2));
    const service = serviceOf(aStream(1, ['login', 'new']));
    expect((await statusOf(service)).streams).toMatchObject([{ outdated: 0, unmapped: 1 }]);
    expect(await mapAgain(service)).toMatchObject({ total: 1, changed: 1, streams: [{ unmapped: 0 }] });
    expect(await rows('SELECT class_name FROM events ORDER BY time')).toEqual([
      { class_name: 'Auth' },
      { class_name: 'Auth' },
    ]);
  });

  it('changes nothing where the mapping is the same, and ends', async () => {
    await collect(aStream(1), login(1, { kind: 'unknown' }));
    const service = serviceOf(aStream(1));
    expect(await mapAgain(service)).toMatchObject({ state: 'idle', done: 1, changed: 0 });
  });

  it('keeps the form of an event whose record it no longer takes', async () => {
    await collect(aStream(1), login(1, { kind: 'lost' }));
    expect(await mapAgain(serviceOf(aStream(2)))).toMatchObject({
      changed: 0,
      streams: [{ outdated: 0 }],
    });
    expect(await rows('SELECT message, mapping_version FROM events')).toEqual([
      { message: 'ana by 1', mapping_version: 2 },
    ]);
  });

  it('goes through thousands in pieces, between which pages are stored', async () => {
    const many = Array.from({ length: 4_500 }, (_, minute) => login(minute));
    await collect(aStream(1), ...many);
    const service = serviceOf(aStream(2));
    const seen: number[] = [];
    const stored: Promise<void>[] = [];
    service.onChange(({ done, state }) => {
      if (state !== 'running' || done === 0) return;
      seen.push(done);
      stored.push(collect(aStream(2), login(10_000 + done)));
    });
    expect(await mapAgain(service)).toMatchObject({ done: 4_500, changed: 4_500 });
    await Promise.all(stored);
    expect(seen).toEqual([2_000, 4_000, 4_500]);
    expect(
      await rows(
        'SELECT count(*) AS n, count(DISTINCT event_id) AS ids, min(mapping_version) AS v FROM events',
      ),
    ).toEqual([{ n: 4_503, ids: 4_503, v: 2 }]);
  });

  it('can be stopped, and goes on with the rest the next time', async () => {
    await collect(aStream(1), ...Array.from({ length: 4_500 }, (_, minute) => login(minute)));
    const service = serviceOf(aStream(2));
    const cancelled = new Promise<unknown>((resolve) => {
      const stopListening = service.onChange(({ done }) => {
        if (done === 0) return;
        stopListening();
        resolve(service.cancel());
      });
    });
    await service.mapAgain(null);
    await cancelled;
    expect(await statusOf(service)).toMatchObject({
      state: 'idle',
      error: null,
      done: 2_000,
      streams: [{ outdated: 2_500 }],
    });
    expect(await mapAgain(service)).toMatchObject({ total: 2_500, done: 2_500, streams: [{ outdated: 0 }] });
  });

  it('loses no piece when storing one fails, and says why', async () => {
    await collect(aStream(1), login(1), login(2));
    const full = appError('disk-full', 'The disk is full.', 'Make room.');
    const service = serviceOf(aStream(2), {
      writer: { ...workspace.writer, replaceEvents: async () => failed(full) },
    });
    expect(await mapAgain(service)).toMatchObject({
      state: 'failed',
      error: full,
      streams: [{ outdated: 2 }],
    });
    expect(await rows('SELECT count(*) AS n FROM events')).toEqual([{ n: 2 }]);
  });

  it('keeps to the source that it was asked for, and to streams it knows', async () => {
    await collect(aStream(1), login(1));
    const service = serviceOf(aStream(2));
    expect(await mapAgain(service, 'source-2')).toMatchObject({ total: 0, streams: [{ outdated: 1 }] });
    const other = serviceOf({ ...aStream(2), name: 'other' });
    expect((await statusOf(other)).streams).toEqual([]);
  });
});

describe('rejected records', () => {
  const odd = login(1, { kind: 'odd', password: 'correct-horse-battery' });
  const rejectedTotal = async () => {
    const rejected = await readRejected(workspace.readers, 'source-1', 10);
    return rejected.ok ? rejected.value.total : -1;
  };

  it('become events once they can be read, in a run of their own, and are rejected no longer', async () => {
    await collect(aStream(1), odd, login(2));
    expect(await rejectedTotal()).toBe(1);
    const result = await mapAgain(serviceOf(aStream(2)));
    expect(result).toMatchObject({ total: 2, done: 2, changed: 1, recovered: 1, streams: [{ rejected: 0 }] });
    expect(await rejectedTotal()).toBe(0);
    expect(await rows('SELECT operation FROM events ORDER BY time')).toEqual([
      { operation: 'odd' },
      { operation: 'login' },
    ]);
    expect(
      await rows('SELECT received, stored, duplicate, rejected, outcome FROM runs ORDER BY received DESC'),
    ).toEqual([
      { received: 2, stored: 1, duplicate: 0, rejected: 1, outcome: 'running' },
      { received: 1, stored: 1, duplicate: 0, rejected: 0, outcome: 'succeeded' },
    ]);
  });

  it('keep their secrets shut on the way', async () => {
    await collect(aStream(1), odd);
    await mapAgain(serviceOf(aStream(2)));
    const [event] = await rows('SELECT raw, secret_fingerprint FROM events');
    expect(event?.raw).not.toContain('correct-horse');
    expect(event?.secret_fingerprint).toBe(vault.fingerprint('correct-horse-battery'));
    expect(await rows('SELECT count(*) AS n FROM secrets')).toEqual([{ n: 1 }]);
  });

  it('that are stored meanwhile are duplicates, and leave the list all the same', async () => {
    await collect(aStream(1), odd);
    await collect(aStream(2), odd);
    expect(await mapAgain(serviceOf(aStream(2)))).toMatchObject({ recovered: 1 });
    expect(await rejectedTotal()).toBe(0);
    expect(await rows('SELECT count(*) AS n FROM events')).toEqual([{ n: 1 }]);
  });

  it('that still can’t be read stay, and leave no run behind', async () => {
    await collect(aStream(1), odd);
    expect(await mapAgain(serviceOf(aStream(1)))).toMatchObject({ done: 1, recovered: 0 });
    expect(await rejectedTotal()).toBe(1);
    expect(await rows('SELECT count(*) AS n FROM runs')).toEqual([{ n: 1 }]);
  });

  it('wait while the vault is locked', async () => {
    await collect(aStream(1), odd, login(2));
    const locked = failed(appError('vault-locked', 'The vault is locked.', 'Unlock it.'));
    expect(await mapAgain(serviceOf(aStream(2), { vault: locked }))).toMatchObject({
      state: 'idle',
      changed: 1,
      recovered: 0,
      streams: [{ rejected: 1 }],
    });
  });
});
