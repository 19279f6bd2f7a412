import type { AppError } from '../../shared/app-error.ts';
import type { SourceDraft } from '../../shared/ipc/ipc-contract.ts';
import type { SourceStatus } from '../../shared/source-status.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';

/** What stands in the form. Fields of the vendor are under `credential.<name>` and `setting.<name>` in errors. */
export interface SourceFormValues {
  readonly name: string;
  readonly url: string;
  readonly lookBackDays: number | null;
  readonly intervalMinutes: number | null;
  readonly credentials: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string>>;
}

export type FieldErrors = Readonly<Record<string, string>>;

export function newSourceValues(vendor: VendorDescriptor, takenNames: readonly string[]): SourceFormValues {
  return {
    name: freeName(vendor.title, takenNames),
    url: '',
    lookBackDays: Math.max(...vendor.streams.map((stream) => stream.lookBackDays)),
    intervalMinutes: Math.min(...vendor.streams.map((stream) => stream.intervalMinutes)),
    credentials: {},
    settings: {},
  };
}

/** Credentials stay empty: what is kept never comes back into the window, and empty means "leave it". */
export function keptSourceValues(source: SourceStatus): SourceFormValues {
  const { name, url, lookBackDays, intervalMinutes, settings } = source;
  return { name, url, lookBackDays, intervalMinutes, settings, credentials: {} };
}

export function toDraft(vendor: VendorDescriptor, values: SourceFormValues): SourceDraft {
  return {
    vendor: vendor.vendor,
    name: values.name.trim(),
    url: values.url.trim().replace(/\/+$/, ''),
    lookBackDays: values.lookBackDays ?? 1,
    intervalMinutes: values.intervalMinutes ?? 1,
    settings: withoutEmpty(values.settings, vendor.settings),
    // A pasted token often brings a line break along, which no vendor accepts.
    credentials: withoutEmpty(values.credentials, vendor.credentials),
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
  if (values.lookBackDays === null) errors.lookBackDays = 'How many days back? At least 1.';
  if (values.intervalMinutes === null) errors.intervalMinutes = 'How often? At least every minute.';
  for (const field of vendor.credentials) {
    const isEmpty = !values.credentials[field.name]?.trim();
    if (field.required && isEmpty && !known.isKept)
      errors[`credential.${field.name}`] = `${field.label} is missing.`;
  }
  for (const field of vendor.settings) {
    const isEmpty = !values.settings[field.name]?.trim();
    if (field.required && isEmpty) errors[`setting.${field.name}`] = `${field.label} is missing.`;
  }
  return errors;
}

/** A sentence on what is wrong with the address, or null. */
export function checkAddress(address: string): string | null {
  if (address === '') return 'The address is missing.';
  const url = URL.parse(address);
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
      const [credential] = vendor.credentials;
      return credential ? `credential.${credential.name}` : null;
    }
    default:
      return null;
  }
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
