import { useEffect } from 'react';
import { useCopy } from '../design/use-copy.ts';
import { isTextInput } from './use-shortcuts.ts';

/**
 * Once in the window: text that is marked on the page and copied by the system's own key or menu goes the same way as
 * the app's buttons. What is typed in a field is the analyst's own and is left to the system.
 */
export function useNativeCopy(): void {
  const copy = useCopy();
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      if (event.defaultPrevented || isTextInput(event.target)) return;
      const text = getSelection()?.toString() ?? '';
      if (text === '') return;
      event.preventDefault();
      void copy(text);
    };
    document.addEventListener('copy', onCopy);
    return () => document.removeEventListener('copy', onCopy);
  }, [copy]);
}
