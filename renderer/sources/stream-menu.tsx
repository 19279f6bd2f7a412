import { IconButton } from '../design/icon-button.tsx';
import { Menu, type MenuItem } from '../design/menu.tsx';
import { useAppState } from '../frame/app-state.tsx';
import { eventsOf } from './stream-events.ts';
import type { StreamRowsProps } from './stream-rows.tsx';
import { useStreamActions } from './use-source-actions.ts';

/** What can be done with one stream. */
export function StreamMenu({
  source,
  stream,
  title,
  canBackFill,
  onBackFill,
  onShowStream,
}: StreamRowsProps) {
  const run = useStreamActions(source, stream);
  const { openExplore } = useAppState();
  const isOn = stream.phase !== 'off';
  const isRunning = stream.phase === 'collecting' || stream.phase === 'retrying';
  const hasAddress = source.url !== '';
  const collecting: MenuItem[] = [
    {
      id: 'collect',
      label: 'Collect now',
      icon: 'refresh',
      isDisabled: !isOn || isRunning || source.paused,
      onAction: run.collect,
    },
    {
      id: 'back-fill',
      label: 'Back-fill…',
      icon: 'calendar',
      isDisabled: !canBackFill,
      onAction: () => onBackFill(source, stream.stream),
    },
    {
      id: 'switch',
      label: isOn ? 'Switch off' : 'Switch on',
      icon: isOn ? 'minus' : 'play',
      onAction: () => run.switchTo(!isOn),
    },
  ];
  const looking: MenuItem[] = [
    { id: 'details', label: 'Details', icon: 'info', onAction: () => onShowStream(source, stream) },
    {
      id: 'events',
      label: 'Show its events',
      icon: 'explore',
      isDisabled: stream.counts.stored === 0,
      onAction: () => openExplore({ tree: eventsOf(source, stream), timeRange: { kind: 'all' } }),
    },
  ];
  const groups = [...(hasAddress ? [{ items: collecting }] : []), { items: looking }];
  const label = `More for ${title} of ${source.name}`;
  return (
    <Menu label={label} placement="bottom end" groups={groups}>
      <IconButton icon="more" size="small" label={label} isTooltipDisabled />
    </Menu>
  );
}
