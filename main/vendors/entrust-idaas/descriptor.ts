import type { VendorDescriptor } from '../../../shared/vendor-descriptor.ts';

const permissions = ['Reports: View (some tenants want Super Administrator)'];

/** How long the vendor keeps the logs is not published; a month is what most ask back for. */
const defaults = {
  enabled: true,
  intervalSeconds: 300,
  lookBackDays: 30,
  pageSize: { default: 100, max: 100 },
  retentionDays: null,
  permissions,
};

export const entrustIdaasDescriptor: VendorDescriptor = {
  vendor: 'entrust-idaas',
  title: 'Entrust IDaaS',
  summary: 'Sign-ins by every method, and what administrators changed, from Entrust Identity as a Service.',
  url: {
    name: 'url',
    label: 'Hostname',
    help: 'The hostname from the credentials file of the Administration API application, with or without https:// before it.',
    placeholder: 'https://example.us.trustedauth.com',
    required: true,
  },
  credentials: [
    {
      name: 'applicationId',
      label: 'Application ID',
      help: 'The applicationId from the credentials file.',
      placeholder: '00000000-0000-0000-0000-000000000000',
      required: true,
    },
    {
      name: 'sharedSecret',
      label: 'Shared secret',
      help: 'The sharedSecret from the same file. Kept in the keychain of this computer and nowhere else.',
      required: true,
    },
  ],
  settings: [],
  streams: [
    {
      ...defaults,
      name: 'authentication',
      title: 'Authentication',
      summary:
        'Sign-ins and their stages: password, codes, push, passkeys, SAML, OpenID Connect, and what was denied.',
      note: 'Keyglass logs in to the API itself; each of its logins is an AuthenticationAdminApiSuccessEvent. To leave them out, ask with: not operation:AuthenticationAdminApiSuccessEvent',
    },
    {
      ...defaults,
      name: 'management',
      title: 'Management',
      summary: 'Changes of users, groups, roles, applications, policies, authenticators and settings.',
      note: 'The API can be asked for two categories of events, authentication and management. Events of another one, such as the issuance of cards, are not collected; files of them can be imported.',
    },
  ],
  setUpSteps: [
    'Sign in to the administration portal of your Entrust IDaaS tenant and open Security → Applications.',
    'Choose + and add an application of the kind Administration API. Give it a name and a description that tell what it is for.',
    'In its setup choose a role. Try one with View on Reports first; where that is refused, Super Administrator is needed.',
    'At the end download the JSON file with the credentials, or copy application ID and shared secret: the secret is shown once.',
    'Enter the file’s hostname, applicationId and sharedSecret here and choose “Test connection”.',
  ],
  permissions,
};
