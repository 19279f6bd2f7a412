import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { EventDetail } from '../../../shared/event-record.ts';
import { Button } from '../../design/button.tsx';
import { formatCount } from '../../design/format-number.ts';
import { formatTime, offsetLabel, type ZoneChoice } from '../../design/format-time.ts';
import { Missing } from '../../design/number-text.tsx';
import { OpenLink } from '../../design/open-link.tsx';
import { SecretMark } from '../../design/secret-mark.tsx';
import { SeverityMark } from '../../design/severity-mark.tsx';
import { VendorText } from '../../design/vendor-text.tsx';
import { pathValueText } from '../../fields/path-field.ts';
import { cellFilterValue, cellText } from '../table/cell-value.ts';
import { definitionOf } from '../table/column-definitions.ts';
import { classFields, detailGroups } from './detail-fields.ts';
import styles from './event-detail.module.css';
import { ValueActions } from './value-actions.tsx';

export interface Pivots {
  sameSecret: () => void;
  sameRequest: () => void;
  around: () => void;
}

interface EventSummaryProps {
  detail: EventDetail;
  zone: ZoneChoice;
  pivots: Pivots;
  onFilter: (key: string, value: string | null, mode: 'for' | 'out') => void;
}

/** The fields that have something to say, and the ways on from here. */
export function EventSummary({ detail, zone, pivots, onFilter }: EventSummaryProps) {
  const { row } = detail;
  return (
    <div className={styles.summary}>
      <PivotButtons detail={detail} pivots={pivots} />
      <ClassFields detail={detail} onFilter={onFilter} />
      {detailGroups(row).map(({ title, columns }) => (
        <section key={title}>
          <h3 className={styles.group}>{title}</h3>
          <dl className={styles.fields}>
            {columns.map((column) => (
              <div key={column} className={styles.field}>
                <dt title={definitionOf(column).description}>{definitionOf(column).label}</dt>
                <dd>
                  <Value detail={detail} column={column} zone={zone} />
                  <ValueActions
                    label={definitionOf(column).label.toLowerCase()}
                    text={cellText(row, column, zone)}
                    filterKey={definitionOf(column).type === 'time' ? null : column}
                    filterValue={cellFilterValue(row, column) ?? null}
                    onFilter={onFilter}
                  />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <Observables detail={detail} />
    </div>
  );
}

/** What the class's own table and facets show of the event, beyond the columns that every event has. */
function ClassFields({ detail, onFilter }: Pick<EventSummaryProps, 'detail' | 'onFilter'>) {
  const fields = classFields(detail);
  if (fields.length === 0) return null;
  return (
    <section>
      <h3 className={styles.group}>{detail.row.class_name}</h3>
      <dl className={styles.fields}>
        {fields.map(({ name, value }) => {
          const { label, description, isMono } = definitionOf(name);
          return (
            <div key={name} className={styles.field}>
              <dt title={description}>{label}</dt>
              <dd>
                <span className={isMono ? styles.monoValue : styles.value}>
                  <VendorText text={pathValueText(value)} lines="kept" />
                </span>
                <ValueActions
                  label={label.toLowerCase()}
                  text={value}
                  filterKey={value.includes(', ') ? null : name}
                  filterValue={value}
                  onFilter={onFilter}
                />
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function PivotButtons({ detail, pivots }: Pick<EventSummaryProps, 'detail' | 'pivots'>) {
  const { row, sameSecretCount } = detail;
  return (
    <div className={styles.pivots}>
      {(row.secret_fingerprint ?? null) !== null && (
        <Button size="small" icon="lock" isDisabled={sameSecretCount === 0} onPress={pivots.sameSecret}>
          {sameSecretCount === 0
            ? 'No other event with this secret'
            : `Same secret: ${formatCount(sameSecretCount, 'other event')}`}
        </Button>
      )}
      {(row.vendor_event_id ?? null) !== null && (
        <Button size="small" onPress={pivots.sameRequest}>
          Same request
        </Button>
      )}
      <Button size="small" icon="clock" onPress={pivots.around}>
        ± 5 minutes
      </Button>
    </div>
  );
}

function Value({ detail, column, zone }: { detail: EventDetail; column: string; zone: ZoneChoice }) {
  const { row } = detail;
  const value = row[column];
  const definition = definitionOf(column);
  if (column === 'severity_id' && typeof value === 'number') return <SeverityMark severityId={value} />;
  if (definition.type === 'time' && typeof value === 'number') {
    return (
      <span className={styles.value}>
        {formatTime(value, zone)} {zone === 'utc' ? 'UTC' : offsetLabel(value)}
      </span>
    );
  }
  if (column === 'secret_fingerprint' && typeof value === 'string') {
    // One event's choice is not the next one's.
    return <Secret key={value} fingerprint={value} length={row.secret_length} />;
  }
  return (
    <span className={definition.isMono ? styles.monoValue : styles.value}>
      <VendorText text={cellText(row, column, zone)} lines="kept" />
    </span>
  );
}

/** As everywhere else a lock, the length and the short fingerprint; the whole one where it is wanted. */
function Secret({ fingerprint, length }: { fingerprint: string; length: unknown }) {
  const [isWhole, setWhole] = useState(false);
  return (
    <span className={styles.secret}>
      <SecretMark
        type={null}
        length={typeof length === 'number' ? length : null}
        fingerprint={isWhole ? null : fingerprint}
      />
      {isWhole && <span className={styles.monoValue}>{fingerprint}</span>}
      <AriaButton className={styles.whole ?? ''} aria-expanded={isWhole} onPress={() => setWhole(!isWhole)}>
        {isWhole ? 'Show short' : 'Show whole'}
      </AriaButton>
    </span>
  );
}

function Observables({ detail }: { detail: EventDetail }) {
  if (detail.observables.length === 0) return null;
  return (
    <section>
      <h3 className={styles.group}>Observables</h3>
      <dl className={styles.fields}>
        {detail.observables.map(({ name, value, type_id }) => (
          <div key={`${type_id} ${name} ${value}`} className={styles.field}>
            <dt>
              <VendorText text={name} />
            </dt>
            <dd>
              <span className={styles.monoValue}>
                {value === null ? <Missing /> : <VendorText text={value} lines="kept" />}
              </span>
              {value !== null && <OpenLink text={value} />}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
