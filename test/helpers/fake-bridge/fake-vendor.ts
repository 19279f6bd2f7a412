import type { VendorDescriptor } from '../../../shared/vendor-descriptor.ts';

export const fakeVendor: VendorDescriptor = {
  vendor: 'entro',
  title: 'Entro Security',
  summary: 'Secrets that were found in what people and services wrote, from the scan audit log.',
  url: {
    name: 'url',
    label: 'Base URL',
    help: 'The address of your Entro instance, without a path.',
    placeholder: 'https://api.entro.example',
    required: true,
  },
  credentials: [
    {
      name: 'token',
      label: 'API token',
      help: 'Sent as it is, without a word before it.',
      required: true,
    },
  ],
  settings: [
    {
      name: 'authorizationPrefix',
      label: 'Authorization prefix',
      help: 'Only where your tenant asks for a word before the token.',
      placeholder: 'none',
      required: false,
    },
  ],
  streams: [
    {
      name: 'audit',
      title: 'Audit log',
      summary: 'Scans and their findings',
      intervalMinutes: 10,
      lookBackDays: 60,
    },
  ],
  setUpSteps: [
    'Sign in to Entro as an administrator.',
    'Open Settings, then API tokens, and choose New token.',
    'Give it a name that says Keyglass, and the permission for the audit-log endpoint.',
    'Copy the token: Entro shows it once.',
  ],
  permissions: ['Read access to the scan audit log'],
};
