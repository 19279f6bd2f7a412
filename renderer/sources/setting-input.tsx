import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { Select } from '../design/select.tsx';
import { TextField } from '../design/text-field.tsx';
import type { SourceFormProps } from './source-form.tsx';

type SettingField = VendorDescriptor['settings'][number];

/** Behind "More": what says so, and what may stay empty without a default. */
export function isAdvanced({ advanced, required, default: value }: SettingField): boolean {
  return advanced ?? (!required && value === undefined);
}

interface SettingInputProps extends Pick<SourceFormProps, 'values' | 'errors' | 'onChange' | 'onSubmit'> {
  field: SettingField;
}

/** One setting of the vendor: out of a list, or as text. */
export function SettingInput({ field, values, errors, onChange, onSubmit }: SettingInputProps) {
  const value = values.settings[field.name] ?? '';
  const set = (next: string) => onChange({ ...values, settings: { ...values.settings, [field.name]: next } });
  if (field.choices) {
    return (
      <Select
        label={field.label}
        help={field.help}
        options={field.choices.map((choice) => ({ id: choice.value, label: choice.label }))}
        value={value === '' ? null : value}
        onChange={set}
      />
    );
  }
  return (
    <TextField
      label={field.label}
      help={field.help}
      placeholder={field.placeholder}
      value={value}
      onChange={set}
      onSubmit={onSubmit}
      error={errors[`setting.${field.name}`]}
      isRequired={field.required}
      isOptional={!field.required}
    />
  );
}
