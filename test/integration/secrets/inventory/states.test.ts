import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitEvents } from '../../../helpers/commit-events.ts';
import { anInventory, dayUs, type Inventory, secondUs, startUs, unwrapped } from './an-inventory.ts';

let inventory: Inventory;
let told: number[];

beforeEach(async () => {
  inventory = await anInventory();
  told = [];
  inventory.secrets.onChange(({ regressed }) => told.push(regressed));
  await inventory.store([{ value: 'aws-key', timeUs: startUs - 10 * dayUs }]);
});

afterEach(() => inventory.remove());

const mark = async (state: 'new' | 'investigating' | 'rotated' | 'ignored', note: string | null = null) =>
  unwrapped(
    await inventory.secrets.setState({ fingerprints: [inventory.fingerprint('aws-key')], state, note }),
  );

const detail = async () =>
  unwrapped(await inventory.secrets.detail({ fingerprint: inventory.fingerprint('aws-key') }));

const states = async () => (await detail()).history.map(({ state }) => state);

const audited = async () =>
  unwrapped(
    await inventory.workspace.readers.all({ text: 'SELECT action, detail FROM audit_log', values: [] }),
  );

describe('the state of a secret', () => {
  it('is changed with time, note and who did it, and the audit log has it', async () => {
    await mark('investigating', 'asked the owner');
    await inventory.clock.advance(60_000);
    await mark('rotated');

    const { secret, history } = await detail();

    expect(secret).toMatchObject({ state: 'rotated', stateChangedAtUs: startUs + 60 * secondUs });
    expect(history).toEqual([
      { atUs: startUs + 60 * secondUs, state: 'rotated', note: null, by: 'analyst' },
      { atUs: startUs, state: 'investigating', note: 'asked the owner', by: 'analyst' },
    ]);
    const entries = await audited();
    expect(entries.map(({ action }) => action)).toEqual(['secret.state-changed', 'secret.state-changed']);
    expect(JSON.parse(String(entries[0]?.detail))).toEqual({
      state: 'investigating',
      note: 'asked the owner',
      fingerprints: [inventory.fingerprint('aws-key')],
    });
  });

  it('outlasts a restart', async () => {
    await mark('ignored', 'a test key');
    inventory = await inventory.restart();

    expect((await detail()).history).toMatchObject([{ state: 'ignored', note: 'a test key' }]);
    expect((await detail()).secret.state).toBe('ignored');
  });

  it('is changed for all of them or for none', async () => {
    const fingerprints = [inventory.fingerprint('aws-key'), '0'.repeat(32)];

    const set = await inventory.secrets.setState({ fingerprints, state: 'rotated', note: null });

    expect(set).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect((await detail()).secret.state).toBe('new');
    expect(await audited()).toEqual([]);
  });

  it('gets a note on the state that it has already, without being changed by it', async () => {
    await mark('rotated');
    await inventory.clock.advance(60_000);
    await mark('rotated', 'INC-204');

    const { secret, history } = await detail();

    expect(secret.stateChangedAtUs).toBe(startUs);
    expect(history).toHaveLength(2);
  });

  it('keeps its history in order when the clock is set back', async () => {
    await mark('investigating');
    inventory.clock.set(startUs / 1_000 - 3_600_000);
    await mark('rotated');

    expect(await states()).toEqual(['rotated', 'investigating']);
    expect((await detail()).secret.state).toBe('rotated');
  });

  it('keeps no secret in a note that was pasted by mistake', async () => {
    await mark('rotated', 'it was pasted-by-mistake');

    expect((await detail()).history[0]?.note).toBe('it was ‹secret›');
    expect(JSON.stringify(await audited())).not.toContain('pasted-by-mistake');
  });
});

