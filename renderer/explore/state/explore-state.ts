import { z } from 'zod';
import { type QueryNode, queryNodeSchema } from '../../../shared/query/query-node.ts';
import { resolveField } from '../../../shared/query/resolve-field.ts';
import { defaultSort, sortSchema } from '../../../shared/question.ts';
import { timeRangeSchema } from '../../../shared/time-range.ts';

/** One condition beside the query text: made by a facet, a chart, a cell or a pivot, shown as a chip. */
export interface Filter {
  readonly id: string;
  readonly node: QueryNode;
  readonly enabled: boolean;
}

const filterSchema = z.object({ id: z.string().min(1).max(64), node: queryNodeSchema, enabled: z.boolean() });

const column = z
  .string()
  .max(256)
  .refine((name) => resolveField(name).kind !== 'unknown', 'not a field');
/** More than a screen holds, fewer than a question takes. */
const MOST_COLUMNS = 48;
const width = z.number().min(48).max(2_000);

export const columnsChoiceSchema = z.object({
  /** Every column that is shown, from left to right; pinned ones come first or last whatever their place here. */
  shown: z.array(column).min(1).max(MOST_COLUMNS),
  /** Pixels; a column that isn't here has its own default. */
  widths: z.record(z.string(), width),
  pinnedStart: z.array(column),
  pinnedEnd: z.array(column),
});
export type ColumnsChoice = z.infer<typeof columnsChoiceSchema>;

/** The field whose values the bars are split by. */
export type HistogramSplit = string;

/**
 * Everything the analyst chose in Explore, and nothing that came back: a saved search, undo and the restored window
 * are this one value. `explore-question.ts` makes the question of it.
 */
export const exploreStateSchema = z.object({
  query: z.object({
    /** As it stands in the query bar, right or wrong. */
    text: z.string().max(16_384),
    /** The last text that could be read; what is asked. */
    applied: z.string().max(16_384),
  }),
  filters: z.array(filterSchema).max(200),
  range: timeRangeSchema,
  sort: sortSchema,
  columns: columnsChoiceSchema,
  facets: z.object({
    /** Facets opened or closed by hand, by column; the others follow the default. */
    open: z.record(z.string(), z.boolean()),
    searches: z.record(z.string(), z.string().max(200)),
    limits: z.record(z.string(), z.number().int().min(1).max(1_000)),
  }),
  selectedEventId: z.string().max(64).nullable(),
  histogramSplit: column,
  panes: z.object({
    facetsOpen: z.boolean(),
    facetsWidth: z.number().min(200).max(480),
    detailWidth: z.number().min(320).max(900),
    histogramOpen: z.boolean(),
  }),
});
export type ExploreState = z.infer<typeof exploreStateSchema>;

/** What undo and redo walk through: the parts that change what is asked. */
export type QuestionChoice = Pick<ExploreState, 'query' | 'filters' | 'range'>;

export const defaultColumns: ColumnsChoice = {
  shown: [
    'time',
    'severity_id',
    'class_name',
    'message',
    'user_name',
    'src_ip',
    'secret_type',
    'secret_fingerprint',
  ],
  widths: {},
  pinnedStart: ['time'],
  pinnedEnd: [],
};

export const initialExploreState: ExploreState = {
  query: { text: '', applied: '' },
  filters: [],
  range: { kind: 'all' },
  sort: defaultSort,
  columns: defaultColumns,
  facets: { open: {}, searches: {}, limits: {} },
  selectedEventId: null,
  histogramSplit: 'severity_id',
  panes: { facetsOpen: true, facetsWidth: 264, detailWidth: 440, histogramOpen: true },
};
