import type { SecretPlace } from '../../../shared/secret-inventory.ts';
import { Badge } from '../../design/badge.tsx';
import { Button } from '../../design/button.tsx';
import { formatCount, formatNumber } from '../../design/format-number.ts';
import { TimeText } from '../../design/time-text.tsx';
import { VendorText } from '../../design/vendor-text.tsx';
import { visibleText } from '../../design/visible-text.ts';
import { useAppState } from '../../frame/app-state.tsx';
import { placeQuestion } from './place-question.ts';
import styles from './secret-detail.module.css';

interface PlaceListProps {
  fingerprint: string;
  /** The newest. */
  places: readonly SecretPlace[];
  total: number;
}

/** Where the secret was seen; each place leads to its events, as long as they are kept. */
export function PlaceList({ fingerprint, places, total }: PlaceListProps) {
  return (
    <section className={styles.part} aria-labelledby="secret-places">
      <h3 className={styles.heading} id="secret-places">
        Places <span className={styles.count}>{formatNumber(total)}</span>
      </h3>
      {places.length < total && (
        <p className={styles.muted}>{`The newest ${formatNumber(places.length)} are shown.`}</p>
      )}
      <ul className={styles.places} aria-label="Places, newest first">
        {places.map((place) => (
          <li key={keyOf(place)} className={styles.place}>
            <Place fingerprint={fingerprint} place={place} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Place({ fingerprint, place }: { fingerprint: string; place: SecretPlace }) {
  const { openExplore } = useAppState();
  const name = placeName(place);
  return (
    <>
      <div className={styles.placeHead}>
        <p className={styles.placeName}>
          <VendorText text={name} />
        </p>
        {place.kind === 'mention' && <Badge>Mention</Badge>}
      </div>
      <p className={styles.muted}>
        <VendorText text={place.sourceName} />, {place.stream}
        {place.request !== null && (
          <>
            {place.times === 1 ? ', request ' : ', latest request '}
            <code className={styles.request}>
              <VendorText text={place.request} />
            </code>
          </>
        )}
      </p>
      <div className={styles.placeFoot}>
        <span className={styles.muted}>
          {place.times === 1 ? '' : `${formatCount(place.times, 'time')}, `}
          <TimeText timeUs={place.firstSeenUs} precision="minute" />
          {place.times > 1 && (
            <>
              {' to '}
              <TimeText timeUs={place.lastSeenUs} precision="minute" />
            </>
          )}
        </span>
        {place.areEventsKept ? (
          <Button
            kind="quiet"
            size="small"
            aria-label={`Open the events at ${visibleText(name)}`}
            onPress={() =>
              openExplore({ tree: placeQuestion(fingerprint, place), timeRange: { kind: 'all' } })
            }
          >
            Open events
          </Button>
        ) : (
          <span className={styles.gone}>Events have left by age</span>
        )}
      </div>
    </>
  );
}

function placeName({ kind, place, line, field }: SecretPlace): string {
  if (kind === 'mention') return `in ${field ?? 'the record'}`;
  if (line === null) return place ?? 'Place not given';
  // Some vendors tell the request and the line only.
  return place === null ? `Line ${formatNumber(line)}` : `${place}, line ${formatNumber(line)}`;
}

function keyOf(place: SecretPlace): string {
  const { kind, sourceId, line, field } = place;
  return JSON.stringify([kind, sourceId, place.place, line, field]);
}
