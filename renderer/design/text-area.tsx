import { TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components';
import styles from './field.module.css';
import { FieldLabel, FieldNotes, type FieldTexts } from './field-text.tsx';

export interface TextAreaProps extends FieldTexts {
  value: string;
  onChange: (value: string) => void;
  maxLength: number;
  hasFirstFocus?: boolean;
}

/** A few lines of the analyst's own words. */
export function TextArea({ label, help, error, isOptional, ...props }: TextAreaProps) {
  return (
    <AriaTextField
      className={styles.field ?? ''}
      value={props.value}
      onChange={props.onChange}
      maxLength={props.maxLength}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      autoComplete="off"
      autoFocus={props.hasFirstFocus ?? false}
    >
      <FieldLabel label={label} isOptional={isOptional ?? false} />
      <AriaTextArea className={styles.area ?? ''} rows={3} />
      <FieldNotes help={help} error={error} />
    </AriaTextField>
  );
}