describe('a rotated or ignored secret', () => {
  const later = startUs + 60 * secondUs;

  it.each(['rotated', 'ignored'] as const)(
    'that was %s comes back as regressed, and says where',
    async (state) => {
      await mark(state);
      await inventory.clock.advance(120_000);

      await inventory.store([{ value: 'aws-key', timeUs: later, place: 'shop/other.yml', line: 3 }]);

      const { secret, history } = await detail();
      expect(secret.state).toBe('regressed');
      expect(history[0]).toEqual({
        atUs: startUs + 120 * secondUs,
        state: 'regressed',
        note: 'Exposed again in Entro EU, shop/other.yml, line 3',
        by: 'keyglass',
      });
      await inventory.clock.advance(1_000);
      expect(told.reduce((sum, regressed) => sum + regressed, 0)).toBe(1);
    },
  );

  it('comes back by a mention, too', async () => {
    await mark('rotated');

    await inventory.mention(later, { 'request.headers.authorization': 'aws-key' });

    expect((await detail()).history[0]).toMatchObject({
      state: 'regressed',
      note: 'Seen again in Entro EU, audit, request.headers.authorization',
    });
  });

  describe('that a thing holds', () => {
    const things = { stream: 'agent', versions: 'by-time' } as const;
    const version = (timeUs: number, fields: Record<string, string>, more: object = {}) =>
      inventory.mention(timeUs, fields, { ...things, ...more }, { uid: 'agent-1', versionUs: timeUs });

    beforeEach(() => version(startUs - secondUs, { licenseKey: 'aws-key' }));

    it('stays ignored while newer versions hold it in the same field', async () => {
      await mark('ignored');
      await version(later, { licenseKey: 'aws-key' });
      await version(later + secondUs, { licenseKey: 'aws-key' });

      expect(await states()).toEqual(['ignored']);
      expect((await detail()).secret.mentions).toBe(3);
    });

    it('comes back with a new thing', async () => {
      await mark('ignored');
      await inventory.mention(later, { licenseKey: 'aws-key' }, things, { uid: 'agent-2', versionUs: later });

      expect(await states()).toEqual(['regressed', 'ignored']);
    });

    it('comes back when it was rotated, for then it should be gone', async () => {
      await mark('rotated');
      await version(later, { licenseKey: 'aws-key' });

      expect(await states()).toEqual(['regressed', 'rotated']);
    });

    it.each([
      ['another field', { note: 'aws-key' }, {}],
      ['another stream', { licenseKey: 'aws-key' }, { stream: 'group' }],
      ['another source', { licenseKey: 'aws-key' }, { sourceId: 'source-2', sourceName: 'Another' }],
      ['a stream of events', { licenseKey: 'aws-key' }, { versions: 'none' }],
      ['an event that was amended', { licenseKey: 'aws-key' }, { versions: 'amended' }],
    ])('comes back with a later mention in %s, until it is ignored again', async (_what, fields, more) => {
      await mark('ignored');
      await version(later, { licenseKey: 'aws-key' });
      await version(later + secondUs, fields, more);
      expect(await states()).toEqual(['regressed', 'ignored']);

      await inventory.clock.advance(3_600_000);
      await mark('ignored');
      expect((await detail()).secret.state).toBe('ignored');
    });

    it('comes back with an exposure', async () => {
      await mark('ignored');
      await version(later, { licenseKey: 'aws-key' });
      await inventory.store([{ value: 'aws-key', timeUs: later }]);

      expect((await detail()).history[0]?.note).toBe('Exposed again in Entro EU, repo/config.yml, line 12');
    });
  });

  it('stays as it is for an event from before the change, however late it comes in', async () => {
    await mark('rotated');
    await inventory.clock.advance(5 * 86_400_000);

    await inventory.store([
      { value: 'aws-key', timeUs: startUs - secondUs },
      { value: 'aws-key', timeUs: startUs },
    ]);

    expect(await states()).toEqual(['rotated']);
  });

  it('stays as it is for a duplicate', async () => {
    const eventId = 'a'.repeat(32);
    await inventory.store([{ value: 'aws-key', timeUs: later, eventId }]);
    inventory.clock.set(later / 1_000 - 30_000);
    await mark('rotated');

    await inventory.store([{ value: 'aws-key', timeUs: later, eventId }]);

    expect(await states()).toEqual(['rotated']);
  });

  it('comes back once, however often it is exposed then', async () => {
    await mark('rotated');

    await inventory.store([
      { value: 'aws-key', timeUs: later },
      { value: 'aws-key', timeUs: later + 1 },
    ]);
    await inventory.store([{ value: 'aws-key', timeUs: later + 2 }]);

    expect(await states()).toEqual(['regressed', 'rotated']);
  });

  it('that is rotated again begins anew: only what is later than that counts', async () => {
    await mark('rotated');
    await inventory.store([{ value: 'aws-key', timeUs: later }]);
    await inventory.clock.advance(3_600_000);
    await mark('rotated');

    await inventory.store([{ value: 'aws-key', timeUs: later + secondUs }]);
    expect(await states()).toEqual(['rotated', 'regressed', 'rotated']);

    await inventory.store([{ value: 'aws-key', timeUs: startUs + 3_601 * secondUs }]);
    expect(await states()).toEqual(['regressed', 'rotated', 'regressed', 'rotated']);
  });

  it('counts from the change, not from a note that was written later', async () => {
    await mark('rotated');
    await inventory.clock.advance(3_600_000);
    await mark('rotated', 'INC-204');

    await inventory.store([{ value: 'aws-key', timeUs: later }]);

    expect((await detail()).secret.state).toBe('regressed');
  });

  it.each(['new', 'investigating'] as const)('does not come back while it is %s', async (state) => {
    await mark(state);

    await inventory.store([{ value: 'aws-key', timeUs: later }]);

    expect((await detail()).secret.state).toBe(state);
  });

  it('does not come back when its event could not be stored: both are one transaction', async () => {
    await mark('rotated');
    await inventory.store([{ value: 'another', timeUs: startUs }]);
    const broken = inventory.store([{ value: 'aws-key', timeUs: later }], {
      // A run that does not exist refuses the page after everything else was written.
      runId: '00000000-0000-4000-8000-00000000dead',
      sourceId: 'x'.repeat(10),
      checkpoint: { position: 'not JSON', description: '' },
    });

    await expect(broken).rejects.toThrow();
    expect((await detail()).secret).toMatchObject({ state: 'rotated', exposures: 1 });
  });

  it('outlasts a restart between the change and the event', async () => {
    await mark('rotated');
    inventory = await inventory.restart();
    await inventory.store([{ value: 'aws-key', timeUs: later }]);
    inventory = await inventory.restart();

    expect(await states()).toEqual(['regressed', 'rotated']);
  });
});

describe('mentions', () => {
  it('are noted once: an event that is read again adds none', async () => {
    const eventId = 'b'.repeat(32);
    for (let time = 0; time < 3; time += 1) {
      const mentions = { message: 'mentioned-token' };
      await inventory.store([{ value: 'aws-key', timeUs: startUs, eventId, mentions }]);
    }
    await commitEvents(inventory.workspace, []);

    const { secret, places } = unwrapped(
      await inventory.secrets.detail({ fingerprint: inventory.fingerprint('mentioned-token') }),
    );

    expect(secret).toMatchObject({ mentions: 1, exposures: 0, state: 'new' });
    expect(places).toMatchObject([{ kind: 'mention', field: 'message', times: 1 }]);
  });
});
