import { randomUUID } from 'node:crypto';
import type { EventToStore, PageToStore } from '../../main/database/stored-page.ts';
import type { Workspace } from '../../main/database/workspace.ts';
import type { RunCounts } from '../../shared/source-status.ts';
import { aPageToStore } from './event-builders.ts';

/** Stores the events in a run of their own, or throws. */
export async function commitEvents(
  workspace: Workspace,
  events: readonly EventToStore[],
  page: Partial<PageToStore> = {},
): Promise<RunCounts> {
  const whole = aPageToStore({ runId: randomUUID(), ...page, events });
  const { runId, sourceId, stream, receivedAtUs } = whole;
  await workspace.writer.startRun({ runId, sourceId, stream, startedAtUs: receivedAtUs });
  const counts = await workspace.writer.commitPage(whole);
  if (!counts.ok) throw new Error(`${counts.error.message} ${counts.error.detail}`);
  await workspace.writer.finishRun({ runId, finishedAtUs: receivedAtUs, outcome: 'succeeded', error: null });
  return counts.value;
}
