import { spawnSync } from 'node:child_process';
import { openKeychain } from '../../../main/secrets/keytar-keychain.ts';
import { openTestWorkspace } from '../../helpers/temporary-workspace.ts';
import { opened, openVaultOf } from './sealed-workspace.ts';

/**
 * A process for `locked-keyring.test.ts`, in a session with a keyring of its own: makes a vault, locks the keyring, and
 * prints what comes of opening the vault again.
 */
const keychain = opened(await openKeychain());
const workspace = await openTestWorkspace(process.argv[2] ?? '');
const place = { kind: 'keychain', keychain } as const;
opened((await openVaultOf(workspace, place)).vault);
const locked = spawnSync('dbus-send', [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.secrets',
  '/org/freedesktop/secrets',
  'org.freedesktop.Secret.Service.Lock',
  'array:objpath:/org/freedesktop/secrets/collection/login',
]);
const again = await openVaultOf(workspace, place);
const probed = await openKeychain();
await workspace.close();
process.stdout.write(
  JSON.stringify({
    isLocked: locked.status === 0,
    vault: again.vault.ok ? 'opened' : again.vault.error,
    keychain: probed.ok ? 'opened' : probed.error.kind,
  }),
);
process.exit(0);
