import { z } from 'zod';
import { queryNodeSchema } from './query/query-node.ts';
import { timeSpanSchema } from './time-range.ts';

/** What is asked: the tree (query bar and chips together) within a span of time. Everything in Explore shares one. */
export const questionSchema = z.object({
  tree: queryNodeSchema,
  span: timeSpanSchema,
  /**
   * Events stored after this time (UTC microseconds) are left out, so that pages of one answer fit together while
   * collecting goes on. Null: everything that is stored.
   */
  storedUntilUs: z.number().nullable(),
});
export type Question = z.infer<typeof questionSchema>;

/** One number over a question. `where` narrows it further. */
export const figureSchema = z.object({
  id: z.string().max(64),
  where: queryNodeSchema.nullable(),
  /** Count different values of this field instead of events. */
  distinctOf: z.string().max(256).nullable(),
});
export type Figure = z.infer<typeof figureSchema>;

export const sortSchema = z
  .array(z.object({ column: z.string().max(256), direction: z.enum(['asc', 'desc']) }))
  .max(4);
export type Sort = z.infer<typeof sortSchema>;

export const defaultSort: Sort = [{ column: 'time', direction: 'desc' }];
