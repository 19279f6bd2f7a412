import { auditLogStream } from './audit-log-stream.ts';

/** What administrators, programs and users themselves changed. */
export const managementStream = auditLogStream('management', 'MANAGEMENT');
