import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';

export interface ModalDialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the foot; the one that goes on last. */
  footer?: ReactNode;
  size?: 'small' | 'medium' | 'large';
  /** `side` is a drawer over the right edge. */
  position?: 'centre' | 'side';
  /** False where a press outside would lose what was typed. `Esc` always closes. */
  closesOnPressOutside?: boolean;
}

/** Takes the focus and gives it back. Content scrolls between a fixed title and a fixed footer. */
export function ModalDialog(props: ModalDialogProps) {
  const { title, isOpen, onClose, children, footer, size = 'medium', position = 'centre' } = props;
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={props.closesOnPressOutside ?? true}
      className={classNames(styles.overlay, position === 'side' && styles.overlaySide)}
    >
      <Modal className={classNames(styles.modal, styles[size], position === 'side' && styles.side)}>
        <AriaDialog className={styles.dialog ?? ''}>
          <header className={styles.header}>
            <Heading slot="title" className={styles.title ?? ''}>
              {title}
            </Heading>
            <IconButton icon="close" label="Close" onPress={onClose} isTooltipDisabled />
          </header>
          <div className={styles.body}>{children}</div>
          {footer && <footer className={styles.footer}>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
