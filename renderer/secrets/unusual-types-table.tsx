import { Button } from 'react-aria-components';
import { RangeMark, RangeMarkAxis } from '../charts/range-mark.tsx';
import { Badge } from '../design/badge.tsx';
import { headZoneLabel } from '../design/format-time.ts';
import { Icon } from '../design/icon.tsx';
import { useNowUs } from '../design/now-context.tsx';
import { NumberText } from '../design/number-text.tsx';
import { ReadOnlyText } from '../design/read-only-text.tsx';
import { TimeText } from '../design/time-text.tsx';
import { VendorText } from '../design/vendor-text.tsx';
import { visibleText } from '../design/visible-text.ts';
import { useZone } from '../design/zone-context.ts';
import styles from './unusual-types-table.module.css';
import type { UnusualTypeRow } from './unusual-types-view.ts';

export interface UnusualTypesTableProps {
  rows: readonly UnusualTypeRow[];
  onOpen: (secretType: string) => void;
}

/** Each type's count in the range against what the ranges before it let expect. */
export function UnusualTypesTable({ rows, onOpen }: UnusualTypesTableProps) {
  const zone = useZone();
  const nowUs = useNowUs();
  return (
    <div className={styles.scroller}>
      <table className={styles.table} aria-label="Secret types against the baseline">
        <thead>
          <tr>
            <th scope="col">Secret type</th>
            <th scope="col">Verdict</th>
            <th scope="col" className={styles.number}>
              Count
            </th>
            <th scope="col" className={styles.number}>
              Expected
            </th>
            <th scope="col" className={styles.number}>
              Ratio
            </th>
            <th scope="col" className={styles.scale}>
              <ReadOnlyText>Count on the scale of what was expected</ReadOnlyText>
              <RangeMarkAxis />
            </th>
            <th scope="col" className={styles.number}>
              Secrets
            </th>
            <th scope="col">First seen ({headZoneLabel(zone, nowUs)})</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <UnusualTypeLine key={row.secretType} row={row} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function UnusualTypeLine({ row, onOpen }: { row: UnusualTypeRow; onOpen: (secretType: string) => void }) {
  return (
    // The button in the first cell does the same for the keyboard; the rest of the row is a larger target for the mouse.
    <tr className={styles.row} onClick={() => onOpen(row.secretType)}>
      <th scope="row">
        <Button
          className={styles.type ?? ''}
          onPress={() => onOpen(row.secretType)}
          aria-label={`${visibleText(row.secretType)}, show its events`}
        >
          <span title={visibleText(row.secretType)}>
            <VendorText text={row.secretType} />
          </span>
        </Button>
      </th>
      <td>
        <Verdict row={row} />
      </td>
      <td className={styles.number}>
        <strong>
          <NumberText value={row.count} />
        </strong>
      </td>
      <td className={styles.expected}>{row.expectedText}</td>
      <td className={styles.number}>{row.ratioText}</td>
      <td className={styles.scale}>
        <RangeMark {...row} standsOut={row.tone === 'warning'} />
      </td>
      <td className={styles.number}>
        <NumberText value={row.distinctSecrets} />
      </td>
      <td>
        <TimeText timeUs={row.firstSeenUs} precision="minute" />
      </td>
    </tr>
  );
}

/** Only what stands out gets a colour and a frame. */
function Verdict({ row }: { row: UnusualTypeRow }) {
  if (row.tone === 'neutral') {
    return (
      <span className={styles.plain}>
        <Icon name={row.icon} size={12} />
        {row.words}
      </span>
    );
  }
  return (
    <Badge tone={row.tone} icon={row.icon}>
      {row.words}
    </Badge>
  );
}
