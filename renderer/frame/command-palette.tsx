import {
  Autocomplete,
  Dialog,
  Input,
  Keyboard,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import popoverStyles from '../design/popover.module.css';
import styles from './command-palette.module.css';
import { useCommandList } from './command-registry.ts';
import { shortcutLabel } from './shortcut.ts';
import { isMac } from './use-shortcuts.ts';

/** Every word of the search must be somewhere in the command's words, in any order. */
function containsWords(text: string, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/);
  return words.every((word) => text.toLowerCase().includes(word));
}

export function CommandPalette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const commands = useCommandList().filter((command) => command.isEnabled ?? true);
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className={styles.overlay ?? ''}
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog aria-label="Commands" className={styles.dialog ?? ''}>
          <Autocomplete filter={containsWords}>
            <SearchField aria-label="Search commands" className={styles.field ?? ''} autoFocus>
              <Input className={styles.input ?? ''} placeholder="What do you want to do?" />
            </SearchField>
            <Menu
              className={styles.list ?? ''}
              aria-label="Commands"
              renderEmptyState={() => <p className={styles.empty}>No command with these words</p>}
            >
              {commands.map((command) => (
                <MenuItem
                  key={command.id}
                  id={command.id}
                  className={popoverStyles.item ?? ''}
                  textValue={`${command.group} ${command.title} ${command.keywords ?? ''}`}
                  aria-label={command.title}
                  onAction={() => {
                    onClose();
                    command.run();
                  }}
                >
                  <span className={styles.group}>{command.group}</span>
                  <span className={popoverStyles.itemText}>{command.title}</span>
                  {command.shortcut && (
                    <Keyboard className={popoverStyles.shortcut ?? ''}>
                      {shortcutLabel(command.shortcut, isMac)}
                    </Keyboard>
                  )}
                </MenuItem>
              ))}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
