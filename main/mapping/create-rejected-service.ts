import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { StreamDefinition, VendorDefinition } from '../collector/stream-definition.ts';
import type { Readers } from '../database/readers.ts';
import { readRejection, type SealedRejection } from '../database/rejected-reader.ts';
import { readSources } from '../database/source-reader.ts';
import type { Writer } from '../database/writer.ts';
import type { Egress } from '../secrets/egress.ts';
import type { Vault } from '../secrets/vault.ts';
import { exportRejected } from './export-rejected.ts';
import { type OpenedRecord, openRejected } from './open-rejected.ts';
import type { RejectedService } from './rejected-service.ts';

export interface RejectedParts {
  readonly readers: Readers;
  readonly writer: Pick<Writer, 'recordAudit'>;
  readonly vendors: readonly VendorDefinition[];
  /** Without one, rejected records stay shut. */
  readonly vault: Result<Vault, AppError>;
  readonly egress: Pick<Egress, 'text'> & Partial<Pick<Egress, 'ready'>>;
  readonly clock: { nowUs(): number };
  /** Where a path that is not absolute starts from. */
  readonly exportFolder: string;
  /** Exports into this folder are refused. */
  readonly workspaceFolder: string;
}

/** Enough to see what is wrong with a record; a window that shows more stands still. The export has all of it. */
const LONGEST_SHOWN = 400_000;

export function createRejectedService(parts: RejectedParts): RejectedService {
  const { readers, vault, egress } = parts;

  /** What opens the records of one source. */
  async function openerOf(
    sourceId: string,
  ): Promise<Result<(sealed: SealedRejection) => OpenedRecord, AppError>> {
    if (!vault.ok) return failed(locked(vault.error));
    const sources = await readSources(readers);
    if (!sources.ok) return sources;
    await egress.ready?.();
    const vendor = sources.value.find((source) => source.sourceId === sourceId)?.vendor;
    const streams = parts.vendors.find(({ descriptor }) => descriptor.vendor === vendor)?.streams ?? [];
    return ok((sealed) => open(sealed, streams, vault.value, egress));
  }

  return {
    async show(which) {
      const opener = await openerOf(which.sourceId);
      if (!opener.ok) return opener;
      const sealed = await readRejection(readers, which);
      if (!sealed.ok) return sealed;
      const { record, isMasked } = opener.value(sealed.value);
      const text = typeof record === 'string' ? record : JSON.stringify(record, null, 2);
      return ok({ text: shortened(text), isMasked });
    },
    async exportAll(input, signal) {
      const opener = await openerOf(input.sourceId);
      return opener.ok ? exportRejected({ ...parts, ...input, open: opener.value, signal }) : opener;
    },
  };
}

function open(
  { rejectedId, stream, ciphertext }: SealedRejection,
  streams: readonly StreamDefinition[],
  vault: Vault,
  egress: Pick<Egress, 'text'>,
): OpenedRecord {
  let text: string;
  try {
    text = vault.unseal(ciphertext, rejectedId);
  } catch {
    return { record: '‹what is sealed of this record is damaged›', isMasked: false };
  }
  const declaration = streams.find(({ name }) => name === stream);
  return openRejected(text, declaration, vault, egress);
}

function shortened(text: string): string {
  if (text.length <= LONGEST_SHOWN) return text;
  return `${text.slice(0, LONGEST_SHOWN).toWellFormed()}\n… ${text.length - LONGEST_SHOWN} more characters; export it to see them.`;
}

function locked(error: AppError): AppError {
  return appError(
    'vault-locked',
    `Rejected records are kept sealed, and can’t be opened. ${error.message}`,
    error.remedy,
  );
}
