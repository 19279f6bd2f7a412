import { randomUUID } from 'node:crypto';
import { prepareRecords } from '../../../main/collector/prepare-page.ts';
import type { StreamDefinition, VendorDefinition } from '../../../main/collector/stream-definition.ts';
import type { PlainRow } from '../../../main/database/readers.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { createMapAgainService } from '../../../main/mapping/create-map-again-service.ts';
import type { MapAgainService } from '../../../main/mapping/map-again-service.ts';
import type { Vault } from '../../../main/secrets/vault.ts';
import type { MapAgain } from '../../../shared/map-again.ts';
import { ok } from '../../../shared/result.ts';
import { aPageToStore } from '../../helpers/event-builders.ts';
import { aSourceRecord } from '../../helpers/source-record.ts';
import { aTemporaryWorkspace, testClock, testNowUs } from '../../helpers/temporary-workspace.ts';
import { openTestVault } from '../../unit/secrets/test-vault.ts';
import type { TestRecord } from './versioned-stream.ts';

type Parts = Parameters<typeof createMapAgainService>[0];

export interface MappedWorkspace {
  readonly workspace: Workspace;
  readonly vault: Vault;
  /** Stores the records as a page of the source, in a run that does not end. */
  collect(stream: StreamDefinition, ...records: readonly TestRecord[]): Promise<void>;
  /** A service to which the vendor has this stream alone. */
  serviceOf(stream: StreamDefinition, overrides?: Partial<Parts>): MapAgainService;
  rows(text: string): Promise<readonly PlainRow[]>;
  /** Closes the services, too. */
  remove(): Promise<void>;
}

/** A workspace with the source “Entro EU”, whose events can be mapped again. */
export async function aMappedWorkspace(): Promise<MappedWorkspace> {
  const { workspace, remove } = await aTemporaryWorkspace();
  const vault = await openTestVault();
  const services: MapAgainService[] = [];
  await workspace.writer.saveSource(aSourceRecord());
  return {
    workspace,
    vault,
    async collect(stream, ...records) {
      const context = { sourceId: 'source-1', stream, vault, receivedAtUs: testNowUs };
      const prepared = await prepareRecords(records, context);
      if (!prepared) throw new Error('Cancelled');
      const page = aPageToStore({ runId: randomUUID(), receivedAtUs: testNowUs, ...prepared });
      await workspace.writer.startRun({ ...page, startedAtUs: testNowUs });
      const counts = await workspace.writer.commitPage(page);
      if (!counts.ok) throw new Error(`${counts.error.message} ${counts.error.detail}`);
    },
    serviceOf(stream, overrides = {}) {
      const vendor = { descriptor: { vendor: 'entro' }, streams: [stream] } as unknown as VendorDefinition;
      const service = createMapAgainService({
        readers: workspace.readers,
        writer: workspace.writer,
        vendors: [vendor],
        vault: ok(vault),
        clock: testClock,
        newId: randomUUID,
        ...overrides,
      });
      services.push(service);
      return service;
    },
    async rows(text) {
      const answer = await workspace.readers.all({ text, values: [] });
      if (!answer.ok) throw new Error(`${answer.error.message} ${answer.error.detail}`);
      return answer.value;
    },
    async remove() {
      for (const service of services) await service.close();
      await remove();
    },
  };
}

/** Maps again to the end, however that is, and answers how things stand then. */
export async function mapAgain(service: MapAgainService, sourceId: string | null = null): Promise<MapAgain> {
  const begun = await service.mapAgain(sourceId);
  if (!begun.ok) throw new Error(begun.error.message);
  await service.finished();
  return statusOf(service);
}

export async function statusOf(service: MapAgainService): Promise<MapAgain> {
  const status = await service.status();
  if (!status.ok) throw new Error(`${status.error.message} ${status.error.detail}`);
  return status.value;
}
