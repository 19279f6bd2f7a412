import type { Figures } from '../../shared/answer.ts';
import type { QueryNode } from '../../shared/query/query-node.ts';
import type { Figure } from '../../shared/question.ts';
import { formatNumber } from '../design/format-number.ts';
import { type FigureDefinition, isCount, queryOf } from './figure-definition.ts';

export interface FigureView {
  readonly id: string;
  readonly label: string;
  /** Null while it is not known. */
  readonly text: string | null;
  readonly isBad: boolean;
  /** The condition that leads to the events behind it; null for a share, and for a figure that counts everything. */
  readonly tree: QueryNode | null;
  /** How many different values rather than events. */
  readonly isDistinct: boolean;
}

/** What to ask: the counts. Shares follow from them. */
export function figuresToAsk(definitions: readonly FigureDefinition[]): Figure[] {
  return definitions.filter(isCount).map(({ id, where, distinctOf }) => ({
    id,
    where: where === undefined ? null : queryOf(where),
    distinctOf: distinctOf ?? null,
  }));
}

export function viewFigures(
  definitions: readonly FigureDefinition[],
  answer: Figures | undefined,
): FigureView[] {
  const values = new Map((answer?.figures ?? []).map(({ id, value }) => [id, value]));
  return definitions.map((definition) => {
    const { id, label } = definition;
    if (!isCount(definition)) {
      const part = values.get(definition.share.of);
      const whole = values.get(definition.share.in);
      return { id, label, text: shareText(part, whole), isBad: false, tree: null, isDistinct: false };
    }
    const value = values.get(id);
    return {
      id,
      label,
      text: value === undefined ? null : formatNumber(value),
      isBad: definition.isBad === true && (value ?? 0) > 0,
      tree: treeOf(definition.where, definition.distinctOf),
      isDistinct: definition.distinctOf !== undefined,
    };
  });
}

/** One place after the point; a part that is there is never shown as nothing, nor what is missing as everything. */
function shareText(part: number | undefined, whole: number | undefined): string | null {
  if (part === undefined || whole === undefined) return null;
  if (whole === 0) return '–';
  const percent = (part / whole) * 100;
  if (part > 0 && percent < 0.1) return '< 0.1 %';
  if (part < whole && percent > 99.9) return '> 99.9 %';
  return `${formatNumber(percent, 1)} %`;
}

function treeOf(where: string | undefined, distinctOf: string | undefined): QueryNode | null {
  const conditions = [
    ...(where === undefined ? [] : [queryOf(where)]),
    ...(distinctOf === undefined ? [] : [{ kind: 'exists', field: distinctOf } as const]),
  ];
  const [only] = conditions;
  if (conditions.length === 0) return null;
  return conditions.length === 1 && only ? only : { kind: 'and', children: conditions };
}
