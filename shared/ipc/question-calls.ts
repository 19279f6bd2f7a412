import { z } from 'zod';
import {
  countSchema,
  facetSchema,
  figuresSchema,
  histogramSchema,
  pageSchema,
  secretTypeFrequencySchema,
  unusualSecretTypesSchema,
} from '../answer.ts';
import { eventDetailSchema } from '../event-record.ts';
import { figureSchema, questionSchema, sortSchema } from '../question.ts';
import type { CallTable } from './call-table.ts';
import { column, requestId, span } from './payload-parts.ts';

/** Questions about events. A call that starts a query carries a `requestId`; `request.cancel` with the same id stops it. */
export const questionCalls = {
  'events.page': {
    input: z.object({
      requestId,
      question: questionSchema,
      sort: sortSchema,
      columns: z.array(column).max(64),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(1_000),
    }),
    output: pageSchema,
  },
  'events.count': { input: z.object({ requestId, question: questionSchema }), output: countSchema },
  /** Without `intervalUs` one is chosen so that about `buckets` bars cover the span (or the events, where it is open). */
  'events.histogram': {
    input: z.object({
      requestId,
      question: questionSchema,
      buckets: z.number().int().min(1).max(500),
      intervalUs: z.number().positive().nullable(),
      splitBy: column.nullable(),
      maxParts: z.number().int().min(1).max(20),
    }),
    output: histogramSchema,
  },
  'events.facets': {
    input: z.object({
      requestId,
      question: questionSchema,
      facets: z
        .array(z.object({ column, search: z.string().max(200), limit: z.number().int().min(1).max(1_000) }))
        .max(32),
      /** Asks for the time of each value's newest event as well. */
      withNewest: z.boolean().optional(),
    }),
    output: z.object({ facets: z.array(facetSchema) }),
  },
  /** Numbers over one question, each with a condition of its own: how many events, or how many different values. */
  'events.figures': {
    input: z.object({ requestId, question: questionSchema, figures: z.array(figureSchema).min(1).max(24) }),
    output: figuresSchema,
  },
  /** Which of the columns have a value in any stored event. */
  'events.columnsPresent': {
    input: z.object({ requestId, columns: z.array(column).max(64) }),
    output: z.object({ columns: z.array(z.string()) }),
  },
  'events.detail': { input: z.object({ requestId, eventId: z.string().max(64) }), output: eventDetailSchema },
  'secrets.frequency': {
    input: z.object({ requestId, question: questionSchema }),
    output: secretTypeFrequencySchema,
  },
  'secrets.unusual': {
    input: z.object({
      requestId,
      question: questionSchema,
      range: span,
      baselineWindows: z.number().int().min(1).max(60),
    }),
    output: unusualSecretTypesSchema,
  },
} as const satisfies CallTable;
