import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { ModalDialog } from './dialog.tsx';

export interface ConfirmDialogProps {
  title: string;
  isOpen: boolean;
  onCancel: () => void;
  onConfirm: () => void;
  /** The verb of what will be done, never "OK". */
  confirmLabel: string;
  isDanger?: boolean;
  isPending?: boolean;
  children: ReactNode;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, isOpen, onCancel, onConfirm, confirmLabel, isDanger = false, isPending = false } = props;
  const footer = (
    <>
      <Button onPress={onCancel} autoFocus>
        Cancel
      </Button>
      <Button kind={isDanger ? 'danger' : 'primary'} onPress={onConfirm} isPending={isPending}>
        {confirmLabel}
      </Button>
    </>
  );
  return (
    <ModalDialog title={title} isOpen={isOpen} onClose={onCancel} footer={footer} size="small">
      {props.children}
    </ModalDialog>
  );
}
