import type { VendorDescriptor, VendorStream } from '../../../shared/vendor-descriptor.ts';

const EVERY_DAY = 86_400;

const often = {
  enabled: true,
  intervalSeconds: 30,
  lookBackDays: 1,
  pageSize: { default: 100, max: 1_000 },
  retentionDays: null,
} as const;

const daily = {
  ...often,
  intervalSeconds: EVERY_DAY,
  pageSize: { default: 1_000, max: 1_000 },
} as const;

export const sentineloneStreams: readonly VendorStream[] = [
  {
    ...often,
    name: 'activity',
    title: 'Activity',
    summary: 'The console’s own log: sign-ins, changes of policies and users, actions of agents.',
    permissions: ['Activity -> view'],
  },
  {
    ...often,
    name: 'agent',
    title: 'Agents',
    summary: 'Endpoints with their state and protection, each time something of it changes.',
    permissions: ['Endpoints -> view'],
  },
  {
    ...often,
    name: 'alert',
    title: 'Alerts',
    summary: 'What custom (STAR) rules found.',
    permissions: ['STAR Rule Alerts -> view'],
    note: 'Cloud consoles only: STAR custom rules do not exist on premises, so switch this off for an on-premises console.',
  },
  {
    ...daily,
    name: 'application',
    title: 'Applications',
    summary: 'Software that is installed on endpoints, read as a whole once a day.',
    permissions: ['Applications -> view'],
    note: 'Takes one request and more for each application, so a large inventory takes a while.',
  },
  {
    ...daily,
    name: 'application-risk',
    title: 'Application risks',
    summary: 'Known vulnerabilities (CVE) of installed software, read as a whole once a day.',
    permissions: ['Applications -> viewRisks'],
  },
  {
    ...often,
    name: 'group',
    title: 'Groups',
    summary: 'Groups of endpoints. The token with which endpoints join one is kept in the vault only.',
    permissions: ['Groups -> view'],
  },
  {
    ...often,
    name: 'threat',
    title: 'Threats',
    summary: 'Malicious and suspicious findings, each time their status, verdict or mitigation changes.',
    permissions: ['Threats -> view'],
  },
  {
    ...daily,
    name: 'threat-event',
    title: 'Threat events',
    summary: 'What processes did in the course of a threat: files, registry, network, names asked for.',
    enabled: false,
    permissions: ['Threats -> view'],
    note: 'Every threat that changed is read in full, with one request and more for each; off at first for that.',
  },
];

export const sentineloneDescriptor: VendorDescriptor = {
  vendor: 'sentinelone',
  title: 'SentinelOne',
  summary: 'Threats, alerts, endpoints, installed software and the log of a SentinelOne console.',
  url: {
    name: 'url',
    label: 'Console URL',
    help: 'The address of your management console, up to the first slash.',
    placeholder: 'https://example.sentinelone.net',
    required: true,
  },
  credentials: [
    {
      name: 'token',
      label: 'API token',
      help: 'The token alone, without a word before it. Kept in the keychain of this computer and nowhere else.',
      required: true,
    },
  ],
  settings: [
    {
      name: 'siteIds',
      label: 'Only these sites',
      help: 'Ids of sites with commas between them. Leave empty for all that the token may see.',
      placeholder: '1234567890123456789, 1234567890123456790',
      required: false,
      advanced: true,
    },
  ],
  streams: [...sentineloneStreams],
  setUpSteps: [
    'Sign in to the SentinelOne management console as an administrator.',
    'Open your account at the right end of the top bar and choose My User. A service user with a role of its own does as well, and its token can live longer.',
    'Give the role of that user the permissions listed here, for the accounts or sites that are to be read.',
    'Under API Token choose Actions › API Token Operations › Generate API Token, and enter the code of the second factor if you are asked for one.',
    'Copy the token at once: the console shows it only now.',
    'Enter the console’s address, the token and the day it ends here, and choose “Test connection”.',
  ],
  permissions: [...new Set(sentineloneStreams.flatMap(({ permissions }) => permissions))],
  expiry: {
    label: 'The token ends on',
    help: 'A console user’s token ends 30 days after it was made, a service user’s on the day chosen for it. Newer tokens say it themselves.',
  },
};
