import type { VendorDefinition } from '../../collector/stream-definition.ts';
import { auditStream } from './audit.stream.ts';
import { auditLogRequest, entroDescriptor } from './connection.ts';

export const entro: VendorDefinition = {
  descriptor: entroDescriptor,
  streams: [auditStream],
  secretsInRequests: (context) => Object.values(context.credentials).filter((value) => value !== ''),
  testRequest: (context, _stream, today) => auditLogRequest(context, today, true),
};
