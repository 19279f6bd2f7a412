import { Button } from 'react-aria-components';
import type { EventRow } from '../../../shared/event-record.ts';
import { Button as ActionButton } from '../../design/button.tsx';
import { TimeText } from '../../design/time-text.tsx';
import { visibleText } from '../../design/visible-text.ts';
import { useZone } from '../../design/zone-context.ts';
import { CellContent } from '../../explore/table/cell-content.tsx';
import { cellText } from '../../explore/table/cell-value.ts';
import { columnsToAsk, definitionOf } from '../../explore/table/column-definitions.ts';
import { headLabel } from '../../explore/table/grid-header.tsx';
import { useAsk } from '../../queries.ts';
import type { LatestPanel } from '../dashboard.ts';
import { PanelFrame, type PanelProps } from './panel-frame.tsx';
import styles from './panels.module.css';

const MOST_ROWS = 8;

/** The newest events, each the way to itself among its like in Explore. */
export function LatestPanelView({ panel, question, onOpen }: PanelProps<LatestPanel>) {
  const { columns } = panel;
  const zone = useZone();
  const answer = useAsk('events.page', {
    question,
    sort: [{ column: 'time', direction: 'desc' }],
    columns: columnsToAsk(columns),
    offset: 0,
    limit: MOST_ROWS,
  });
  const rows = answer.data?.rows ?? [];
  return (
    <PanelFrame
      panel={panel}
      isLoading={answer.isFetching}
      error={answer.error}
      onRetry={() => void answer.refetch()}
      isEmpty={answer.data !== undefined && rows.length === 0}
      isFlush
      actions={
        rows.length > 0 && (
          <ActionButton
            kind="quiet"
            size="small"
            aria-label={`All of ${panel.title} in Explore`}
            onPress={() => onOpen([])}
          >
            All in Explore
          </ActionButton>
        )
      }
    >
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
        <section className={styles.scroll} aria-label={`${panel.title}, table`} tabIndex={0}>
          <table className={styles.table}>
            <Widths columns={columns} />
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {headLabel(definitionOf(column), zone)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <LatestRow
                  key={String(row.event_id)}
                  row={row}
                  columns={columns}
                  onOpen={() => onOpen([], undefined, String(row.event_id))}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </PanelFrame>
  );
}

/** In proportion to the widths they have in Explore, so that all of them are in sight in a narrow panel, too. */
function Widths({ columns }: { columns: readonly string[] }) {
  const widths = columns.map((column) => (column === 'time' ? TIME_PX : definitionOf(column).widthPx));
  const total = widths.reduce((sum, width) => sum + width, 0);
  return (
    <colgroup>
      {columns.map((column, index) => (
        <col key={column} style={{ width: `${((widths[index] ?? 0) / total) * 100}%` }} />
      ))}
    </colgroup>
  );
}

/** To the minute, in small digits: the exact time is in Explore. */
const TIME_PX = 158;

interface LatestRowProps {
  row: EventRow;
  columns: readonly string[];
  onOpen: () => void;
}

function LatestRow({ row, columns, onOpen }: LatestRowProps) {
  const zone = useZone();
  return (
    // The button in the first cell does the same for the keyboard; the rest of the row is a larger target for the mouse.
    <tr className={styles.row} onClick={onOpen}>
      {columns.map((column, index) => {
        const content =
          column === 'time' ? (
            <TimeText timeUs={Number(row.time)} precision="minute" />
          ) : (
            <CellContent row={row} column={column} zone={zone} />
          );
        const text = visibleText(cellText(row, column, zone));
        return (
          <td
            key={column}
            className={definitionOf(column).isMono || column === 'time' ? styles.mono : undefined}
            title={text.length > 12 ? text : undefined}
          >
            {index === 0 ? (
              <Button
                className={styles.rowButton ?? ''}
                aria-label={`${text}, open this event`}
                onPress={onOpen}
              >
                {content}
              </Button>
            ) : (
              content
            )}
          </td>
        );
      })}
    </tr>
  );
}
