import { type AppError, appError } from '../../shared/app-error.ts';
import type { SourceDraft } from '../../shared/ipc/ipc-contract.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { checkAddress } from './address.ts';

const longestName = 100;
const lookBackLimits = { least: 1, most: 3_650 };
const intervalLimits = { least: 1, most: 10_080 };

/**
 * A draft with its texts trimmed and its address in the one form that is stored, or what is wrong with it, naming the
 * field. Whether the required credentials are there is for `missingCredential`: some may be kept already.
 */
export function checkSourceDraft(
  draft: SourceDraft,
  vendor: VendorDescriptor,
  otherNames: readonly string[],
): Result<SourceDraft, AppError> {
  const name = draft.name.trim();
  const url = checkBaseUrl(draft.url.trim());
  if (!url.ok) return url;
  const problem =
    nameProblem(name, otherNames) ??
    limitProblem('look-back', 'days', draft.lookBackDays, lookBackLimits) ??
    limitProblem('interval', 'minutes', draft.intervalMinutes, intervalLimits) ??
    unknownNameProblem('setting', Object.keys(draft.settings), vendor.settings, vendor.title) ??
    unknownNameProblem('credential', Object.keys(draft.credentials), vendor.credentials, vendor.title);
  if (problem !== null) return failed(problem);
  const settings = trimmed(draft.settings);
  const missing = vendor.settings.find((field) => field.required && settings[field.name] === undefined);
  if (missing !== undefined) {
    return failed(invalid(`The setting “${missing.label}” is empty.`, 'Fill it in.'));
  }
  return ok({ ...draft, name, url: url.value, settings, credentials: trimmed(draft.credentials) });
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
  const address = checkAddress(text);
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

function limitProblem(
  field: string,
  unit: string,
  value: number,
  { least, most }: { least: number; most: number },
): AppError | null {
  if (Number.isInteger(value) && value >= least && value <= most) return null;
  return invalid(
    `The ${field} is not a whole number of ${unit} from ${least} to ${most}.`,
    'Enter another number.',
  );
}

function unknownNameProblem(
  kind: string,
  given: readonly string[],
  known: readonly { readonly name: string }[],
  vendorTitle: string,
): AppError | null {
  const names = known.map(({ name }) => name);
  const unknown = given.find((name) => !names.includes(name));
  if (unknown === undefined) return null;
  return invalid(
    `${vendorTitle} has no ${kind} “${unknown.slice(0, 60)}”.`,
    names.length === 0 ? `Leave it out: there is no ${kind}.` : `Known are: ${names.join(', ')}.`,
  );
}

/** Without those that are empty: an empty field means that there is no value. */
function trimmed(values: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(values).map(([name, value]) => [name, value.trim()] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

function invalid(message: string, remedy: string): AppError {
  return appError('invalid-input', message, remedy);
}
