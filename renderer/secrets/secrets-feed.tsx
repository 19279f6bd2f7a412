import { formatCount } from '../design/format-number.ts';
import { showToast } from '../design/toast.tsx';
import { useAppState } from '../frame/app-state.tsx';
import { useIpcEvent } from '../queries.ts';

/** Once in the window: says when secrets came back that were taken for done. */
export function SecretsFeed() {
  const { openSecrets } = useAppState();
  useIpcEvent('secrets.changed', ({ regressed }) => {
    if (regressed === 0) return;
    showToast({
      tone: 'failure',
      title: `${formatCount(regressed, 'secret')} came back`,
      text: 'Marked as rotated or ignored, and exposed again since.',
      action: { label: 'Show', onAction: () => openSecrets({ states: ['regressed'] }) },
    });
  });
  return null;
}
