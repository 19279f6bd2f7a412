import type { VendorDefinition } from '../../collector/stream-definition.ts';
import { auditStream } from './audit.stream.ts';
import { authorization, entroDescriptor } from './connection.ts';

export const entro: VendorDefinition = {
  descriptor: entroDescriptor,
  streams: [auditStream],
  auth: { kind: 'static', headers: (context) => ({ authorization: authorization(context) }) },
  secretsInRequests: (context) => Object.values(context.credentials).filter((value) => value !== ''),
};
