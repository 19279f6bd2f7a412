import { type ClipboardEvent, useState } from 'react';
import { TextField as AriaTextField, Input } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { FieldLabel, FieldNotes, type FieldTexts } from './field-text.tsx';
import { IconButton } from './icon-button.tsx';
import { submitKey } from './submit-key.ts';

export interface SecretFieldProps extends FieldTexts {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string | undefined;
  isDisabled?: boolean;
  isRequired?: boolean;
  onSubmit?: () => void;
  /** Before the field takes it; `preventDefault` keeps it from doing so. */
  onPaste?: (event: ClipboardEvent<HTMLInputElement>) => void;
  hasFirstFocus?: boolean;
  /** Whether what was typed can be looked at; true unless given. */
  isShowable?: boolean;
}

/**
 * A token as it is typed or pasted. It shows only what was typed into it just now, and never a value that is kept:
 * no call of the app answers with one.
 */
export function SecretField({ label, help, error, isOptional, ...props }: SecretFieldProps) {
  const [isShown, setShown] = useState(false);
  const isShowable = (props.isShowable ?? true) && props.value !== '';
  const isVisible = isShown && isShowable;
  return (
    <AriaTextField
      className={styles.field ?? ''}
      value={props.value}
      onChange={props.onChange}
      type={isVisible ? 'text' : 'password'}
      isInvalid={Boolean(error)}
      isDisabled={props.isDisabled ?? false}
      isRequired={props.isRequired ?? false}
      validationBehavior="aria"
      // "off" is ignored for passwords; this value keeps a browser from offering to save the token.
      autoComplete="new-password"
      spellCheck="false"
      autoFocus={props.hasFirstFocus ?? false}
      {...(props.onPaste ? { onPaste: props.onPaste } : {})}
      {...(props.onSubmit ? { onKeyDown: submitKey(props.onSubmit) } : {})}
    >
      <FieldLabel label={label} isOptional={isOptional ?? false} />
      <span className={styles.control}>
        <Input className={classNames(styles.input, styles.mono)} placeholder={props.placeholder ?? ''} />
        {isShowable && (
          <IconButton
            icon={isVisible ? 'eye-off' : 'eye'}
            label={isVisible ? 'Hide what was typed' : 'Show what was typed'}
            size="small"
            onPress={() => setShown(!isVisible)}
          />
        )}
      </span>
      <FieldNotes help={help} error={error} />
    </AriaTextField>
  );
}
