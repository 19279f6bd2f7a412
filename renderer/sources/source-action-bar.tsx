import type { SourceStatus } from '../../shared/source-status.ts';
import { Button } from '../design/button.tsx';
import { IconButton } from '../design/icon-button.tsx';
import { Menu } from '../design/menu.tsx';
import { showToast } from '../design/toast.tsx';
import { asAppError, useSend } from '../queries.ts';
import styles from './source-table.module.css';
import type { SourceTableProps } from './source-table.tsx';
import { viewActions } from './source-view.ts';

type Props = { source: SourceStatus } & Omit<SourceTableProps, 'sources'>;

export function SourceActionBar({ source, onEdit, onShowRejected, onRemove }: Props) {
  const can = viewActions(source);
  const run = useSourceActions(source);
  return (
    <span className={styles.actions}>
      {can.canCancel && (
        <Button
          size="small"
          icon="stop"
          onPress={run.cancel}
          aria-label={`Cancel this run of ${source.name}`}
        >
          Cancel run
        </Button>
      )}
      {can.canCollect && (
        <Button size="small" icon="refresh" onPress={run.collect} aria-label={`Collect ${source.name} now`}>
          Collect now
        </Button>
      )}
      {can.canPause && (
        <Button size="small" icon="pause" onPress={run.pause} aria-label={`Pause ${source.name}`}>
          Pause
        </Button>
      )}
      {can.canResume && (
        <Button size="small" icon="play" onPress={run.resume} aria-label={`Resume ${source.name}`}>
          Resume
        </Button>
      )}
      <Menu
        label={`More for ${source.name}`}
        placement="bottom end"
        groups={[
          {
            items: [
              { id: 'edit', label: 'Edit…', icon: 'pencil', onAction: () => onEdit(source) },
              {
                id: 'rejected',
                label: 'Rejected records',
                icon: 'list',
                onAction: () => onShowRejected(source),
              },
            ],
          },
          {
            items: [
              {
                id: 'remove',
                label: 'Remove…',
                icon: 'trash',
                isDanger: true,
                onAction: () => onRemove(source),
              },
            ],
          },
        ]}
      >
        <IconButton icon="more" size="small" label={`More for ${source.name}`} isTooltipDisabled />
      </Menu>
    </span>
  );
}

/** The list follows by itself: main tells of each change. Only a refusal has to be shown. */
function useSourceActions({ sourceId }: SourceStatus) {
  const collect = useSend('sources.collect');
  const pause = useSend('sources.pause');
  const resume = useSend('sources.resume');
  const cancel = useSend('sources.cancel');
  const input = { sourceId };
  const onError = (problem: unknown) => {
    const error = asAppError(problem);
    showToast({ tone: 'failure', title: error.message, text: error.remedy });
  };
  return {
    collect: () => collect.mutate(input, { onError }),
    pause: () => pause.mutate(input, { onError }),
    resume: () => resume.mutate(input, { onError }),
    cancel: () => cancel.mutate(input, { onError }),
  };
}
