import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secretSortColumns } from '../../../../shared/secret-inventory.ts';
import { anInventory, dayUs, type Inventory, startUs, unwrapped } from './an-inventory.ts';

type ListInput = Parameters<Inventory['secrets']['list']>[0];

let inventory: Inventory;

beforeEach(async () => {
  inventory = await anInventory();
});

afterEach(() => inventory.remove());

const everything: ListInput = {
  filter: { search: '', states: [], secretTypes: [] },
  sort: { column: 'lastSeen', descending: true },
  offset: 0,
  limit: 100,
};

const list = async (more: Partial<ListInput> = {}) =>
  unwrapped(await inventory.secrets.list({ ...everything, ...more }));

/** Three secrets: one in many places and vendors, one in one, one that is only mentioned. */
async function threeSecrets(): Promise<void> {
  await inventory.store([
    { value: 'aws-key', timeUs: startUs - 3 * dayUs, place: 'shop/config.yml', line: 7 },
    { value: 'aws-key', timeUs: startUs - 2 * dayUs, place: 'shop/config.yml', line: 7 },
    { value: 'aws-key', timeUs: startUs - dayUs, place: 'shop/other.yml', line: null },
    { value: 'aws-key', timeUs: startUs - dayUs, place: null, line: null },
    { value: 'db-password', timeUs: startUs - 5 * dayUs, place: 'wiki/Page_1', secretType: 'DB_PASSWORD' },
  ]);
  await inventory.store([{ value: 'aws-key', timeUs: startUs, place: 'shop/config.yml', line: 7 }], {
    sourceId: 'source-2',
    sourceName: 'Entro US',
  });
  await inventory.mention(
    startUs - dayUs,
    { 'initiatedBy.app.password': 'only-mentioned', note: 'aws-key' },
    { sourceId: 'source-3', sourceName: 'Entra', vendor: 'entra-id', stream: 'directory-audit' },
  );
}

describe('the inventory', () => {
  it('has each value once, with what is known of it', async () => {
    await threeSecrets();

    const { secrets, total } = await list();

    expect(total).toBe(3);
    expect(secrets[0]).toEqual({
      fingerprint: inventory.fingerprint('aws-key'),
      secretType: 'AWS_ACCESS_KEY_ID',
      length: 7,
      state: 'new',
      stateChangedAtUs: null,
      firstSeenUs: startUs - 3 * dayUs,
      lastSeenUs: startUs,
      exposures: 5,
      mentions: 1,
      places: 4,
      vendors: ['entra-id', 'entro'],
    });
    expect(secrets[1]).toMatchObject({ secretType: null, exposures: 0, places: 0, mentions: 1 });
    expect(JSON.stringify(await list())).not.toMatch(/aws-key|db-password|only-mentioned/);
  });

  it('is sorted by any column, and pages without a gap', async () => {
    await threeSecrets();

    for (const column of secretSortColumns) {
      for (const descending of [true, false]) {
        const sort = { column, descending };
        const whole = (await list({ sort })).secrets.map(({ fingerprint }) => fingerprint);
        const pages = [];
        for (const offset of [0, 1, 2])
          pages.push((await list({ sort, offset, limit: 1 })).secrets[0]?.fingerprint);
        expect(pages).toEqual(whole);
      }
    }
    const exposures = (await list({ sort: { column: 'exposures', descending: true } })).secrets;
    expect(exposures.map((secret) => secret.exposures)).toEqual([5, 1, 0]);
    const places = (await list({ sort: { column: 'places', descending: false } })).secrets;
    expect(places.map((secret) => secret.places)).toEqual([0, 1, 4]);
  });

  it.each([
    ['a part of the type', 'password', ['db-password']],
    ['a part of a place, whatever its case', 'page_1', ['db-password']],
    ['another place of many', 'other.yml', ['aws-key']],
    ['a place that % and _ would fit', 'page%', []],
    ['nothing', ' ', ['aws-key', 'only-mentioned', 'db-password']],
  ])('is searched by %s', async (_what, search, values) => {
    await threeSecrets();

    const { secrets, total } = await list({ filter: { ...everything.filter, search } });

    expect(secrets.map(({ fingerprint }) => fingerprint)).toEqual(values.map(inventory.fingerprint));
    expect(total).toBe(values.length);
  });

  it('is searched by the beginning of a fingerprint, and by the marker that records show', async () => {
    await threeSecrets();
    const fingerprint = inventory.fingerprint('db-password');
    const beginning = fingerprint.slice(0, 8);

    for (const search of [
      beginning,
      fingerprint,
      `fp:${beginning}`,
      `‹secret:fp:${beginning}›`,
      beginning.toUpperCase(),
    ]) {
      const { secrets } = await list({ filter: { ...everything.filter, search } });
      expect(secrets.map((secret) => secret.fingerprint)).toEqual([fingerprint]);
    }
  });

  it('counts states and types without the filter’s own', async () => {
    await threeSecrets();
    const rotated = inventory.fingerprint('aws-key');
    await inventory.secrets.setState({ fingerprints: [rotated], state: 'rotated', note: null });

    const { states, secretTypes, total } = await list({
      filter: { search: '', states: ['rotated'], secretTypes: ['DB_PASSWORD'] },
    });

    expect(total).toBe(0);
    expect(states).toEqual([{ state: 'new', count: 1 }]);
    expect(secretTypes).toEqual([{ secretType: 'AWS_ACCESS_KEY_ID', count: 1 }]);
  });

  it('binds what is searched for', async () => {
    await threeSecrets();

    for (const search of ["'", "x' OR true --", '$1', '\0', '\ud800', '%']) {
      expect((await list({ filter: { ...everything.filter, search } })).total).toBe(0);
    }
    const secretTypes = ["AWS_ACCESS_KEY_ID') OR (true", 'a,b'];
    expect((await list({ filter: { ...everything.filter, secretTypes } })).total).toBe(0);
  });
});

