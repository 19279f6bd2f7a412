import { z } from 'zod';

/* Parts that the payloads of several calls are made of, each with a bound: whatever the page sends is checked by them. */

export const nothing = z.object({});
export const requestId = z.string().min(1).max(64);
/** A column of the event table, or any field a query may name (`ecs.rule.name`, `finding_info.title`, `raw.x`). */
export const column = z.string().max(256);
export const sourceId = z.string().max(64);
export const span = z.object({ fromUs: z.number(), toUs: z.number() });
export const address = z.string().max(2_048);
export const shortText = z.string().max(200);
export const path = z.string().max(4_096);
export const fingerprint = z.string().regex(/^[0-9a-f]{32}$/);
/** Why the analyst does it, for the audit log. */
export const reason = z.string().trim().min(3).max(500);
