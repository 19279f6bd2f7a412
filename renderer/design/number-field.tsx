import { NumberField as AriaNumberField, Button, Group, Input } from 'react-aria-components';
import styles from './field.module.css';
import { FieldLabel, FieldNotes, type FieldTexts } from './field-text.tsx';
import { Icon } from './icon.tsx';

export interface NumberFieldProps extends FieldTexts {
  /** Null while the field is empty. */
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  unit?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
}

/** Whole numbers. Arrow keys count by one, Page keys by ten. */
export function NumberField({ label, help, error, isOptional, unit, ...props }: NumberFieldProps) {
  return (
    <AriaNumberField
      className={styles.field ?? ''}
      value={props.value ?? Number.NaN}
      onChange={(value) => props.onChange(Number.isNaN(value) ? null : value)}
      minValue={props.min ?? 0}
      {...(props.max === undefined ? {} : { maxValue: props.max })}
      step={1}
      isInvalid={Boolean(error)}
      isDisabled={props.isDisabled ?? false}
      isRequired={props.isRequired ?? false}
      validationBehavior="aria"
      formatOptions={{ useGrouping: false }}
    >
      <FieldLabel label={label} isOptional={isOptional ?? false} />
      <Group className={styles.control ?? ''}>
        <Input className={styles.input ?? ''} />
        {unit && <span className={styles.unit}>{unit}</span>}
        <span className={styles.steppers}>
          <Button slot="increment" className={styles.stepper ?? ''}>
            <Icon name="chevron-up" size={10} />
          </Button>
          <Button slot="decrement" className={styles.stepper ?? ''}>
            <Icon name="chevron-down" size={10} />
          </Button>
        </span>
      </Group>
      <FieldNotes help={help} error={error} />
    </AriaNumberField>
  );
}
