import type { VendorDefinition } from '../../collector/stream-definition.ts';
import { authenticationStream } from './authentication.stream.ts';
import { checkSettings } from './check-settings.ts';
import { adminApiSession, credentialsOf } from './connection.ts';
import { entrustIdaasDescriptor } from './descriptor.ts';
import { explainRefusal } from './explain-refusal.ts';
import { managementStream } from './management.stream.ts';

export const entrustIdaas: VendorDefinition = {
  descriptor: entrustIdaasDescriptor,
  streams: [authenticationStream, managementStream],
  auth: adminApiSession,
  // Neither rate nor concurrency limits are published; two logs read side by side are gentle enough.
  limits: { maxConcurrent: 2, minSpacingMs: 100 },
  secretsInRequests: (context) =>
    [credentialsOf(context).sharedSecret, ...Object.values(context.credentials)].filter(
      (text) => text !== '',
    ),
  explainRefusal,
  checkSettings,
};
