import type { VendorDefinition } from '../../collector/stream-definition.ts';
import { activityStream } from './activity.stream.ts';
import { agentStream } from './agent.stream.ts';
import { alertStream } from './alert.stream.ts';
import { applicationStream } from './application.stream.ts';
import { applicationRiskStream } from './application-risk.stream.ts';
import { authorization, checkSettings, tokenExpiresAtUs, tokenOf } from './connection.ts';
import { sentineloneDescriptor } from './descriptor.ts';
import { explainRefusal } from './explain-refusal.ts';
import { groupStream } from './group.stream.ts';
import { threatStream } from './threat.stream.ts';
import { threatEventStream } from './threat-event.stream.ts';

export const sentinelone: VendorDefinition = {
  descriptor: sentineloneDescriptor,
  streams: [
    activityStream,
    agentStream,
    alertStream,
    applicationStream,
    applicationRiskStream,
    groupStream,
    threatStream,
    threatEventStream,
  ],
  auth: { kind: 'static', headers: (context) => ({ authorization: authorization(context) }) },
  // No limit is published; one request at a time is what other collectors do.
  limits: { maxConcurrent: 1, minSpacingMs: 0 },
  secretsInRequests: (context) => [tokenOf(context)].filter((token) => token !== ''),
  explainRefusal,
  checkSettings,
  credentialsExpireAtUs: tokenExpiresAtUs,
};
