import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCallAnswerer } from '../../../main/app/answer-call.ts';
import type { AppServices } from '../../../main/app/app-services.ts';
import { egressWriter } from '../../../main/app/egress-writer.ts';
import type { IpcHandlers } from '../../../main/app/ipc-handlers.ts';
import { openApp } from '../../../main/app/open-app.ts';
import { systemClock } from '../../../main/collector/clock.ts';
import type { Writer } from '../../../main/database/writer.ts';
import { createEgress, type OwnEgress } from '../../../main/secrets/create-egress.ts';
import { secretMarker } from '../../../main/secrets/vault.ts';
import { appError } from '../../../shared/app-error.ts';
import { failed, ok } from '../../../shared/result.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { openTestVault } from '../../unit/secrets/test-vault.ts';

const vault = await openTestVault();
const value = 'lifted in an earlier run';
const marker = secretMarker(vault.fingerprint(value));
const quoting = appError('storage', `about ${value}`, 'Try again.');

/** An egress function that is still being told of the values of earlier runs. */
function learning() {
  const reading = Promise.withResolvers<null>();
  const egress = createEgress();
  egress.learnFrom(reading.promise);
  const learn = () => {
    egress.knowVault(vault);
    egress.addValue(value, vault.fingerprint(value));
    reading.resolve(null);
  };
  return { egress, learn };
}

function answererOver(egress: OwnEgress, copied: string[]) {
  const handlers: Partial<IpcHandlers> = {
    'clipboard.write': async ({ text }) => {
      copied.push(egress.text(text));
      return ok({ isMasked: true });
    },
    'sources.list': async () => failed(quoting),
  };
  return createCallAnswerer(handlers as IpcHandlers, () => undefined, egress);
}

describe('before the values of earlier runs are known', () => {
  it('what is copied waits for them, and so does a failure on its way to the window', async () => {
    const { egress, learn } = learning();
    const copied: string[] = [];
    const answer = answererOver(egress, copied);
    const answers = Promise.all([answer('clipboard.write', { text: value }), answer('sources.list', {})]);
    await new Promise(setImmediate);
    expect(copied).toEqual([]);
    learn();
    expect((await answers)[1]).toEqual(failed({ ...quoting, message: `about ${marker}` }));
    expect(copied).toEqual([marker]);
  });

  it('a failure that is kept waits for them', async () => {
    const { egress, learn } = learning();
    const kept: unknown[] = [];
    const writer = {
      finishRun: async ({ error }: { error: unknown }) => {
        kept.push(error);
        return ok(null);
      },
    } as unknown as Writer;
    const finished = egressWriter(writer, egress).finishRun({ error: quoting } as never);
    await new Promise(setImmediate);
    expect(kept).toEqual([]);
    learn();
    await finished;
    expect(kept).toEqual([{ ...quoting, message: `about ${marker}` }]);
  });
});

describe('the log of a workspace', () => {
  let folder: { path: string; remove(): Promise<void> };
  let app: AppServices;
  let known: ReturnType<typeof learning>;

  beforeEach(async () => {
    folder = await aTemporaryFolder();
    known = learning();
    const opened = await openApp({
      workspaceFolder: join(folder.path, 'w'),
      sample: false,
      createIfMissing: true,
      clock: systemClock,
      env: { ...process.env, KEYGLASS_VAULT_KEY: Buffer.alloc(32, 5).toString('base64') },
      egress: known.egress,
    });
    if (!opened.ok) throw new Error(opened.error.message);
    app = opened.value;
  });

  afterEach(async () => {
    await app.close();
    await folder.remove();
  });

  it('says where it happened, and in which words only once they can be judged', async () => {
    app.reportBug('here', new RangeError(`of ${value}`));
    app.reportBug('there', value);
    known.learn();
    await known.egress.ready();
    app.reportBug('again', new RangeError(`of ${value}`));
    const log = await readFile(join(folder.path, 'w', 'logs', 'keyglass.log'), 'utf8');
    const [first, second, third] = log.trim().split('\n');
    expect(first).toMatch(/"here".*RangeError, while the values.*before-values-are-known\.test/);
    expect(second).toMatch(/"there".*string, while the values/);
    expect(third).toMatch(/"again".*RangeError: of ‹secret:fp:/);
    expect(log).not.toContain(value);
  });
});
