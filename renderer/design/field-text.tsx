import { FieldError, Label, Text } from 'react-aria-components';
import styles from './field.module.css';

export interface FieldTexts {
  label: string;
  help?: string | undefined;
  /** What is wrong with the value, in a sentence; the field is then marked invalid. */
  error?: string | undefined;
  isOptional?: boolean;
}

export function FieldLabel({ label, isOptional = false }: Pick<FieldTexts, 'label' | 'isOptional'>) {
  return (
    <Label className={styles.label ?? ''}>
      {label} {isOptional && <span className={styles.optional}>(optional)</span>}
    </Label>
  );
}

/** The error stands where the help stood, so that the fields below stay where they are. */
export function FieldNotes({ help, error }: Pick<FieldTexts, 'help' | 'error'>) {
  return (
    <>
      {help && !error && (
        <Text slot="description" className={styles.help ?? ''}>
          {help}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </>
  );
}
