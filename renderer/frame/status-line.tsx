import { Button } from 'react-aria-components';
import { offsetLabel } from '../design/format-time.ts';
import { useNowUs } from '../design/now-context.tsx';
import { useRead } from '../queries.ts';
import { useSources } from '../sources/use-sources.ts';
import { useAppState } from './app-state.tsx';
import { viewCollecting } from './collecting-view.ts';
import styles from './status-line.module.css';
import { useShownStatusText } from './status-text.tsx';

export function StatusLine() {
  const text = useShownStatusText();
  const { zone, setZone } = useAppState();
  const nowUs = useNowUs();
  const info = useRead('app.info', {});
  return (
    <footer className={styles.line}>
      <span className={styles.text} role="status">
        {text}
      </span>
      {info.data?.workspace.sample && <span className={styles.sample}>Sample tenant, made-up data</span>}
      <CollectingState />
      <Button
        className={styles.item ?? ''}
        aria-label={zone === 'utc' ? 'Times in UTC, show in local time' : 'Times in local time, show in UTC'}
        onPress={() => setZone(zone === 'utc' ? 'local' : 'utc')}
      >
        {zone === 'utc' ? 'UTC' : `Local, ${offsetLabel(nowUs)}`}
      </Button>
    </footer>
  );
}

function CollectingState() {
  const sources = useSources();
  const nowUs = useNowUs();
  const { openSources } = useAppState();
  if (!sources.data) return null;
  const { tone, text } = viewCollecting(sources.data.sources, nowUs);
  return (
    <Button className={styles.item ?? ''} onPress={() => openSources()}>
      <span className={styles[tone]} aria-hidden="true" />
      {text}
    </Button>
  );
}
