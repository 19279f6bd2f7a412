import { ModalDialog } from '../design/dialog.tsx';
import { type Command, useCommandList } from './command-registry.ts';
import { shortcutLabel } from './shortcut.ts';
import styles from './shortcut-help.module.css';
import { isMac } from './use-shortcuts.ts';

export function ShortcutHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const groups = Map.groupBy(
    useCommandList().filter((command) => command.shortcut !== undefined),
    (command) => command.group,
  );
  return (
    <ModalDialog title="Keyboard" isOpen={isOpen} onClose={onClose} size="large">
      <div className={styles.groups}>
        {[...groups].map(([group, commands]) => (
          <ShortcutGroup key={group} title={group} commands={commands} />
        ))}
      </div>
    </ModalDialog>
  );
}

function ShortcutGroup({ title, commands }: { title: string; commands: readonly Command[] }) {
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>{title}</h3>
      <dl>
        {commands.map((command) => (
          <div key={command.id} className={styles.row}>
            <dt>{command.title}</dt>
            <dd>
              <kbd className={styles.key}>{shortcutLabel(command.shortcut ?? '', isMac)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
