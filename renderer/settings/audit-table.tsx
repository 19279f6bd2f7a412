import { useState } from 'react';
import type { AuditEntry, AuditSubject } from '../../shared/audit-entry.ts';
import { actionWords } from '../../shared/audit-entry.ts';
import { Button } from '../design/button.tsx';
import { formatCount } from '../design/format-number.ts';
import { headZoneLabel } from '../design/format-time.ts';
import { useNowUs } from '../design/now-context.tsx';
import { TimeText } from '../design/time-text.tsx';
import { VendorText } from '../design/vendor-text.tsx';
import { visibleText } from '../design/visible-text.ts';
import { useZone } from '../design/zone-context.ts';
import { useAppState } from '../frame/app-state.tsx';
import styles from './audit-section.module.css';
import { type AuditSubjectView, detailParts, viewSubjects } from './audit-view.ts';

interface AuditTableProps {
  entries: readonly AuditEntry[];
  /** What they are about, as far as it is still there. */
  subjects: readonly AuditSubject[];
}

/** Each entry with the way to the secret or the source that it is about. */
export function AuditTable({ entries, subjects }: AuditTableProps) {
  const zone = useZone();
  const nowUs = useNowUs();
  return (
    <table className={styles.table} aria-label="Audit log">
      <thead>
        <tr>
          <th scope="col">Time ({headZoneLabel(zone, nowUs)})</th>
          <th scope="col">What</th>
          <th scope="col">About</th>
          <th scope="col">Reason and details</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={`${entry.atUs} ${entry.action} ${JSON.stringify(entry.detail)}`}>
            <td className={styles.time}>
              <TimeText timeUs={entry.atUs} />
            </td>
            <th scope="row">
              <VendorText text={actionWords(entry.action)} />
            </th>
            <td className={styles.about}>
              <Subjects subjects={viewSubjects(entry, subjects)} />
            </td>
            <td>
              {detailParts(entry).map(({ name, text }) => (
                <span key={name} className={styles.part}>
                  {name !== 'reason' && <span className={styles.name}>{name} </span>}
                  <VendorText text={text} />
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** More are unfolded when asked for: a thousand secrets can be marked at once. */
const FIRST_SHOWN = 3;

function Subjects({ subjects }: { subjects: readonly AuditSubjectView[] }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? subjects : subjects.slice(0, FIRST_SHOWN);
  return (
    <div className={styles.subjects}>
      {shown.map((subject) => (
        <Subject key={`${subject.kind} ${subject.id}`} subject={subject} />
      ))}
      {subjects.length > FIRST_SHOWN && (
        <Button
          size="small"
          kind="quiet"
          icon={isWhole ? 'chevron-up' : 'chevron-down'}
          aria-expanded={isWhole}
          onPress={() => setWhole(!isWhole)}
        >
          {isWhole ? 'Show fewer' : `Show all ${formatCount(subjects.length, subjects[0]?.kind ?? 'secret')}`}
        </Button>
      )}
    </div>
  );
}

const gone: Readonly<Record<AuditSubject['kind'], string>> = {
  secret: 'not in the inventory any more',
  source: 'removed since',
};

function Subject({ subject: { kind, id, name, note, isThere } }: { subject: AuditSubjectView }) {
  const { openSecrets, openSources } = useAppState();
  const way = kind === 'secret' ? 'Show in the inventory' : 'Show in Sources';
  return (
    <span className={styles.subject}>
      {isThere ? (
        <Button
          size="small"
          icon={kind === 'secret' ? 'key' : 'sources'}
          aria-label={`${way}: ${visibleText(`${name} ${kind === 'secret' ? note : ''}`).trim()}`}
          onPress={() =>
            kind === 'secret' ? openSecrets({ fingerprint: id }) : openSources({ sourceId: id })
          }
        >
          <VendorText text={name} />
        </Button>
      ) : (
        <VendorText text={name} />
      )}
      <span className={styles.name}>
        {[note, ...(isThere ? [] : [gone[kind]])].filter((text) => text !== '').join(', ')}
      </span>
    </span>
  );
}
