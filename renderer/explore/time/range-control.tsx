import { useState } from 'react';
import type { TimeRange } from '../../../shared/time-range.ts';
import { Button } from '../../design/button.tsx';
import { offsetLabel, type ZoneChoice } from '../../design/format-time.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { Popover } from '../../design/popover.tsx';
import { TextField } from '../../design/text-field.tsx';
import styles from './range-control.module.css';
import { describeRange, quickRanges } from './shift-range.ts';
import { formatMinute, parseTypedTime } from './zoned-time.ts';

interface RangeControlProps {
  range: TimeRange;
  zone: ZoneChoice;
  /** What "from" and "to" begin with where the range has no bounds of its own. */
  seen: { readonly fromUs: number; readonly toUs: number } | null;
  onChange: (range: TimeRange) => void;
  onShift: (direction: 'earlier' | 'later') => void;
}

/** The time range in words, the quick ones and exact bounds behind it, and the stretches before and after. */
export function RangeControl({ range, zone, seen, onChange, onShift }: RangeControlProps) {
  const [isOpen, setOpen] = useState(false);
  const text = describeRange(range, zone);
  const choose = (next: TimeRange) => {
    onChange(next);
    setOpen(false);
  };
  return (
    <div className={styles.control}>
      <IconButton icon="chevron-left" label="Earlier" hint="[" onPress={() => onShift('earlier')} />
      <Popover
        label="Time range"
        placement="bottom end"
        isOpen={isOpen}
        onOpenChange={setOpen}
        trigger={
          <Button icon="calendar" iconAfter="chevron-down" aria-label={`Time range: ${text}`}>
            {text}
          </Button>
        }
      >
        <div className={styles.panel}>
          <QuickRanges range={range} onChoose={choose} />
          <ExactRange range={range} zone={zone} seen={seen} onChoose={choose} />
        </div>
      </Popover>
      <IconButton icon="chevron-right" label="Later" hint="]" onPress={() => onShift('later')} />
    </div>
  );
}

function QuickRanges({ range, onChoose }: { range: TimeRange; onChoose: (range: TimeRange) => void }) {
  return (
    <div className={styles.quick}>
      {quickRanges.map((quick) => {
        const isChosen = JSON.stringify(quick.range) === JSON.stringify(range);
        return (
          <Button
            key={quick.label}
            kind="quiet"
            aria-pressed={isChosen}
            onPress={() => onChoose(quick.range)}
          >
            {quick.label}
          </Button>
        );
      })}
    </div>
  );
}

interface ExactRangeProps extends Pick<RangeControlProps, 'range' | 'zone' | 'seen'> {
  onChoose: (range: TimeRange) => void;
}

function ExactRange({ range, zone, seen, onChoose }: ExactRangeProps) {
  const bounds = range.kind === 'between' ? range : seen;
  const [fromText, setFromText] = useState(bounds ? formatMinute(bounds.fromUs, zone) : '');
  const [toText, setToText] = useState(bounds ? formatMinute(bounds.toUs, zone) : '');
  const fromUs = parseTypedTime(fromText, zone);
  const toUs = parseTypedTime(toText, zone);
  const isBackwards = fromUs !== null && toUs !== null && fromUs >= toUs;
  const canApply = fromUs !== null && toUs !== null && !isBackwards;
  const apply = () => canApply && onChoose({ kind: 'between', fromUs, toUs });
  const zoneName = zone === 'utc' ? 'UTC' : offsetLabel(bounds?.fromUs ?? Date.now() * 1_000);
  return (
    <div className={styles.exact}>
      <TextField
        label={`From (${zoneName})`}
        value={fromText}
        onChange={setFromText}
        onSubmit={apply}
        placeholder="2026-11-20 08:00"
        isMono
        error={problemOf(fromText, fromUs)}
      />
      <TextField
        label={`To, not included (${zoneName})`}
        value={toText}
        onChange={setToText}
        onSubmit={apply}
        placeholder="2026-11-21"
        isMono
        error={isBackwards ? '“To” has to be after “From”.' : problemOf(toText, toUs)}
      />
      <Button kind="primary" isDisabled={!canApply} onPress={apply}>
        Apply
      </Button>
    </div>
  );
}

function problemOf(text: string, timeUs: number | null): string | undefined {
  return text === '' || timeUs !== null ? undefined : 'Write it as 2026-11-20 or 2026-11-20 08:14.';
}
