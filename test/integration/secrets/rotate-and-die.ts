import type { Workspace } from '../../../main/database/workspace.ts';
import type { Keychain } from '../../../main/secrets/keychain.ts';
import { openKeychain } from '../../../main/secrets/keytar-keychain.ts';
import { openTestWorkspace } from '../../helpers/temporary-workspace.ts';
import { type KeyPlace, opened, openVaultOf } from './sealed-workspace.ts';

/**
 * A process for `rotation-killed.test.ts`: changes the key of the workspace, and is killed right before the nth thing
 * that changes the file, the keychain or the backups. Tells how many there were if it lives.
 */
const [folder = '', place = '', killAt = '0'] = process.argv.slice(2);

let steps = 0;
const step =
  <Arguments extends readonly unknown[], Value>(work: (...given: Arguments) => Promise<Value>) =>
  async (...given: Arguments): Promise<Value> => {
    steps += 1;
    if (steps === Number(killAt)) {
      process.kill(process.pid, 'SIGKILL');
      await new Promise(() => {});
    }
    return work(...given);
  };

function dyingWorkspace(workspace: Workspace): Workspace {
  const { writer } = workspace;
  return {
    ...workspace,
    backUp: step(() => workspace.backUp()),
    rebuild: step((options) => workspace.rebuild(options)),
    writer: {
      ...writer,
      writeVaultKey: step(writer.writeVaultKey),
      replaceCiphertexts: step(writer.replaceCiphertexts),
      recordAudit: step(writer.recordAudit),
    },
  };
}

async function dyingKeychain(): Promise<Keychain> {
  const keychain = opened(await openKeychain());
  return { ...keychain, write: step(keychain.write), remove: step(keychain.remove) };
}

const workspace = await openTestWorkspace(folder);
const key: KeyPlace =
  place === 'keychain'
    ? { kind: 'keychain', keychain: await dyingKeychain() }
    : { kind: 'environment', env: JSON.parse(place) };
const { service } = await openVaultOf(dyingWorkspace(workspace), key);
opened(await service.rotate());
await service.close();
await workspace.close();
process.send?.(steps, () => process.exit(0));
