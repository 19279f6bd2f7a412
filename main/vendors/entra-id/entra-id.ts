import type { VendorDefinition } from '../../collector/stream-definition.ts';
import { alertStream } from './alert.stream.ts';
import { checkEntraSettings, entraDescriptor } from './connection.ts';
import { deviceStream } from './device.stream.ts';
import { directoryAuditStream } from './directory-audit.stream.ts';
import { explainRefusal } from './explain-refusal.ts';
import { groupStream } from './group.stream.ts';
import { incidentStream } from './incident.stream.ts';
import { provisioningStream } from './provisioning.stream.ts';
import { signInStreams } from './sign-in.stream.ts';
import { tokenSession } from './token-session.ts';
import { userStream } from './user.stream.ts';

export const entraId: VendorDefinition = {
  descriptor: entraDescriptor,
  streams: [
    ...signInStreams,
    directoryAuditStream,
    provisioningStream,
    alertStream,
    incidentStream,
    userStream,
    groupStream,
    deviceStream,
  ],
  auth: tokenSession,
  // All logs together share five requests in ten seconds for each application in a tenant.
  limits: { maxConcurrent: 2, minSpacingMs: 2_000 },
  secretsInRequests: ({ credentials }) =>
    Object.values(credentials)
      .map((value) => value.trim())
      .filter((value) => value !== '')
      .flatMap((value) => [value, encodeURIComponent(value)]),
  explainRefusal,
  checkSettings: checkEntraSettings,
};
