import type { SourceStatus } from '../../shared/source-status.ts';
import { Button } from '../design/button.tsx';
import { IconButton } from '../design/icon-button.tsx';
import { Menu } from '../design/menu.tsx';
import styles from './source-table.module.css';
import type { SourceTableActions } from './source-table.tsx';
import { viewActions } from './source-view.ts';
import { useSourceActions } from './use-source-actions.ts';

type Props = { source: SourceStatus } & SourceTableActions;

export function SourceActionBar({ source, onEdit, onShowRejected, onRemove, onBackFill }: Props) {
  const can = viewActions(source);
  const run = useSourceActions(source);
  return (
    <span className={styles.actions}>
      {can.canCancel && (
        <Button
          size="small"
          kind="quiet"
          icon="stop"
          onPress={run.cancel}
          aria-label={`Cancel this run of ${source.name}`}
        >
          Cancel run
        </Button>
      )}
      {can.canCollect && (
        <Button
          size="small"
          kind="quiet"
          icon="refresh"
          onPress={run.collect}
          aria-label={`Collect ${source.name} now`}
        >
          Collect now
        </Button>
      )}
      {can.canPause && (
        <Button
          size="small"
          kind="quiet"
          icon="pause"
          onPress={run.pause}
          aria-label={`Pause ${source.name}`}
        >
          Pause
        </Button>
      )}
      {can.canResume && (
        <Button
          size="small"
          kind="quiet"
          icon="play"
          onPress={run.resume}
          aria-label={`Resume ${source.name}`}
        >
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
                id: 'back-fill',
                label: 'Back-fill…',
                icon: 'calendar',
                isDisabled: source.url === '' || source.streams.every(({ phase }) => phase === 'off'),
                onAction: () => onBackFill(source, null),
              },
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
