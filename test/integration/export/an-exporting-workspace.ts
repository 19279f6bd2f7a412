import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { EventToStore } from '../../../main/database/stored-page.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { createExportService, type ExportServiceParts } from '../../../main/export/create-export-service.ts';
import type { ExportService } from '../../../main/export/export-service.ts';
import { buildRowsQuery } from '../../../main/query/build-page-query.ts';
import type { ExportJob } from '../../../shared/export-job.ts';
import type { IpcInput } from '../../../shared/ipc/ipc-contract.ts';
import { everything } from '../../../shared/query/query-node.ts';
import { defaultSort } from '../../../shared/question.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, aTemporaryWorkspace, testClock } from '../../helpers/temporary-workspace.ts';

export type ExportInput = IpcInput<'exports.start'>;

export interface ExportingWorkspace {
  readonly workspace: Workspace;
  readonly exports: ExportService;
  /** Where the exports go. */
  readonly folder: string;
  /** An export of everything to `out.csv` but for what is given. */
  anExport(overrides?: Partial<ExportInput>): ExportInput;
  /** The job once it has ended, however it did; throws when the export was refused. */
  run(overrides?: Partial<ExportInput>): Promise<ExportJob>;
  /** Why the export was refused; throws when it was not. */
  refusal(overrides: Partial<ExportInput>): Promise<string>;
  serviceWith(parts: Partial<ExportServiceParts>): ExportService;
  /** Ends the exports, too. */
  remove(): Promise<void>;
}

/** What must not leave in these tests, and how it is masked: quotes and comma are what a format escapes. */
export const maskCanary = (text: string) => text.replaceAll('canary, "value"', '‹secret›');

export async function anExportingWorkspace(): Promise<ExportingWorkspace> {
  const { workspace, remove } = await aTemporaryWorkspace();
  const folder = await aTemporaryFolder();

  const serviceWith = (parts: Partial<ExportServiceParts>) =>
    createExportService({
      readers: workspace.readers,
      writer: workspace.writer,
      buildRowsQuery,
      clock: testClock,
      mask: maskCanary,
      newId: randomUUID,
      exportFolder: folder.path,
      workspaceFolder: workspace.folder,
      ...parts,
    });
  const exports = serviceWith({});
  const anExport = (overrides: Partial<ExportInput> = {}): ExportInput => ({
    question: { tree: everything, span: { fromUs: null, toUs: null }, storedUntilUs: null },
    sort: defaultSort,
    format: 'csv',
    columns: ['time', 'secret_line', 'message'],
    path: join(folder.path, 'out.csv'),
    overwrite: false,
    ...overrides,
  });

  return {
    workspace,
    exports,
    folder: folder.path,
    anExport,
    async run(overrides) {
      const started = await exports.start(anExport(overrides));
      if (!started.ok) throw new Error(started.error.message);
      return exports.finished(started.value.jobId);
    },
    async refusal(overrides) {
      const started = await exports.start(anExport(overrides));
      if (started.ok) throw new Error('It was not refused');
      return started.error.message;
    },
    serviceWith,
    async remove() {
      await exports.close();
      await remove();
      await folder.remove();
    },
  };
}

const noonUs = Date.UTC(2026, 10, 19, 12) * 1_000;

/** An event so many minutes and 123 µs past noon of 2026-11-19. */
export function anEvent(minute: number, message: string | null, secretLine: number | null = 7): EventToStore {
  return anEventToStore({
    event: {
      timeUs: noonUs + minute * 60_000_000 + 123,
      secretLine,
      ocsf: message === null ? {} : { message },
    },
  });
}

/** So many events that an export of them is still under way when `start` answers. */
export const manyEvents = () => Array.from({ length: 6_000 }, (_, index) => anEvent(index, `m${index}`));
