import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRejected } from '../../../main/database/rejected-reader.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import type { Vault } from '../../../main/secrets/vault.ts';
import { appError } from '../../../shared/app-error.ts';
import { failed } from '../../../shared/result.ts';
import { aMappedWorkspace, type MappedWorkspace, mapAgain } from './a-mapped-workspace.ts';
import { aStream, login } from './versioned-stream.ts';

let workspace: Workspace;
let vault: Vault;
let collect: MappedWorkspace['collect'];
let serviceOf: MappedWorkspace['serviceOf'];
let rows: MappedWorkspace['rows'];
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ workspace, vault, collect, serviceOf, rows, remove } = await aMappedWorkspace());
});
afterEach(() => remove());

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
