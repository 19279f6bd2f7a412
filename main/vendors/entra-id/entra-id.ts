import type { VendorDefinition } from '../../collector/stream-definition.ts';
import { checkEntraSettings, entraDescriptor } from './connection.ts';
import { explainRefusal } from './explain-refusal.ts';
import { signInStreams } from './sign-in.stream.ts';
import { tokenSession } from './token-session.ts';

export const entraId: VendorDefinition = {
  descriptor: entraDescriptor,
  streams: [...signInStreams],
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
