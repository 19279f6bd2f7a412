import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import type { SourceRecord } from '../database/writer.ts';
import { completeSettings } from './stream-settings.ts';

/**
 * The source that imported records belong to. An event's id follows from its source, so the choice decides whether an
 * event that is both collected and imported is kept once: under the same source it is. Hence: the source that is named;
 * or the vendor's only source; or, where there is none or more than one, a source that holds imports only.
 */
export function chooseImportSource(
  vendor: VendorDescriptor,
  sources: readonly SourceRecord[],
  named: string | null,
  nowUs: number,
): Result<SourceRecord, AppError> {
  const ofVendor = sources.filter((source) => source.vendor === vendor.vendor);
  if (named !== null) {
    const wanted = ofVendor.find(
      ({ sourceId, name }) => sourceId === named || name.toLowerCase() === named.toLowerCase(),
    );
    return wanted === undefined ? failed(noSuchName(named, vendor, ofVendor)) : ok(wanted);
  }
  const sourceId = `import-${vendor.vendor}`;
  const imports = ofVendor.find((source) => source.sourceId === sourceId);
  const [only, ...others] = ofVendor.filter((source) => source.sourceId !== sourceId);
  if (imports === undefined && only !== undefined && others.length === 0) return ok(only);
  return ok(imports ?? importSource(sourceId, vendor, sources, nowUs));
}

/** Paused and without an address: nothing is ever collected for it. */
function importSource(
  sourceId: string,
  vendor: VendorDescriptor,
  sources: readonly SourceRecord[],
  nowUs: number,
): SourceRecord {
  const title = `Imported (${vendor.title})`;
  const isTaken = sources.some(({ name }) => name.toLowerCase() === title.toLowerCase());
  return {
    sourceId,
    vendor: vendor.vendor,
    name: isTaken ? `${title} ${sourceId}` : title,
    url: '',
    settings: {},
    paused: true,
    streams: completeSettings(vendor, {}),
    credentialsExpireAtUs: null,
    createdAtUs: nowUs,
  };
}

function noSuchName(named: string, vendor: VendorDescriptor, sources: readonly SourceRecord[]): AppError {
  const names = sources.map(({ name }) => `“${name}”`).join(', ');
  return appError(
    'invalid-input',
    `There is no source “${named.slice(0, 100)}” of ${vendor.title}.`,
    names === '' ? 'Leave the source out, or add it first.' : `Known are: ${names}.`,
  );
}
