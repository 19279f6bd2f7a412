import { basename } from 'node:path';
import { type AppError, appError } from '../../shared/app-error.ts';
import { clearlyAnother } from '../../shared/import-job.ts';
import { findStream } from './find-vendor.ts';
import { inspectFile } from './inspect-files.ts';
import type { VendorDefinition } from './stream-definition.ts';

/** The error of an import whose files look like the records of another stream than was said. */
export interface MixUpError extends AppError {
  readonly looksLike: { readonly vendor: string; readonly stream: string };
}

export function isMixUp(error: AppError): error is MixUpError {
  return 'looksLike' in error;
}

/**
 * The first file that is clearly of another stream than was said, as an error; null where none is. A mapping takes nearly
 * anything for an event of an unknown kind, so what is mixed up here would be stored, and be hard to find again.
 */
export async function looksLikeAnother(
  said: { readonly vendor: string; readonly stream: string; readonly paths: readonly string[] },
  vendors: readonly VendorDefinition[],
  signal: AbortSignal,
): Promise<AppError | null> {
  for (const path of said.paths) {
    const { candidates } = await inspectFile(path, vendors, signal);
    const other = clearlyAnother(candidates, said);
    if (other !== null) return mixUp(basename(path), other, said, vendors);
  }
  return null;
}

function mixUp(
  file: string,
  { vendor, stream }: { readonly vendor: string; readonly stream: string },
  said: { readonly vendor: string; readonly stream: string },
  vendors: readonly VendorDefinition[],
): MixUpError {
  const like = titlesOf(vendors, vendor, stream);
  const error = appError(
    'invalid-input',
    `${file} looks like ${like}, not like ${titlesOf(vendors, said.vendor, said.stream)}. Nothing was imported.`,
    `Import it as ${like}.`,
  );
  return { ...error, looksLike: { vendor, stream } };
}

/** “SentinelOne / Threats”. */
function titlesOf(vendors: readonly VendorDefinition[], vendorName: string, streamName: string): string {
  const vendor = vendors.find(({ descriptor }) => descriptor.vendor === vendorName);
  if (vendor === undefined || !findStream(vendor, streamName).ok) return `${vendorName} / ${streamName}`;
  const title = vendor.descriptor.streams.find(({ name }) => name === streamName)?.title ?? streamName;
  return `${vendor.descriptor.title} / ${title}`;
}
