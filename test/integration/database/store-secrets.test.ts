import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../main/database/workspace.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore, aSecretToStore } from '../../helpers/event-builders.ts';
import { aTemporaryWorkspace } from '../../helpers/temporary-workspace.ts';

let workspace: Workspace;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ workspace, remove } = await aTemporaryWorkspace());
});
afterEach(() => remove());

async function storedSecrets() {
  const answer = await workspace.readers.all({ text: 'SELECT * FROM secrets', values: [] });
  if (!answer.ok) throw new Error(`${answer.error.message} ${answer.error.detail}`);
  return answer.value;
}

describe('the secrets of a page', () => {
  it('are kept once each, with the first and the last time they were seen', async () => {
    const at = (day: number) => Date.UTC(2026, 10, day) * 1_000;
    await commitEvents(workspace, [anEventToStore()], {
      secrets: [
        aSecretToStore({ seenAtUs: at(10), secretType: null }),
        aSecretToStore({ seenAtUs: at(12), secretType: null }),
      ],
    });
    await commitEvents(workspace, [anEventToStore()], {
      secrets: [aSecretToStore({ seenAtUs: at(9), ciphertext: new Uint8Array([9]) })],
    });
    await commitEvents(workspace, [anEventToStore()], {
      secrets: [aSecretToStore({ seenAtUs: at(14), secretType: 'OTHER, TYPE' })],
    });
    expect(await storedSecrets()).toEqual([
      {
        fingerprint: aSecretToStore().fingerprint,
        secret_type: 'AWS_ACCESS_KEY_ID',
        length: 20,
        ciphertext: new Uint8Array([1, 2, 3]),
        first_seen: at(9),
        last_seen: at(14),
        state: 'new',
      },
    ]);
  });

  it('are not kept where only a duplicate brings them: they would have no place', async () => {
    const event = anEventToStore({ secretFingerprint: null });
    await commitEvents(workspace, [event]);
    await commitEvents(workspace, [event], { secrets: [aSecretToStore()] });
    expect(await storedSecrets()).toEqual([]);
  });
});
