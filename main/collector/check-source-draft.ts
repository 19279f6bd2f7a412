import { type AppError, appError } from '../../shared/app-error.ts';
import { addressOfHostName } from '../../shared/host-name.ts';
import type { SourceDraft } from '../../shared/ipc/ipc-contract.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { StreamSettings } from '../../shared/source-status.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { checkAddress } from './address.ts';
import {
  checkSettingValues,
  checkStreamSettings,
  invalid,
  trimmed,
  unknownNameProblem,
} from './check-settings.ts';
import { settingFields } from './general-settings.ts';

const longestName = 100;

/** A draft that can be kept. */
export interface CheckedDraft extends SourceDraft {
  readonly streams: Record<string, StreamSettings>;
}

/**
 * A draft with its texts trimmed, its address in the one form that is stored and the settings of every stream, or what
 * is wrong with it, naming the field. Whether the required credentials are there is for `missingCredential`: some may be kept already.
 */
export function checkSourceDraft(
  draft: SourceDraft,
  vendor: VendorDescriptor,
  otherNames: readonly string[],
): Result<CheckedDraft, AppError> {
  const name = draft.name.trim();
  const url = checkBaseUrl(draft.url.trim() || (vendor.url.default ?? ''));
  if (!url.ok) return url;
  const problem =
    nameProblem(name, otherNames) ??
    unknownNameProblem('setting', Object.keys(draft.settings), settingFields(vendor), vendor.title) ??
    unknownNameProblem('credential', Object.keys(draft.credentials), vendor.credentials, vendor.title);
  if (problem !== null) return failed(problem);
  const settings = checkSettingValues(draft.settings, vendor);
  if (!settings.ok) return settings;
  const streams = checkStreamSettings(draft.streams, vendor);
  if (!streams.ok) return streams;
  const credentials = trimmed(draft.credentials);
  return ok({
    ...draft,
    name,
    url: url.value,
    settings: settings.value,
    streams: streams.value,
    credentials,
  });
}

/** The first required credential that has no value. */
export function missingCredential(
  vendor: VendorDescriptor,
  credentials: Readonly<Record<string, string>>,
): AppError | null {
  const missing = vendor.credentials.find((field) => field.required && !credentials[field.name]);
  if (missing === undefined) return null;
  return appError(
    'credentials-missing',
    `The credential “${missing.label}” (${missing.name}) is missing.`,
    `Enter it in the settings of this source. ${missing.help}`,
  );
}

function checkBaseUrl(text: string): Result<string, AppError> {
  if (text === '') return failed(invalid('The base URL is empty.', 'Enter the address of the API.'));
  const address = checkAddress(addressOfHostName(text));
  if (!address.ok) return address;
  const { protocol, host, pathname, search, hash } = address.value;
  if (search !== '' || hash !== '') {
    return failed(
      invalid(
        'The base URL has a part after “?” or “#”, which does not belong to it.',
        'Enter the address up to there. A token goes into the field for it, never into the address.',
      ),
    );
  }
  return ok(`${protocol}//${host}${pathname.replace(/\/+$/, '')}`);
}

function nameProblem(name: string, otherNames: readonly string[]): AppError | null {
  if (name === '') return invalid('The name is empty.', 'Give the source a name that tells it from others.');
  if (name.length > longestName) {
    return invalid(`The name is longer than ${longestName} characters.`, 'Choose a shorter name.');
  }
  if (hasControlCharacter(name)) {
    return invalid('The name has a line break or control character in it.', 'Enter it as plain text.');
  }
  const isTaken = otherNames.some((other) => other.toLowerCase() === name.toLowerCase());
  return isTaken ? invalid(`There is a source named “${name}” already.`, 'Choose another name.') : null;
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
