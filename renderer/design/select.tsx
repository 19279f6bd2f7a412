import {
  Select as AriaSelect,
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
} from 'react-aria-components';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import { Icon } from './icon.tsx';
import popoverStyles from './popover.module.css';
import styles from './select.module.css';

export interface SelectOption<Id extends string> {
  id: Id;
  label: string;
  note?: string;
}

export interface SelectProps<Id extends string> {
  label: string;
  /** The label is then read, not seen: for toolbars. */
  isLabelHidden?: boolean;
  options: readonly SelectOption<Id>[];
  value: Id | null;
  onChange: (value: Id) => void;
  help?: string;
  placeholder?: string;
  isDisabled?: boolean;
}

export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, isLabelHidden = false, options, value, help } = props;
  return (
    <AriaSelect
      className={fieldStyles.field ?? ''}
      value={value}
      onChange={(key) => props.onChange(key as Id)}
      isDisabled={props.isDisabled ?? false}
      placeholder={props.placeholder ?? 'Choose'}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
    >
      {!isLabelHidden && <Label className={fieldStyles.label ?? ''}>{label}</Label>}
      <Button className={styles.button ?? ''}>
        <SelectValue className={styles.value ?? ''}>
          {({ selectedText, defaultChildren, isPlaceholder }) =>
            isPlaceholder ? defaultChildren : selectedText
          }
        </SelectValue>
        <Icon name="chevron-down" size={12} />
      </Button>
      {help && (
        <Text slot="description" className={fieldStyles.help ?? ''}>
          {help}
        </Text>
      )}
      <Popover className={popoverStyles.popover ?? ''} offset={4}>
        <ListBox className={popoverStyles.list ?? ''}>
          {options.map((option) => (
            <SelectItem key={option.id} option={option} />
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

function SelectItem({ option }: { option: SelectOption<string> }) {
  return (
    <ListBoxItem id={option.id} textValue={option.label} className={classNames(popoverStyles.item)}>
      {({ isSelected }) => (
        <>
          <span className={popoverStyles.itemText}>
            {option.label}
            {option.note && <span className={popoverStyles.itemNote}>{option.note}</span>}
          </span>
          <span className={popoverStyles.mark}>{isSelected && <Icon name="check" size={14} />}</span>
        </>
      )}
    </ListBoxItem>
  );
}
