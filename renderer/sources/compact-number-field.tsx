import { NumberField as AriaNumberField, Group, Input } from 'react-aria-components';
import { classNames } from '../design/class-names.ts';
import fieldStyles from '../design/field.module.css';
import styles from './stream-settings-table.module.css';

/** A number within a table: the column's head is its label for the eye, `label` for the ear. Arrow keys count. */
export function CompactNumberField({
  label,
  value,
  onChange,
  min,
  max,
  isDisabled,
  isInvalid,
}: {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
  min: number;
  max: number;
  isDisabled: boolean;
  isInvalid: boolean;
}) {
  return (
    <AriaNumberField
      className={classNames(fieldStyles.field, styles.number)}
      aria-label={label}
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      minValue={min}
      maxValue={max}
      step={1}
      isDisabled={isDisabled}
      isInvalid={isInvalid}
      validationBehavior="aria"
      formatOptions={{ useGrouping: false }}
    >
      <Group className={fieldStyles.control ?? ''}>
        <Input className={fieldStyles.input ?? ''} />
      </Group>
    </AriaNumberField>
  );
}
