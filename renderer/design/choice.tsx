import { Radio, RadioGroup } from 'react-aria-components';
import styles from './choice.module.css';
import { classNames } from './class-names.ts';

export interface ChoiceProps<Id extends string> {
  label: string;
  value: Id;
  onChange: (id: Id) => void;
  options: readonly { id: Id; label: string; note: string }[];
  columns?: 1 | 2;
  hasFirstFocus?: boolean;
}

/** One of a few that each need a word of explanation. */
export function Choice<Id extends string>({
  label,
  value,
  onChange,
  options,
  columns = 2,
  hasFirstFocus = false,
}: ChoiceProps<Id>) {
  return (
    <RadioGroup
      className={classNames(styles.choice, columns === 2 && styles.two)}
      aria-label={label}
      value={value}
      onChange={(id) => onChange(id as Id)}
    >
      <span className={styles.label}>{label}</span>
      {options.map((option) => (
        <Radio
          key={option.id}
          value={option.id}
          className={styles.option ?? ''}
          autoFocus={hasFirstFocus && option.id === value}
        >
          <span className={styles.dot} />
          <span>
            {option.label}
            <span className={styles.note}>{option.note}</span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
