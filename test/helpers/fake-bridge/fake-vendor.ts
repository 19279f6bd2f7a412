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
      enabled: true,
      intervalSeconds: 600,
      lookBackDays: 60,
      pageSize: null,
      retentionDays: null,
      permissions: ['Read access to the scan audit log'],
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

/** A vendor with several streams and everything that a form may ask for. */
export const fakeSuite: VendorDescriptor = {
  vendor: 'entra-id',
  title: 'Microsoft Entra ID',
  summary: 'Sign-ins, changes in the directory, alerts, and the directory itself.',
  url: {
    name: 'url',
    label: 'Graph address',
    help: 'The Graph host of your cloud.',
    required: true,
    default: 'https://graph.example.com',
  },
  presets: [
    {
      label: 'Worldwide',
      url: 'https://graph.example.com',
      settings: { loginUrl: 'https://login.example.com' },
    },
    { label: 'China', url: 'https://graph.example.cn', settings: { loginUrl: 'https://login.example.cn' } },
  ],
  credentials: [
    { name: 'clientSecret', label: 'Client secret', help: 'The value, not the secret’s id.', required: true },
  ],
  settings: [
    { name: 'tenantId', label: 'Tenant id', help: 'Or the primary domain.', required: true },
    { name: 'clientId', label: 'Application id', help: 'Of the app registration.', required: true },
    {
      name: 'api',
      label: 'API version',
      help: 'Beta has more of each sign-in.',
      required: true,
      default: 'v1.0',
      choices: [
        { value: 'v1.0', label: 'v1.0' },
        { value: 'beta', label: 'beta' },
      ],
    },
    {
      name: 'loginUrl',
      label: 'Login address',
      help: 'Where tokens are asked for.',
      required: false,
      default: 'https://login.example.com',
      advanced: true,
    },
  ],
  streams: [
    ['sign-in-interactive', 'Interactive sign-ins', 'AuditLog.Read.All', true, 120],
    ['sign-in-non-interactive', 'Non-interactive sign-ins', 'AuditLog.Read.All', true, 120],
    ['sign-in-service-principal', 'Service principal sign-ins', 'AuditLog.Read.All', true, 120],
    ['directory-audit', 'Directory audits', 'AuditLog.Read.All', true, 120],
    ['alert', 'Security alerts', 'SecurityAlert.Read.All', true, 120],
    ['incident', 'Incidents', 'SecurityIncident.Read.All', true, 120],
    ['user', 'Users', 'User.Read.All', true, 3_600],
    ['device', 'Devices', 'Device.Read.All', false, 3_600],
  ].map(([name, title, permission, enabled, intervalSeconds]) => ({
    name: String(name),
    title: String(title),
    summary: `${title} of the tenant.`,
    enabled: enabled === true,
    intervalSeconds: Number(intervalSeconds),
    lookBackDays: 30,
    pageSize: { default: 200, max: 999 },
    retentionDays: 30,
    permissions: [String(permission)],
    ...(name === 'device' ? { note: 'Large tenants: the first run reads every device.' } : {}),
  })),
  setUpSteps: [
    'Open the Entra admin centre and register an application.',
    'Give it the application permissions below and grant admin consent.',
    'Make a client secret and copy its value at once.',
  ],
  permissions: ['AuditLog.Read.All', 'SecurityAlert.Read.All', 'User.Read.All'],
  expiry: { label: 'Secret ends on', help: 'Shown beside the secret; 24 months at most.' },
};
