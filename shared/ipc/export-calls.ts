import { z } from 'zod';
import { exportFormats, exportJobSchema } from '../export-job.ts';
import { questionSchema, sortSchema } from '../question.ts';
import type { CallTable } from './call-table.ts';
import { column, nothing } from './payload-parts.ts';

/** What leaves as a file. */
export const exportCalls = {
  'exports.start': {
    input: z.object({
      question: questionSchema,
      sort: sortSchema,
      format: z.enum(exportFormats),
      columns: z.array(column).max(64),
      path: z.string().max(4_096),
      overwrite: z.boolean(),
    }),
    output: z.object({ jobId: z.string() }),
  },
  'exports.list': { input: nothing, output: z.object({ jobs: z.array(exportJobSchema) }) },
  'exports.cancel': { input: z.object({ jobId: z.string().max(64) }), output: nothing },
} as const satisfies CallTable;
