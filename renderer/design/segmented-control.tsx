import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.ts';
import styles from './segmented-control.module.css';

export interface SegmentedControlProps<Id extends string> {
  label: string;
  options: readonly { id: Id; label: string; icon?: IconName }[];
  value: Id;
  onChange: (id: Id) => void;
}

/** One of a few, all of them visible. */
export function SegmentedControl<Id extends string>({
  label,
  options,
  value,
  onChange,
}: SegmentedControlProps<Id>) {
  return (
    <ToggleButtonGroup
      className={styles.group ?? ''}
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [key] = keys;
        if (key !== undefined) onChange(key as Id);
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className={styles.option ?? ''}>
          {option.icon && <Icon name={option.icon} size={14} />}
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
