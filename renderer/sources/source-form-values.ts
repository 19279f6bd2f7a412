import type { AppError } from '../../shared/app-error.ts';
import { addressOfHostName } from '../../shared/host-name.ts';
import type { SourceDraft } from '../../shared/ipc/ipc-contract.ts';
import type { SourceStatus, StreamSettings } from '../../shared/source-status.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { formatDay, parseDay } from './day.ts';

/** A stream's settings as they are typed: null while a field is empty. */
export interface StreamFormValues {
  readonly enabled: boolean;
  readonly intervalSeconds: number;
  readonly lookBackDays: number | null;
  readonly pageSize: number | null;
}

/** What stands in the form. Fields of the vendor are under `credential.<name>` and `setting.<name>` in errors. */
export interface SourceFormValues {
  readonly name: string;
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string>>;
  readonly streams: Readonly<Record<string, StreamFormValues>>;
  /** `2027-01-31`, or empty where it is not known. */
  readonly expiresOn: string;
}

export type FieldErrors = Readonly<Record<string, string>>;

export function newSourceValues(vendor: VendorDescriptor, takenNames: readonly string[]): SourceFormValues {
  return {
    name: freeName(vendor.title, takenNames),
    url: vendor.url.default ?? '',
    credentials: {},
    settings: defaultSettings(vendor),
    streams: defaultStreams(vendor),
    expiresOn: '',
  };
}

/** Credentials stay empty: what is kept never comes back into the window, and empty means "leave it". */
export function keptSourceValues(source: SourceStatus, vendor: VendorDescriptor): SourceFormValues {
  const kept = source.streams.map(({ stream, settings }) => [stream, settings] as const);
  const { credentialsExpire } = source;
  return {
    name: source.name,
    url: source.url,
    credentials: {},
    // An empty optional setting is one that was left empty, so its default stays out; a choice always has a value.
    settings: { ...defaultChoices(vendor), ...source.settings },
    streams: { ...defaultStreams(vendor), ...Object.fromEntries(kept) },
    expiresOn: credentialsExpire?.known === 'entered' ? formatDay(credentialsExpire.atUs) : '',
  };
}

export function toDraft(vendor: VendorDescriptor, values: SourceFormValues): SourceDraft {
  return {
    vendor: vendor.vendor,
    name: values.name.trim(),
    url: values.url.trim().replace(/\/+$/, ''),
    settings: withoutEmpty(values.settings, vendor.settings),
    // A pasted token often brings a line break along, which no vendor accepts.
    credentials: withoutEmpty(values.credentials, vendor.credentials),
    streams: Object.fromEntries(
      vendor.streams.map(({ name }) => [name, streamSettings(values.streams[name])] as const),
    ),
    credentialsExpireAtUs: parseDay(values.expiresOn),
  };
}

/** What is wrong, by field, each in a sentence. Empty when the draft can be sent. */
export function checkSourceForm(
  vendor: VendorDescriptor,
  values: SourceFormValues,
  known: { readonly takenNames: readonly string[]; readonly isKept: boolean },
): FieldErrors {
  const errors: Record<string, string> = {};
  const name = values.name.trim();
  if (name === '') errors.name = 'Give the source a name.';
  else if (isTaken(name, known.takenNames)) errors.name = 'Another source has this name.';
  const address = checkAddress(values.url.trim());
  if (address) errors.url = address;
  for (const field of vendor.credentials) {
    const isEmpty = !values.credentials[field.name]?.trim();
    if (field.required && isEmpty && !known.isKept)
      errors[`credential.${field.name}`] = `${field.label} is missing.`;
  }
  for (const field of vendor.settings) {
    const isEmpty = !values.settings[field.name]?.trim();
    if (field.required && isEmpty) errors[`setting.${field.name}`] = `${field.label} is missing.`;
  }
  if (values.expiresOn !== '' && parseDay(values.expiresOn) === null)
    errors.expiresOn = 'This is not a day. Write it as 2027-01-31.';
  return { ...errors, ...checkStreams(vendor, values) };
}

