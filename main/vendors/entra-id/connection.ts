import { type AppError, appError } from '../../../shared/app-error.ts';
import type { VendorDescriptor } from '../../../shared/vendor-descriptor.ts';
import { checkAddress } from '../../collector/address.ts';
import type { SourceContext } from '../../collector/stream-definition.ts';
import { cloudOf, hostOf, loginUrlOf, nationalClouds } from './national-clouds.ts';
import { entraStreams } from './streams-described.ts';

/** What the form and the command line ask for, and what to do in the Entra admin centre before. */
export const entraDescriptor: VendorDescriptor = {
  vendor: 'entra-id',
  title: 'Microsoft Entra ID',
  summary:
    'Sign-ins, directory changes, security alerts and incidents, and the directory itself with its on-premises accounts, through Microsoft Graph.',
  url: {
    name: 'url',
    label: 'Graph address',
    help: 'The host of Microsoft Graph in your cloud, without a version. Plain http is accepted for this machine only.',
    placeholder: 'https://graph.microsoft.com',
    default: 'https://graph.microsoft.com',
    required: true,
  },
  credentials: [
    {
      name: 'clientSecret',
      label: 'Client secret (value)',
      help: 'What stands under “Value”, not under “Secret ID”. Kept in the keychain of this computer and nowhere else.',
      required: true,
    },
  ],
  settings: [
    {
      name: 'tenantId',
      label: 'Directory (tenant) ID',
      help: 'On the overview page of the app registration.',
      placeholder: '00000000-0000-0000-0000-000000000000',
      required: true,
    },
    {
      name: 'clientId',
      label: 'Application (client) ID',
      help: 'On the same page.',
      placeholder: '00000000-0000-0000-0000-000000000000',
      required: true,
    },
    {
      name: 'loginUrl',
      label: 'Login address',
      help: 'Leave empty: it follows from the Graph address. Only needed where that is not one of Microsoft’s.',
      placeholder: 'https://login.microsoftonline.com',
      required: false,
      advanced: true,
    },
  ],
  presets: nationalClouds.map(({ title, graphHost, loginHost }) => ({
    label: title,
    url: `https://${graphHost}`,
    settings: { loginUrl: `https://${loginHost}` },
  })),
  streams: [...entraStreams],
  setUpSteps: [
    'Check that the tenant has Entra ID P1 or P2 (or Entra ID B2C): without it sign-ins can’t be read. On-premises accounts come along if Active Directory is synchronised to Entra.',
    'In the Entra admin centre open “App registrations” and choose “New registration”. Give it a name, keep “Single tenant”, leave the redirect URI empty, and choose “Register”.',
    'Open “API permissions”, “Add a permission”, “Microsoft Graph”, “Application permissions”. Tick the permissions listed here and add them.',
    'Choose “Grant admin consent” and confirm. Each permission then has a green tick under “Status”.',
    'Open “Certificates & secrets” and choose “New client secret”. Name it after this computer and let it last as long as your policy allows; 12 months is usual.',
    'Copy the secret’s value at once (not its ID): it is hidden as soon as you leave the page.',
    'From the overview page take “Application (client) ID” and “Directory (tenant) ID”. Enter the three here, say when the secret ends, and choose “Test connection”.',
  ],
  permissions: [
    'AuditLog.Read.All',
    'Directory.Read.All',
    'SecurityAlert.Read.All',
    'SecurityIncident.Read.All',
  ],
  expiry: {
    label: 'Client secret ends on',
    help: 'Entra does not tell an application when its secret ends. The date is under “Certificates & secrets”; you are reminded before it comes.',
  },
};

/** What can be seen to be wrong before anything is sent. */
export function checkEntraSettings(context: SourceContext): AppError | null {
  const login = loginUrlOf(context);
  if (login === null) {
    return appError(
      'invalid-input',
      'The Graph address is not one of Microsoft’s, so the login address does not follow from it.',
      'Enter the login address as well, or choose a cloud.',
    );
  }
  const checked = checkAddress(login);
  if (!checked.ok) {
    return { ...checked.error, message: checked.error.message.replace('base URL', 'login address') };
  }
  return checkClouds(context, login) ?? checkTenant(context);
}

function checkClouds(context: SourceContext, login: string): AppError | null {
  const host = hostOf(login);
  const ofLogin = nationalClouds.filter(
    ({ loginHost, otherLoginHosts = [] }) => loginHost === host || otherLoginHosts.includes(host ?? ''),
  );
  const ofGraph = cloudOf(context);
  if (ofGraph === null || ofLogin.length === 0 || ofLogin.includes(ofGraph)) return null;
  return appError(
    'invalid-input',
    `Graph address and login address belong to different national clouds (${ofGraph.title}; ${ofLogin[0]?.title ?? ''}). A token of one is worth nothing in the other.`,
    'Choose the cloud that the tenant is in, so that both addresses fit each other.',
  );
}

function checkTenant({ settings }: SourceContext): AppError | null {
  const tenant = settings.tenantId?.trim().toLowerCase() ?? '';
  if (!['common', 'organizations', 'consumers'].includes(tenant)) return null;
  return appError(
    'invalid-input',
    `“${tenant}” stands for any tenant. An application that signs in as itself has to name its own.`,
    'Enter “Directory (tenant) ID” from the overview page of the app registration.',
  );
}
