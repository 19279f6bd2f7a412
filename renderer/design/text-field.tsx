import { TextField as AriaTextField, Input } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { FieldLabel, FieldNotes, type FieldTexts } from './field-text.tsx';
import { submitKey } from './submit-key.ts';

export interface TextFieldProps extends FieldTexts {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string | undefined;
  /** For addresses, paths and ids. */
  isMono?: boolean;
  isDisabled?: boolean;
  isRequired?: boolean;
  /** `autoFocus` where the field is what the dialog was opened for. */
  hasFirstFocus?: boolean;
  onBlur?: () => void;
  onSubmit?: () => void;
}

export function TextField(props: TextFieldProps) {
  const { label, help, error, isOptional, placeholder, isMono = false, onBlur, onSubmit } = props;
  return (
    <AriaTextField
      className={styles.field ?? ''}
      value={props.value}
      onChange={props.onChange}
      isInvalid={Boolean(error)}
      isDisabled={props.isDisabled ?? false}
      isRequired={props.isRequired ?? false}
      validationBehavior="aria"
      autoComplete="off"
      spellCheck="false"
      autoFocus={props.hasFirstFocus ?? false}
      {...(onBlur ? { onBlur } : {})}
      {...(onSubmit ? { onKeyDown: submitKey(onSubmit) } : {})}
    >
      <FieldLabel label={label} isOptional={isOptional ?? false} />
      <span className={styles.control}>
        <Input className={classNames(styles.input, isMono && styles.mono)} placeholder={placeholder ?? ''} />
      </span>
      <FieldNotes help={help} error={error} />
    </AriaTextField>
  );
}