describe('one secret', () => {
  it('has its places, the newest first, events of one place together', async () => {
    await threeSecrets();

    const { places, placesTotal } = unwrapped(
      await inventory.secrets.detail({ fingerprint: inventory.fingerprint('aws-key') }),
    );

    expect(placesTotal).toBe(5);
    expect(places[0]).toMatchObject({
      kind: 'exposure',
      sourceName: 'Entro US',
      times: 1,
      lastSeenUs: startUs,
    });
    expect(places.find(({ kind }) => kind === 'mention')).toMatchObject({
      sourceName: 'Entra',
      vendor: 'entra-id',
      stream: 'directory-audit',
      field: 'note',
      place: null,
    });
    expect(
      places.find(({ sourceId, place }) => sourceId === 'source-1' && place === 'shop/config.yml'),
    ).toMatchObject({
      line: 7,
      times: 2,
      firstSeenUs: startUs - 3 * dayUs,
      lastSeenUs: startUs - 2 * dayUs,
      areEventsKept: true,
      request: expect.any(String),
    });
  });

  it('keeps the places of events that have left by age, and counts them still', async () => {
    await threeSecrets();
    const fingerprint = inventory.fingerprint('aws-key');
    const before = unwrapped(await inventory.secrets.detail({ fingerprint }));

    const toUs = startUs - 1.5 * dayUs;
    const removal = { sourceId: 'source-1', afterUs: null, toUs, removedAtUs: startUs };
    expect(unwrapped(await inventory.workspace.writer.removeEvents(removal))).toBe(3);
    await inventory.workspace.writer.removeEvents({ ...removal, sourceId: 'source-3', toUs: startUs });

    const after = unwrapped(await inventory.secrets.detail({ fingerprint }));
    expect(after.secret).toEqual(before.secret);
    expect(after.places.map(({ place, times, field }) => [place, times, field])).toEqual(
      before.places.map(({ place, times, field }) => [place, times, field]),
    );
    expect(after.places.find(({ kind }) => kind === 'mention')).toMatchObject({ areEventsKept: false });
    expect(after.places.filter(({ areEventsKept }) => !areEventsKept)).toHaveLength(2);
    const gone = { ...everything.filter, search: 'page_1' };
    expect((await list({ filter: gone })).secrets).toMatchObject([{ exposures: 1, places: 1 }]);
    const sorted = await list({ sort: { column: 'exposures', descending: true } });
    expect(sorted.secrets.map(({ exposures }) => exposures)).toEqual([5, 1, 0]);
  });

  it('counts a place once, some of whose events have left and others not', async () => {
    await threeSecrets();
    await inventory.workspace.writer.removeEvents({
      sourceId: 'source-1',
      afterUs: null,
      toUs: startUs - 2.5 * dayUs,
      removedAtUs: startUs,
    });

    const { places, secret } = unwrapped(
      await inventory.secrets.detail({ fingerprint: inventory.fingerprint('aws-key') }),
    );

    expect(secret).toMatchObject({ exposures: 5, places: 4 });
    expect(places.find(({ line, sourceId }) => line === 7 && sourceId === 'source-1')).toMatchObject({
      times: 2,
      firstSeenUs: startUs - 3 * dayUs,
      areEventsKept: true,
    });
  });

  it('is not found where there is none', async () => {
    expect(await inventory.secrets.detail({ fingerprint: '0'.repeat(32) })).toMatchObject({
      error: { kind: 'not-found' },
    });
  });

  it('has the name that its source has now', async () => {
    await threeSecrets();
    await inventory.workspace.writer.saveSource({
      sourceId: 'source-3',
      vendor: 'entra-id',
      name: 'Renamed',
      url: 'https://graph.example.com',
      settings: {},
      streams: {},
      credentialsExpireAtUs: null,
      paused: false,
      createdAtUs: startUs,
    });

    const { places } = unwrapped(
      await inventory.secrets.detail({ fingerprint: inventory.fingerprint('only-mentioned') }),
    );

    expect(places).toMatchObject([{ sourceName: 'Renamed', field: 'initiatedBy.app.password' }]);
  });
});
