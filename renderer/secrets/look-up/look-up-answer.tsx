import { Button as AriaButton } from 'react-aria-components';
import { everything } from '../../../shared/query/query-node.ts';
import { formatCount, formatNumber } from '../../design/format-number.ts';
import { formatTime } from '../../design/format-time.ts';
import { Icon } from '../../design/icon.tsx';
import { SecretMark } from '../../design/secret-mark.tsx';
import { useZone } from '../../design/zone-context.ts';
import { useAppState } from '../../frame/app-state.tsx';
import { useAsk } from '../../queries.ts';
import { StateBadge } from '../inventory/secret-state.tsx';
import styles from './look-up.module.css';
import type { LookUpAnswer } from './use-look-up.ts';

/** Which of the candidates were exposed. Each leads to its secret; none is repeated. */
export function LookUpAnswerView({ answer, onLeave }: { answer: LookUpAnswer; onLeave: () => void }) {
  const { openSecrets } = useAppState();
  const { checked, found } = answer;
  const since = useCollectedSince();
  const lookedUp = `${formatCount(checked, 'value')} looked up`;
  if (found.length === 0) {
    return (
      <div className={styles.verdict} role="status">
        <Icon name="check" size={20} />
        <div>
          <p className={styles.title}>{`Not exposed: ${lookedUp}`}</p>
          <p className={styles.lead}>
            {checked === 1 ? 'It is not' : 'None of them is'} in what Keyglass has collected
            {since === null ? '' : ` since ${since}`}. What the sources did not report, or reported before
            that, it can’t know.
          </p>
        </div>
      </div>
    );
  }
  return (
    <>
      <div className={styles.verdict} data-tone="failure" role="status">
        <Icon name="alert" size={20} />
        <p className={styles.title}>{`Exposed: ${formatNumber(found.length)} of ${lookedUp}`}</p>
      </div>
      <ul className={styles.found} aria-label="Exposed values">
        {found.map(({ line, secret }, place) => (
          <li key={`${line} ${secret.fingerprint}`}>
            <AriaButton
              className={styles.secret ?? ''}
              autoFocus={place === 0}
              onPress={() => {
                openSecrets({ fingerprint: secret.fingerprint });
                onLeave();
              }}
            >
              <span className={styles.where}>{answer.nameOf(line)}</span>
              <SecretMark type={secret.secretType} length={secret.length} fingerprint={secret.fingerprint} />
              <StateBadge state={secret.state} />
              <Icon name="chevron-right" size={12} />
            </AriaButton>
          </li>
        ))}
      </ul>
    </>
  );
}

const allEvents = { tree: everything, span: { fromUs: null, toUs: null }, storedUntilUs: null };

/** The day of the oldest event that is stored; null without any. */
function useCollectedSince(): string | null {
  const zone = useZone();
  const answer = useAsk('events.page', {
    question: allEvents,
    sort: [{ column: 'time', direction: 'asc' }],
    columns: ['time'],
    offset: 0,
    limit: 1,
  });
  const time = answer.data?.rows[0]?.time;
  return typeof time === 'number' ? formatTime(time, zone, 'day') : null;
}
