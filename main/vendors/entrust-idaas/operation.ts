import type { AuditEvent } from './audit-event.ts';

/** The vendor's own name of what was managed: `USERS ADD`. */
export function operationOf({ entity, eventType }: AuditEvent): string | null {
  const words = [entity.type, entity.action].filter((word) => word !== null);
  return words.length === 0 ? eventType : words.join(' ');
}
