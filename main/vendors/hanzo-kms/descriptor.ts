import type { VendorDescriptor } from '../../../shared/vendor-descriptor.ts';

const permission = 'Organization role with “Audit Logs: Read” for the machine identity';

/** What the form and the command line ask for. */
export const hanzoKmsDescriptor: VendorDescriptor = {
  vendor: 'hanzo-kms',
  title: 'Hanzo KMS',
  summary:
    'Who read and changed secrets, identities, certificates and projects: the audit log of Hanzo KMS, and of Infisical, which it stems from.',
  url: {
    name: 'url',
    label: 'Server address',
    help: 'The address of the server, without /api. Plain http is accepted for this machine only.',
    placeholder: 'https://kms.example.com',
    required: true,
  },
  credentials: [
    {
      name: 'clientId',
      label: 'Client ID',
      help: 'From the Universal Auth settings of the machine identity.',
      required: true,
    },
    {
      name: 'clientSecret',
      label: 'Client secret',
      help: 'Shown once, when it is created; what the list shows later is only its beginning. Kept in the keychain of this computer and nowhere else.',
      required: true,
    },
  ],
  settings: [
    {
      name: 'projectId',
      label: 'Project ID',
      help: 'Leave empty to read the whole organization. Filled in, only this project is read, and the identity needs the permission in the project instead.',
      required: false,
      advanced: true,
    },
  ],
  streams: [
    {
      name: 'audit-log',
      title: 'Audit log',
      summary: 'Every recorded action of people, machine identities and the platform itself.',
      enabled: true,
      intervalSeconds: 300,
      lookBackDays: 30,
      pageSize: { default: 1_000, max: 1_000 },
      retentionDays: null,
      permissions: [permission],
      note: 'An empty log proves nothing: the plan or the server can have its storage switched off while log streams go on. What a log stream delivered elsewhere (Azure, Splunk, Datadog, Cribl, your own address) can be imported as files, and counts once if it was collected as well. Current servers also record each login and view of this app.',
    },
  ],
  setUpSteps: [
    'In the organization’s settings, open Access Control and create a machine identity for this computer.',
    'Give it an organization role that may read audit logs; no other right is needed.',
    'Open its Universal Auth settings. If trusted IPs are set there, add the address this computer is seen under.',
    'Create a client secret without a limit on its number of uses, and copy it at once: it is shown only this time.',
    'Enter the server’s address, the client ID and the client secret here and choose “Test connection”.',
    'If the server answers that it has no audit log to read: in the organization’s settings, open Audit Log Streams, choose Add Log Stream, pick the provider (or Custom with address and headers), and import the files that it keeps.',
  ],
  permissions: [permission],
  expiry: {
    label: 'Client secret ends on',
    help: 'A client secret can have a time to live, which the list of client secrets shows beside it. Leave empty if it has none.',
  },
};
