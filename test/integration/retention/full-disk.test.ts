import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canMount, runOnSmallDisk } from '../../helpers/small-disk.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';

const program = fileURLToPath(new URL('keep-on-small-disk.ts', import.meta.url));

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  const temporary = await aTemporaryFolder();
  folder = join(temporary.path, 'workspace');
  remove = temporary.remove;
  await mkdir(folder);
});
afterEach(() => remove());

const keepOnSmallDisk = (ending: string) => runOnSmallDisk({ size: '40m', folder, program, ending });

const noRoom = {
  kind: 'disk-full',
  message: expect.stringMatching(/too little room left to write the file anew.*not made smaller yet/),
  remedy: expect.stringMatching(/^Free about as much space as the file takes.*tries again by itself/),
};

describe.runIf(canMount)(
  'retention on a disk that has room for pages but not for their log in the file',
  () => {
    it('lets old events leave, says what the file needs, and makes it smaller once there is room', () => {
      const { whileFull, withRoom, events, findings } = keepOnSmallDisk('makes room');
      const { lastRun } = whileFull.afterRun;
      expect(whileFull).toMatchObject({
        afterRun: { state: 'failed', error: noRoom, lastRun: { removed: 1_000 } },
        rebuild: noRoom,
        backup: { kind: 'disk-full', message: expect.stringMatching(/no room|too little room/) },
        page: { stored: 1 },
        afterLook: { state: 'failed', error: noRoom, lastRun },
        // Not at every look.
        reported: 1,
      });
      expect(withRoom).toMatchObject({ state: 'idle', error: null, lastRun: { removed: 1_000 } });
      expect(withRoom.lastRun.fileBytesAfter).toBeLessThan(lastRun.fileBytesBefore * 0.8);
      expect({ events, findings }).toEqual({ events: 201, findings: [] });
    });

    it('ends on it with everything that is stored in the log, for the next start', () => {
      const { reopened, events, findings } = keepOnSmallDisk('stays full');
      expect({ reopened, events, findings }).toEqual({ reopened: true, events: 201, findings: [] });
    });
  },
);
