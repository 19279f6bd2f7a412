import type { EventRow } from '../../../shared/event-record.ts';
import type { ZoneChoice } from '../../design/format-time.ts';
import { Missing } from '../../design/number-text.tsx';
import { SecretMark } from '../../design/secret-mark.tsx';
import { SeverityMark } from '../../design/severity-mark.tsx';
import { VendorText } from '../../design/vendor-text.tsx';
import { cellText } from './cell-value.ts';

/** What stands in one cell. A missing value is a quiet dash, so that a gap isn't taken for a fault. */
export function CellContent({ row, column, zone }: { row: EventRow; column: string; zone: ZoneChoice }) {
  const value = row[column] ?? null;
  if (value === null) return <Missing />;
  if (column === 'severity_id' && typeof value === 'number') return <SeverityMark severityId={value} />;
  if (column === 'secret_fingerprint' && typeof value === 'string') {
    const length = row.secret_length;
    return <SecretMark type={null} length={typeof length === 'number' ? length : null} fingerprint={value} />;
  }
  return <VendorText text={cellText(row, column, zone)} />;
}
