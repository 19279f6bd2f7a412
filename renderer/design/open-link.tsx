import { useState } from 'react';
import { useSend } from '../queries.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { ErrorState } from './error-state.tsx';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import { type LinkView, viewLink } from './link-view.ts';
import styles from './open-link.module.css';
import { VendorText } from './vendor-text.tsx';

/** At a value that is a web address: asks, then has the person's browser open it. Nothing for other values. */
export function OpenLink({ text }: { text: string }) {
  const [isAsking, setAsking] = useState(false);
  const link = viewLink(text);
  if (!link) return null;
  return (
    <>
      <IconButton icon="external" size="small" label="Open link…" onPress={() => setAsking(true)} />
      {isAsking && <AskFirst text={text} link={link} onClose={() => setAsking(false)} />}
    </>
  );
}

function AskFirst({ text, link, onClose }: { text: string; link: LinkView; onClose: () => void }) {
  const open = useSend('app.openLink');
  return (
    <ConfirmDialog
      title="Open this link in your browser?"
      isOpen
      onCancel={onClose}
      confirmLabel="Open link"
      isPending={open.isPending}
      onConfirm={() => open.mutate({ address: link.address }, { onSuccess: onClose })}
    >
      <div className={styles.content}>
        <p className={styles.host}>{link.host}</p>
        <p className={styles.address}>
          <VendorText text={link.address} />
        </p>
        {text.trim() !== link.address && (
          <p className={styles.note}>
            Written in the record as{' '}
            <code className={styles.written}>
              <VendorText text={text} />
            </code>
          </p>
        )}
        {link.warnings.map((warning) => (
          <p key={warning} className={styles.warning}>
            <Icon name="alert" />
            <span>{warning}</span>
          </p>
        ))}
        <p className={styles.note}>
          The address comes from a vendor’s data. The site learns that it was opened, and from where.
        </p>
        {open.error && <ErrorState error={open.error} />}
      </div>
    </ConfirmDialog>
  );
}
