import { Button } from 'react-aria-components';
import { classNames } from '../design/class-names.ts';
import { Icon } from '../design/icon.tsx';
import type { IconName } from '../design/icon-shapes.ts';
import { useNowUs } from '../design/now-context.tsx';
import { ReadOnlyText } from '../design/read-only-text.tsx';
import { Tooltip } from '../design/tooltip.tsx';
import { useSources } from '../sources/use-sources.ts';
import { useAppState, type ViewName } from './app-state.tsx';
import { viewCollecting } from './collecting-view.ts';
import styles from './rail.module.css';
import { shortcutLabel } from './shortcut.ts';
import { isMac } from './use-shortcuts.ts';
import { viewTitles } from './view-titles.ts';

const icons: Record<ViewName, IconName> = {
  explore: 'explore',
  secrets: 'key',
  classes: 'classes',
  dashboards: 'dashboards',
  sources: 'sources',
  sharing: 'share',
  settings: 'settings',
};

const upper: readonly ViewName[] = ['explore', 'secrets', 'classes', 'dashboards', 'sources', 'sharing'];

export function Rail({ onHelp }: { onHelp: () => void }) {
  return (
    <nav className={styles.rail} aria-label="Views">
      {upper.map((view, index) => (
        <RailButton key={view} view={view} shortcut={`mod+${index + 1}`} />
      ))}
      <span className={styles.space} />
      <Tooltip
        content={
          <>
            Keyboard shortcuts <kbd>?</kbd>
          </>
        }
        placement="right"
        delayMs={200}
      >
        <Button className={styles.button ?? ''} aria-label="Keyboard shortcuts" onPress={onHelp}>
          <Icon name="keyboard" size={18} />
        </Button>
      </Tooltip>
      <RailButton view="settings" shortcut="mod+," />
    </nav>
  );
}

function RailButton({ view, shortcut }: { view: ViewName; shortcut: string }) {
  const { view: shown, openView } = useAppState();
  const tip = (
    <>
      {viewTitles[view]} <kbd>{shortcutLabel(shortcut, isMac)}</kbd>
    </>
  );
  return (
    <Tooltip content={tip} placement="right" delayMs={200}>
      <Button
        className={classNames(styles.button, view === shown && styles.current)}
        {...(view === shown ? { 'aria-current': 'page' } : {})}
        onPress={() => openView(view)}
      >
        <Icon name={icons[view]} size={18} />
        <ReadOnlyText>{viewTitles[view]}</ReadOnlyText>
        {view === 'sources' && <CollectingDot />}
      </Button>
    </Tooltip>
  );
}

function CollectingDot() {
  const sources = useSources();
  const nowUs = useNowUs();
  const { tone, text } = viewCollecting(sources.data?.sources ?? [], nowUs);
  if (tone === 'idle') return null;
  return (
    <span className={classNames(styles.dot, styles[tone])}>
      <ReadOnlyText>{text}</ReadOnlyText>
    </span>
  );
}
