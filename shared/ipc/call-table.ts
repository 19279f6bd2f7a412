import type { z } from 'zod';

/** Calls by name, with the schemas that both sides check what travels with. */
export type CallTable = Readonly<Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>>;
