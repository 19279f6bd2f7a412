import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { noSuchStream, noSuchVendor } from './source-problems.ts';
import type { StreamDefinition, VendorDefinition } from './stream-definition.ts';

/** By the name that the command line and the `vendor` column use. */
export function findVendor(
  vendors: readonly VendorDefinition[],
  name: string,
): Result<VendorDefinition, AppError> {
  const vendor = vendors.find(({ descriptor }) => descriptor.vendor === name);
  if (vendor !== undefined) return ok(vendor);
  const known = vendors.map(({ descriptor }) => descriptor.vendor);
  return failed(noSuchVendor(name, known));
}

export function findStream(vendor: VendorDefinition, name: string): Result<StreamDefinition, AppError> {
  const stream = vendor.streams.find((one) => one.name === name);
  if (stream !== undefined) return ok(stream);
  const known = vendor.streams.map((one) => one.name);
  return failed(noSuchStream(name, vendor.descriptor.title, known));
}
