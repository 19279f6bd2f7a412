import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  startCompletion,
} from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { completionsAt, type Completion as QueryCompletion } from '../../../shared/query/complete-query.ts';
import { everything } from '../../../shared/query/query-node.ts';
import { formatValue } from '../../../shared/query/query-text.ts';
import { resolveField } from '../../../shared/query/resolve-field.ts';
import type { Question } from '../../../shared/question.ts';
import { formatCount } from '../../design/format-number.ts';
import type { IpcClient } from '../../ipc-client.ts';
import { ask } from '../../queries.ts';
import { facetFields } from '../facets/facet-fields.ts';

interface Surroundings {
  readonly ipc: IpcClient;
  /** Values are counted within its time. */
  readonly question: Question;
  readonly recent: readonly string[];
}

const MOST_VALUES = 30;
const recentSection = { name: 'Recent queries', rank: 0 };
const fieldSection = { name: 'Fields', rank: 1 };

/** What can stand at the cursor: fields, operators, words of the language, and values that really occur. */
export async function completeQuery(
  context: CompletionContext,
  { ipc, question, recent }: Surroundings,
): Promise<CompletionResult | null> {
  const text = context.state.doc.toString();
  if (text.trim() === '') return completeNothing(context, recent);
  const { from, to, options, valuesOf } = completionsAt(text, context.pos);
  const stop = new AbortController();
  context.addEventListener('abort', () => stop.abort());
  const values = valuesOf ? await askValues(ipc, question, valuesOf, stop.signal) : [];
  if (context.aborted || (options.length === 0 && values.length === 0)) return null;
  return {
    from,
    to,
    // The options fit what is typed already; a second look at it would throw out those found by another name.
    filter: false,
    options: [...values, ...options.map((option) => toCompletion(option, undefined))],
  };
}

/** An empty bar offers the last questions, then the fields. */
function completeNothing(context: CompletionContext, recent: readonly string[]): CompletionResult {
  const { options } = completionsAt('', 0);
  return {
    from: 0,
    to: context.pos,
    filter: false,
    options: [
      ...recent.slice(0, 6).map((label): Completion => ({ label, section: recentSection })),
      ...options
        .filter(({ kind }) => kind === 'field')
        .sort((one, other) => rankOf(one) - rankOf(other))
        .map((option) => toCompletion(option, recent.length > 0 ? fieldSection : undefined)),
    ],
  };
}

/** What an investigation starts from first, ids last. */
function rankOf({ label }: QueryCompletion): number {
  const resolved = resolveField(label);
  const rank = facetFields.findIndex(
    ({ column }) => resolved.kind === 'column' && resolved.field.column === column,
  );
  return rank === -1 ? facetFields.length : rank;
}

function toCompletion(
  { label, insert, detail }: QueryCompletion,
  section: Completion['section'],
): Completion {
  return { label, detail, apply: inserting(insert), ...(section ? { section } : {}) };
}

/** After a field comes an operator and after that a value: the list goes on by itself. */
function inserting(text: string) {
  return (view: EditorView, _completion: Completion, from: number, to: number) => {
    view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      userEvent: 'input.complete',
    });
    startCompletion(view);
  };
}

/** The most frequent values, with their counts. Without them one can still type: a failure is not worth a word. */
async function askValues(
  ipc: IpcClient,
  question: Question,
  { column, search }: { column: string; search: string },
  signal: AbortSignal,
): Promise<Completion[]> {
  try {
    const { facets } = await ask(
      ipc,
      'events.facets',
      { question: { ...question, tree: everything }, facets: [{ column, search, limit: MOST_VALUES }] },
      signal,
    );
    return facets.flatMap((facet) =>
      facet.state === 'failed'
        ? []
        : facet.values.map(({ value, count }) => ({
            label: value,
            detail: formatCount(count, 'event'),
            apply: inserting(`${formatValue(value)} `),
          })),
    );
  } catch {
    return [];
  }
}