/** Under `streams` what concerns all of them, under `stream.<name>.<setting>` what is wrong with one. */
function checkStreams(vendor: VendorDescriptor, values: SourceFormValues): FieldErrors {
  const errors: Record<string, string> = {};
  const on = vendor.streams.filter(({ name }) => values.streams[name]?.enabled);
  if (on.length === 0) errors.streams = 'Switch on at least one stream.';
  for (const { name, title, pageSize } of on) {
    const stream = values.streams[name];
    if (stream?.lookBackDays === null)
      errors[`stream.${name}.lookBackDays`] = `How many days back for ${title}?`;
    if (pageSize && stream?.pageSize === null)
      errors[`stream.${name}.pageSize`] = `How many records a page for ${title}?`;
  }
  return errors;
}

/** A sentence on what is wrong with the address, or null. */
export function checkAddress(address: string): string | null {
  if (address === '') return 'The address is missing.';
  const url = URL.parse(addressOfHostName(address));
  if (!url || url.hostname === '') return 'This is not an address. It starts with https://';
  if (url.username || url.password)
    return 'Leave name and password out of the address; the token has its own field.';
  if (url.protocol === 'https:') return null;
  if (url.protocol !== 'http:') return 'The address has to start with https://';
  return isLoopback(url.hostname) ? null : 'Plain http would send the token readably. Use https://';
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The field an answer of main belongs to, so that its message stands where it can be mended; null: the whole form. */
export function fieldOfError(error: AppError, vendor: VendorDescriptor): string | null {
  switch (error.kind) {
    case 'insecure-address':
      return 'url';
    case 'credentials-missing':
    case 'credentials-rejected': {
      // With several, the answer does not say which of them was wrong.
      const [credential, another] = vendor.credentials;
      return credential && !another ? `credential.${credential.name}` : null;
    }
    default:
      return null;
  }
}

function defaultSettings(vendor: VendorDescriptor): Record<string, string> {
  return Object.fromEntries(
    vendor.settings.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])),
  );
}

function defaultChoices(vendor: VendorDescriptor): Record<string, string> {
  return defaultSettings({ ...vendor, settings: vendor.settings.filter(({ choices }) => choices) });
}

function defaultStreams(vendor: VendorDescriptor): Record<string, StreamFormValues> {
  return Object.fromEntries(
    vendor.streams.map(({ name, enabled, intervalSeconds, lookBackDays, pageSize }) => [
      name,
      { enabled, intervalSeconds, lookBackDays, pageSize: pageSize?.default ?? 0 },
    ]),
  );
}

/** A field that was emptied belongs to a stream that is off, or the form was not sent. */
function streamSettings(values: StreamFormValues | undefined): Partial<StreamSettings> {
  if (!values) return {};
  const { enabled, intervalSeconds, lookBackDays, pageSize } = values;
  return {
    enabled,
    intervalSeconds,
    ...(lookBackDays === null ? {} : { lookBackDays }),
    ...(pageSize === null ? {} : { pageSize }),
  };
}

function withoutEmpty(
  values: Readonly<Record<string, string>>,
  known: readonly { name: string }[],
): Record<string, string> {
  const kept = known.map(({ name }) => [name, values[name]?.trim() ?? ''] as const);
  return Object.fromEntries(kept.filter(([, value]) => value !== ''));
}

function freeName(title: string, taken: readonly string[]): string {
  if (!isTaken(title, taken)) return title;
  for (let number = 2; ; number += 1) {
    if (!isTaken(`${title} ${number}`, taken)) return `${title} ${number}`;
  }
}

/** In any case: two names that read the same would be mixed up. */
function isTaken(name: string, taken: readonly string[]): boolean {
  return taken.some((other) => other.toLowerCase() === name.toLowerCase());
}
