import { ModalDialog } from '../design/dialog.tsx';
import { useCommandList } from './command-registry.ts';
import { shortcutLabel } from './shortcut.ts';
import styles from './shortcut-help.module.css';
import { isMac } from './use-shortcuts.ts';

interface KeyRow {
  readonly title: string;
  /** Either of them does it. */
  readonly keys: readonly string[];
}

/** Keys that work only where the focus is, so they are no commands. */
const tableKeys: readonly KeyRow[] = [
  { title: 'Row below, row above', keys: ['↓ ↑', 'J K'] },
  { title: 'Value to the right, to the left', keys: ['→ ←', 'L H'] },
  { title: 'First row, last row', keys: ['Home', 'End'] },
  { title: 'Open the event, close it', keys: ['Enter', 'Esc'] },
  { title: 'Only this value, without it', keys: ['+', '−'] },
  { title: 'Copy the value', keys: [shortcutLabel('mod+c', isMac)] },
  { title: 'Wider column, narrower', keys: [`${shortcutLabel('shift', isMac)} → ←`] },
];

const histogramKeys: readonly KeyRow[] = [
  { title: 'Later bar, earlier bar', keys: ['→ ←'] },
  { title: 'Choose several bars', keys: [`${shortcutLabel('shift', isMac)} → ←`] },
  { title: 'Take them as the time range', keys: ['Enter'] },
];

export function ShortcutHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const groups = Map.groupBy(
    useCommandList().filter((command) => command.shortcut !== undefined),
    (command) => command.group,
  );
  return (
    <ModalDialog title="Keyboard" isOpen={isOpen} onClose={onClose} size="large">
      <div className={styles.groups}>
        {[...groups].map(([group, commands]) => (
          <KeyGroup
            key={group}
            title={group}
            rows={commands.map(({ title, shortcut = '' }) => ({
              title,
              keys: [shortcutLabel(shortcut, isMac)],
            }))}
          />
        ))}
        <KeyGroup title="In the table of events" rows={tableKeys} />
        <KeyGroup title="In the histogram" rows={histogramKeys} />
      </div>
    </ModalDialog>
  );
}

function KeyGroup({ title, rows }: { title: string; rows: readonly KeyRow[] }) {
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>{title}</h3>
      <dl>
        {rows.map((row) => (
          <div key={row.title} className={styles.row}>
            <dt>{row.title}</dt>
            <dd className={styles.keys}>
              {row.keys.map((key) => (
                <kbd key={key} className={styles.key}>
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
