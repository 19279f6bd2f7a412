import { type AppError, appError } from '../../shared/app-error.ts';

export function noSuchSource(): AppError {
  return appError('not-found', 'There is no such source any more.', 'Look at the list of sources again.');
}

export function noSuchVendor(vendor: string, known: readonly string[]): AppError {
  return appError(
    'invalid-input',
    `There is no vendor “${vendor.slice(0, 60)}”.`,
    `Known are: ${known.join(', ')}.`,
  );
}

export function noSuchStream(stream: string, vendorTitle: string, known: readonly string[]): AppError {
  return appError(
    'invalid-input',
    `${vendorTitle} has no stream “${stream.slice(0, 60)}”.`,
    `Known are: ${known.join(', ')}.`,
  );
}

export function holdsImportsOnly(name: string): AppError {
  return appError(
    'invalid-input',
    `“${name}” holds imported files and has no address to collect from.`,
    'Enter the base URL and the credentials in its settings, if it is to collect as well.',
  );
}

export function hasNoPast(streamTitle: string): AppError {
  return appError(
    'invalid-input',
    `“${streamTitle}” can’t be filled back: its API tells what there is now, not what there was.`,
    'Leave this stream out. Each of its runs reads the present state.',
  );
}

export function noBackFill(): AppError {
  return appError(
    'not-found',
    'There is no back-fill of this stream any more.',
    'It may have ended meanwhile.',
  );
}
