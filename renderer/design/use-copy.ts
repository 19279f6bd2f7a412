import { useCallback } from 'react';
import { useIpc } from '../ipc-client.ts';
import { showToast } from './toast.tsx';

export type Copied = 'copied' | 'masked' | 'failed';

/**
 * Puts text on the clipboard the way that everything leaves the app: by main, which masks what is known for a secret.
 * Says by itself when it masked something or could not copy.
 */
export function useCopy(): (text: string) => Promise<Copied> {
  const ipc = useIpc();
  return useCallback(
    async (text: string) => {
      const result = await ipc.call('clipboard.write', { text });
      if (!result.ok) {
        const { message, remedy } = result.error;
        showToast({ tone: 'failure', title: message, text: remedy });
        return 'failed';
      }
      if (!result.value.isMasked) return 'copied';
      showToast({
        tone: 'info',
        title: 'Copied, with a secret masked',
        text: 'Its value was left out of what is on the clipboard now.',
      });
      return 'masked';
    },
    [ipc],
  );
}
