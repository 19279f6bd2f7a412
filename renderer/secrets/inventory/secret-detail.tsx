import { useState } from 'react';
import type { IpcOutput } from '../../../shared/ipc/ipc-contract.ts';
import { valueIs } from '../../../shared/query/query-node.ts';
import { Button } from '../../design/button.tsx';
import { CopyButton } from '../../design/copy-button.tsx';
import { DetailPane, DetailTitle } from '../../design/detail-pane.tsx';
import { ErrorState } from '../../design/error-state.tsx';
import { formatNumber } from '../../design/format-number.ts';
import { TimeText } from '../../design/time-text.tsx';
import { VendorText } from '../../design/vendor-text.tsx';
import { useAppState } from '../../frame/app-state.tsx';
import { useAsk } from '../../queries.ts';
import { SecretValue } from '../reveal/secret-value.tsx';
import { MarkAsDialog } from './mark-as-dialog.tsx';
import { PlaceList } from './place-list.tsx';
import { secretQuestion } from './place-question.ts';
import styles from './secret-detail.module.css';
import { StateBadge, stateWords } from './secret-state.tsx';
import { StateHistory } from './state-history.tsx';

export interface SecretDetailProps {
  fingerprint: string;
  onStep: (by: -1 | 1) => void;
  onClose: () => void;
  onChanged: () => void;
}

type Detail = IpcOutput<'secrets.detail'>;

/** One secret in full: what is known, what became of it, where it was seen. Up and down walk the list, Esc closes. */
export function SecretDetail({ fingerprint, onStep, onClose, onChanged }: SecretDetailProps) {
  const answer = useAsk('secrets.detail', { fingerprint });
  // Until the next one is in, the last stays, so that nothing flickers; its value is shut at once.
  const detail = answer.data?.secret.fingerprint === fingerprint || !answer.error ? answer.data : undefined;
  return (
    <DetailPane
      kind="Secret"
      title={detail && <Title detail={detail} />}
      isLoading={answer.isFetching}
      hasLineBelowHead
      keepsKey={(_, focused) => hasOwnKeys(focused)}
      onStep={onStep}
      onClose={onClose}
    >
      <div className={styles.content}>
        {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        {detail && (
          <Parts detail={detail} isLeft={detail.secret.fingerprint !== fingerprint} onChanged={onChanged} />
        )}
      </div>
    </DetailPane>
  );
}

/** What scrolls by itself, and a dialog over the pane, which is in its React tree, too. */
function hasOwnKeys(element: Element): boolean {
  return element.closest('section[tabindex], [role="dialog"]') !== null;
}

function Title({ detail: { secret } }: { detail: Detail }) {
  return (
    <>
      <DetailTitle>
        {secret.secretType === null ? 'Secret of unknown type' : <VendorText text={secret.secretType} />}
      </DetailTitle>
      <p className={styles.print}>
        <code>{secret.fingerprint}</code>
        <CopyButton text={secret.fingerprint} label="Copy the fingerprint" />
      </p>
    </>
  );
}

interface PartsProps {
  detail: Detail;
  /** Another secret was gone to, which is on its way. */
  isLeft: boolean;
  onChanged: () => void;
}

function Parts({ detail, isLeft, onChanged }: PartsProps) {
  const { secret, history, places, placesTotal } = detail;
  const [isMarking, setMarking] = useState(false);
  const { openExplore } = useAppState();
  return (
    <>
      <section className={styles.part} aria-label="State">
        <div className={styles.state}>
          <StateBadge state={secret.state} />
          <span className={styles.since}>
            {secret.stateChangedAtUs === null ? (
              'since it was first seen'
            ) : (
              <>
                since <TimeText timeUs={secret.stateChangedAtUs} precision="minute" />
              </>
            )}
          </span>
          <Button size="small" onPress={() => setMarking(true)}>
            Mark as…
          </Button>
        </div>
        {secret.state === 'regressed' && <p className={styles.came}>{stateWords.regressed.note}</p>}
      </section>
      <section className={styles.part} aria-label="Summary">
        <Facts secret={secret} />
        <div className={styles.pivots}>
          <Button
            size="small"
            icon="explore"
            onPress={() => openExplore({ tree: secretQuestion(secret), timeRange: { kind: 'all' } })}
          >
            All events with this secret
          </Button>
          {secret.secretType !== null && (
            <Button
              size="small"
              onPress={() =>
                openExplore({
                  tree: valueIs('secret.type', secret.secretType ?? ''),
                  timeRange: { kind: 'all' },
                })
              }
            >
              Events of this type
            </Button>
          )}
        </div>
      </section>
      <section className={styles.part} aria-labelledby="secret-value">
        <h3 className={styles.heading} id="secret-value">
          Value
        </h3>
        <SecretValue key={`${secret.fingerprint} ${isLeft}`} secret={secret} />
      </section>
      <StateHistory history={history} firstSeenUs={secret.firstSeenUs} />
      <PlaceList fingerprint={secret.fingerprint} places={places} total={placesTotal} />
      {isMarking && (
        <MarkAsDialog
          fingerprints={[secret.fingerprint]}
          from={secret.state}
          onClose={() => setMarking(false)}
          onDone={() => {
            setMarking(false);
            onChanged();
          }}
        />
      )}
    </>
  );
}

function Facts({ secret }: Pick<Detail, 'secret'>) {
  const facts = [
    ['Length', `${formatNumber(secret.length)} ${secret.length === 1 ? 'character' : 'characters'}`],
    ['Places', formatNumber(secret.places)],
    ['Exposures', formatNumber(secret.exposures)],
    ['Mentions', formatNumber(secret.mentions)],
    ['Vendors', secret.vendors.join(', ')],
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <VendorText text={value} />
          </dd>
        </div>
      ))}
      <div>
        <dt>First seen</dt>
        <dd>
          <TimeText timeUs={secret.firstSeenUs} />
        </dd>
      </div>
      <div>
        <dt>Last seen</dt>
        <dd>
          <TimeText timeUs={secret.lastSeenUs} />
        </dd>
      </div>
    </dl>
  );
}
