import type { FigureDefinition } from '../figures/figure-definition.ts';

/** How the events of one OCSF class are best looked at, as data. Fields go by the names that queries write. */
export interface ClassLayout {
  /** From left to right; `time` stays in sight. */
  readonly columns: readonly string[];
  readonly facets: readonly string[];
  readonly figures: readonly FigureDefinition[];
  /** What the bars can be split by; the first is how they start. */
  readonly splits: readonly string[];
  /** Things that change, of which the latest state is what one asks about. */
  readonly hasVersions?: boolean;
  /** One sentence that has to be known. */
  readonly note?: string;
}
