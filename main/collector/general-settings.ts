import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';

/** Settings that every source may have, whatever its vendor. */
const generalSettings: VendorDescriptor['settings'] = [
  {
    name: 'caFile',
    label: 'Own certificate authority (file)',
    help: 'Only where the server’s certificate is signed by an authority that is not generally known, your company’s own for example: the whole path of that authority’s certificate (PEM). It is trusted for this source alone, beside the usual ones.',
    placeholder: '/path/to/company-ca.pem',
    required: false,
    advanced: true,
  },
];

/** The vendor's own settings, and those that every source may have. */
export function settingFields({ settings }: VendorDescriptor): VendorDescriptor['settings'] {
  return [...settings, ...generalSettings];
}

/** The path of the file with certificates to trust as well; null where there is none. */
export function caFileOf(settings: Readonly<Record<string, string>>): string | null {
  return settings.caFile?.trim() || null;
}
