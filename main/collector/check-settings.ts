import { type AppError, appError } from '../../shared/app-error.ts';
import type { SourceDraft } from '../../shared/ipc/ipc-contract.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { StreamSettings } from '../../shared/source-status.ts';
import type { VendorDescriptor, VendorStream } from '../../shared/vendor-descriptor.ts';
import { settingFields } from './general-settings.ts';
import { completeSettings } from './stream-settings.ts';

type SettingField = VendorDescriptor['settings'][number];

/**
 * The settings as they are stored: trimmed, a choice in the spelling of the list, a default where nothing was said.
 * What was said to be empty stays so.
 */
export function checkSettingValues(
  given: SourceDraft['settings'],
  vendor: VendorDescriptor,
): Result<Record<string, string>, AppError> {
  const values: Record<string, string> = {};
  for (const field of settingFields(vendor)) {
    const value =
      (given[field.name] ?? field.default ?? '').trim() || (field.required ? (field.default ?? '') : '');
    if (value === '') {
      if (field.required) return failed(invalid(`The setting “${field.label}” is empty.`, 'Fill it in.'));
      continue;
    }
    const chosen = choiceOf(field, value);
    if (chosen === null) {
      const known = (field.choices ?? []).map((choice) => choice.value).join(', ');
      return failed(
        invalid(`The setting “${field.label}” can’t be “${value.slice(0, 60)}”.`, `Choose one of: ${known}.`),
      );
    }
    values[field.name] = chosen;
  }
  return ok(values);
}

/** Null where it is none of them. By value or by label, whatever the case. */
function choiceOf({ choices }: SettingField, value: string): string | null {
  if (choices === undefined) return value;
  const wanted = value.toLowerCase();
  const found = choices.find((choice) =>
    [choice.value, choice.label].some((text) => text.toLowerCase() === wanted),
  );
  return found?.value ?? null;
}

const intervalLimits = { least: 10, most: 604_800 };
const lookBackLimits = { least: 1, most: 3_650 };

/** The settings of every stream: the vendor's, with what the draft says over them. */
export function checkStreamSettings(
  given: SourceDraft['streams'],
  vendor: VendorDescriptor,
): Result<Record<string, StreamSettings>, AppError> {
  const unknown = unknownNameProblem('stream', Object.keys(given), vendor.streams, vendor.title);
  if (unknown !== null) return failed(unknown);
  const streams = completeSettings(vendor, given);
  for (const stream of vendor.streams) {
    const settings = streams[stream.name];
    if (settings === undefined) continue;
    const problem =
      limitProblem(`interval of “${stream.title}”`, 'seconds', settings.intervalSeconds, intervalLimits) ??
      limitProblem(`look-back of “${stream.title}”`, 'days', settings.lookBackDays, lookBackLimits) ??
      pageSizeProblem(stream, settings.pageSize);
    if (problem !== null) return failed(problem);
    if (stream.pageSize === null) streams[stream.name] = { ...settings, pageSize: 0 };
  }
  return ok(streams);
}

function pageSizeProblem({ pageSize, title }: VendorStream, value: number): AppError | null {
  if (pageSize === null) return null;
  return limitProblem(`page size of “${title}”`, 'records', value, { least: 1, most: pageSize.max });
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

export function unknownNameProblem(
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
export function trimmed(values: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(values).map(([name, value]) => [name, value.trim()] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

export function invalid(message: string, remedy: string): AppError {
  return appError('invalid-input', message, remedy);
}
