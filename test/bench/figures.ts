/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 's' | 'events/s' | 'records/s' | 'MB' | '×';
  /** What the design asks for at this number of events; null where it asks for nothing. */
  readonly budget: number | null;
  readonly measured: number;
  /** The same asked of DuckDB without the app; null where there is nothing of the kind. */
  readonly direct: number | null;
}

export interface Report {
  readonly events: number;
  readonly machine: { readonly cores: number; readonly node: string; readonly platform: string };
  readonly figures: readonly Figure[];
}

/** For a rate more is better, for all else less. */
export function isWithinBudget({ unit, budget, measured }: Figure): boolean | null {
  if (budget === null) return null;
  return isRate(unit) ? measured >= budget : measured <= budget;
}

/** How many times as long as DuckDB alone; the figure that says what is ours to improve. */
export function ratioOf({ unit, measured, direct }: Figure): number | null {
  if (direct === null) return null;
  return isRate(unit) ? direct / measured : measured / direct;
}

function isRate(unit: Figure['unit']): boolean {
  return unit === 'events/s' || unit === 'records/s';
}

export function figuresTable({ events, machine, figures }: Report): string {
  const rows = figures.map((figure) => [
    figure.name,
    amount(figure.budget, figure.unit),
    amount(figure.measured, figure.unit),
    amount(figure.direct, figure.unit),
    ratioOf(figure)?.toFixed(2) ?? '–',
    { true: 'yes', false: 'no', null: '–' }[String(isWithinBudget(figure)) as 'true' | 'false' | 'null'],
  ]);
  const titles = ['Figure', 'Budget', 'Measured', 'DuckDB alone', 'Ratio', 'Within'];
  const widths = titles.map((title, index) =>
    Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  ');
  return [
    `${events.toLocaleString('en-GB')} events, ${machine.cores} cores, Node ${machine.node}, ${machine.platform}`,
    '',
    line(titles),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...rows.map(line),
    '',
  ].join('\n');
}

/** As the table, for programs: the ratio and the verdict worked out. */
export function reportDocument(report: Report): unknown {
  return {
    ...report,
    figures: report.figures.map((figure) => ({
      ...figure,
      ratio: ratioOf(figure),
      withinBudget: isWithinBudget(figure),
    })),
  };
}

function amount(value: number | null, unit: Figure['unit']): string {
  if (value === null) return '–';
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  const text = value.toLocaleString('en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return unit === '×' ? `${text} ×` : `${text} ${unit}`;
}
