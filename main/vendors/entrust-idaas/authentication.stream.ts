import { auditLogStream } from './audit-log-stream.ts';

/** Who signed in, how, to what, and what was denied. */
export const authenticationStream = auditLogStream('authentication', 'AUTHENTICATION');
