import {
  UNSTABLE_Toast as AriaToast,
  Button,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { Icon } from './icon.tsx';
import styles from './toast.module.css';
import { VendorText } from './vendor-text.tsx';

export interface ToastMessage {
  tone: 'success' | 'failure' | 'info';
  title: string;
  text?: string;
  action?: { label: string; onAction: () => void };
}

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });
const icons = { success: 'check', failure: 'alert', info: 'info' } as const;
const READING_MS = 6_000;

/** Says that something ended that the analyst started. Failures stay until they are closed; the rest leave. */
export function showToast(message: ToastMessage): void {
  queue.add(message, message.tone === 'failure' ? {} : { timeout: READING_MS });
}

/** Once in the window. A landmark that F6 reaches. */
export function ToastList() {
  return (
    <ToastRegion queue={queue} className={styles.region ?? ''} aria-label="Messages">
      {({ toast }) => (
        <AriaToast toast={toast} className={`${styles.toast ?? ''} ${styles[toast.content.tone] ?? ''}`}>
          <Icon name={icons[toast.content.tone]} />
          <ToastContent className={styles.content ?? ''}>
            <Text slot="title" className={styles.title ?? ''}>
              <VendorText text={toast.content.title} />
            </Text>
            {toast.content.text && (
              <Text slot="description">
                <VendorText text={toast.content.text} />
              </Text>
            )}
          </ToastContent>
          {toast.content.action && (
            <Button
              className={styles.action ?? ''}
              onPress={() => {
                toast.content.action?.onAction();
                queue.close(toast.key);
              }}
            >
              {toast.content.action.label}
            </Button>
          )}
          <Button slot="close" className={styles.close ?? ''} aria-label="Close">
            <Icon name="close" size={12} />
          </Button>
        </AriaToast>
      )}
    </ToastRegion>
  );
}
