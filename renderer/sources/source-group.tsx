import { useEffect, useEffectEvent, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { SourceStatus } from '../../shared/source-status.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Icon } from '../design/icon.tsx';
import { useNowUs } from '../design/now-context.tsx';
import { VendorText } from '../design/vendor-text.tsx';
import { whyNoBackFill } from './back-fill-values.ts';
import { viewExpiry } from './expiry-view.ts';
import { SourceActionBar } from './source-action-bar.tsx';
import styles from './source-table.module.css';
import { COLUMNS, type SourceTableActions } from './source-table.tsx';
import { sharedError, viewSource } from './source-view.ts';
import { StreamProblem } from './stream-problem.tsx';
import { StreamRows } from './stream-rows.tsx';
import { useActivity } from './use-activity.ts';

export interface SourceGroupProps extends SourceTableActions {
  source: SourceStatus;
  /** Null where this version of Keyglass no longer knows the vendor. */
  vendor: VendorDescriptor | null;
  isFolded: boolean;
  onFold: (isFolded: boolean) => void;
  /** It is gone to as soon as it is there. */
  isSought: boolean;
  onFound: () => void;
}

/** A source: how it is as a whole, then each of its streams. */
export function SourceGroup(props: SourceGroupProps) {
  const { source, vendor, isFolded, onFold, isSought, onFound, ...actions } = props;
  const fold = useSought(isSought, onFound);
  const recent = useActivity(source.sourceId);
  const shared = sharedError(source);
  return (
    <tbody className={styles.source}>
      <tr className={styles.head}>
        <th scope="rowgroup" colSpan={COLUMNS}>
          <span className={styles.headLine}>
            <AriaButton
              ref={fold}
              className={styles.fold ?? ''}
              aria-label={
                isFolded ? `Show the streams of ${source.name}` : `Fold the streams of ${source.name}`
              }
              aria-expanded={!isFolded}
              onPress={() => onFold(!isFolded)}
            >
              <Icon name={isFolded ? 'chevron-right' : 'chevron-down'} size={14} />
            </AriaButton>
            <span className={styles.name}>
              <VendorText text={source.name} />
            </span>
            <span className={styles.url}>
              {source.url === '' ? 'imported files' : <VendorText text={source.url} />}
            </span>
            <SourceHealth source={source} />
            <Expiry source={source} onEdit={() => actions.onEdit(source)} />
            <SourceActionBar source={source} {...actions} />
          </span>
        </th>
      </tr>
      {shared && (
        <tr className={styles.below}>
          <td colSpan={COLUMNS}>
            <StreamProblem
              error={shared.error}
              tone="failure"
              of={`${shared.streams.length} streams`}
              onEdit={() => actions.onEdit(source)}
            />
          </td>
        </tr>
      )}
      {!isFolded &&
        source.streams.map((stream) => (
          <StreamRows
            key={stream.stream}
            source={source}
            stream={stream}
            title={vendor?.streams.find(({ name }) => name === stream.stream)?.title ?? stream.stream}
            recent={recent}
            canBackFill={whyNoBackFill(stream, vendor) === null}
            isProblemShown={shared === null}
            {...actions}
          />
        ))}
    </tbody>
  );
}

/** Brings the source into view with the focus on its first button, so that the keyboard goes on from there. */
function useSought(isSought: boolean, onFound: () => void) {
  const first = useRef<HTMLButtonElement>(null);
  const onArrived = useEffectEvent(onFound);
  useEffect(() => {
    if (!isSought) return;
    first.current?.focus({ preventScroll: true });
    first.current?.closest('tbody')?.scrollIntoView({ block: 'start' });
    onArrived();
  }, [isSought]);
  return first;
}

/** "1 failed, 6 up to date, 1 off": only where there is more than one state to tell. */
function SourceHealth({ source }: { source: SourceStatus }) {
  if (source.streams.length < 2) return null;
  return (
    <span className={styles.health}>
      {viewSource(source).map(({ text, tone }) => (
        <span key={text} className={styles.healthPart} data-tone={tone}>
          {text}
        </span>
      ))}
    </span>
  );
}

function Expiry({ source, onEdit }: { source: SourceStatus; onEdit: () => void }) {
  const expiry = viewExpiry(source, useNowUs());
  if (!expiry) return null;
  if (expiry.tone === 'neutral') {
    return (
      <span className={styles.plan} title={expiry.title}>
        {expiry.text}
      </span>
    );
  }
  return (
    <span className={styles.expiry} title={expiry.title}>
      <Badge tone={expiry.tone} icon={expiry.tone === 'failure' ? 'alert' : 'clock'}>
        {expiry.text}
      </Badge>
      <Button
        size="small"
        kind="quiet"
        onPress={onEdit}
        aria-label={`Renew the credentials of ${source.name}`}
      >
        Renew
      </Button>
    </span>
  );
}
