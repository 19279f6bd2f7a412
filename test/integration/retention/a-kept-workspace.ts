import { join } from 'node:path';
import type { PlainRow, SqlValue } from '../../../main/database/readers.ts';
import type { EventToStore } from '../../../main/database/stored-page.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { createRetentionService } from '../../../main/retention/create-retention-service.ts';
import type { RetentionParts } from '../../../main/retention/retention-run.ts';
import type { RetentionService } from '../../../main/retention/retention-service.ts';
import { US_PER_DAY } from '../../../shared/time-range.ts';
import { anEventToStore, type EventOverrides } from '../../helpers/event-builders.ts';
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts';
import { aSourceRecord } from '../../helpers/source-record.ts';
import { aTemporaryFolder, openTestWorkspace, testNowUs } from '../../helpers/temporary-workspace.ts';

export interface KeptWorkspace {
  readonly workspace: Workspace;
  readonly retention: RetentionService;
  readonly clock: FakeClock;
  /** What went wrong unasked. */
  readonly problems: unknown[];
  ask(text: string, values?: readonly SqlValue[]): Promise<readonly PlainRow[]>;
  close(): Promise<void>;
  /** Closes it, too. */
  remove(): Promise<void>;
}

/** A workspace with the source “Entro EU” (`source-1`) and its retention; now is `testNowUs`. */
export async function aKeptWorkspace(
  parts: Partial<Omit<RetentionParts, 'clock'>> = {},
): Promise<KeptWorkspace> {
  const folder = await aTemporaryFolder();
  const workspace = await openTestWorkspace(join(folder.path, 'workspace'));
  const clock = createFakeClock(new Date(testNowUs / 1_000));
  const problems: unknown[] = [];
  const retention = createRetentionService({
    workspace,
    clock,
    reportProblem: (_, problem) => problems.push(problem),
    ...parts,
  });
  await workspace.writer.saveSource(aSourceRecord());
  const close = async () => {
    await retention.close();
    await workspace.close();
  };
  return {
    workspace,
    retention,
    clock,
    problems,
    close,
    async ask(text, values = []) {
      const rows = await workspace.readers.all({ text, values });
      if (!rows.ok) throw new Error(`${rows.error.message} ${rows.error.detail}`);
      return rows.value;
    },
    async remove() {
      await close();
      await folder.remove();
    },
  };
}

/** An event of so many days ago that is about no secret. */
export function anEventOf(daysAgo: number, overrides: EventOverrides = {}): EventToStore {
  const { event = {}, ...rest } = overrides;
  return anEventToStore({
    secretFingerprint: null,
    secretLength: null,
    ...rest,
    event: { timeUs: testNowUs - daysAgo * US_PER_DAY, ...event },
  });
}

/** Runs retention to its end, or throws with what went wrong. */
export async function runToEnd({ retention }: Pick<KeptWorkspace, 'retention'>) {
  const begun = await retention.run();
  if (!begun.ok) throw new Error(begun.error.message);
  await retention.finished();
  const status = await retention.status();
  if (!status.ok) throw new Error(status.error.message);
  if (status.value.error) throw new Error(`${status.value.error.message} ${status.value.error.detail}`);
  return status.value;
}
