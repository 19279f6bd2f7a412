import type { StreamSettings } from '../../shared/source-status.ts';
import type { VendorDescriptor, VendorStream } from '../../shared/vendor-descriptor.ts';
import type { SourceRecord } from '../database/writer.ts';

export function defaultSettings(stream: VendorStream): StreamSettings {
  const { enabled, intervalSeconds, lookBackDays, pageSize } = stream;
  return { enabled, intervalSeconds, lookBackDays, pageSize: pageSize?.default ?? 0 };
}

/** A stream that is newer than the source, or than the version that saved it, has the vendor's defaults. */
export function settingsOf(
  source: Pick<SourceRecord, 'streams'>,
  vendor: VendorDescriptor,
  stream: string,
): StreamSettings {
  const ofVendor = vendor.streams.find(({ name }) => name === stream);
  const defaults = ofVendor === undefined ? offSettings : defaultSettings(ofVendor);
  return { ...defaults, ...source.streams[stream] };
}

/** Of every stream of the vendor. */
export function completeSettings(
  vendor: VendorDescriptor,
  overrides: Readonly<
    Record<string, { readonly [Name in keyof StreamSettings]?: StreamSettings[Name] | undefined }>
  >,
): Record<string, StreamSettings> {
  return Object.fromEntries(
    vendor.streams.map((stream) => {
      const given = Object.entries(overrides[stream.name] ?? {}).filter(([, value]) => value !== undefined);
      return [stream.name, { ...defaultSettings(stream), ...Object.fromEntries(given) }];
    }),
  );
}

const offSettings: StreamSettings = { enabled: false, intervalSeconds: 3_600, lookBackDays: 1, pageSize: 0 };
