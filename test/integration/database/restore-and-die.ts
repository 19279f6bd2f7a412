import fsPromises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/**
 * A process for `restore-crash.test.ts`: restores the backup and kills itself, as `kill -9` would, after so many renames.
 * What it imports sees the function of the file system that is put in place here.
 */
const [folder = '', name = '', renames = '0'] = process.argv.slice(2);

const { rename } = fsPromises;
let done = 0;
fsPromises.rename = async (from, to) => {
  if (done === Number(renames)) process.kill(process.pid, 'SIGKILL');
  await rename(from, to);
  done += 1;
};
syncBuiltinESMExports();

const { restoreBackup } = await import('../../../main/database/restore-backup.ts');
const { testNowUs } = await import('../../helpers/temporary-workspace.ts');
await restoreBackup(folder, name, testNowUs);
process.kill(process.pid, 'SIGKILL');
