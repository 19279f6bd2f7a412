import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { Disclosure } from '../design/disclosure.tsx';
import { NumberField } from '../design/number-field.tsx';
import { SecretField } from '../design/secret-field.tsx';
import { TextField } from '../design/text-field.tsx';
import styles from './source-form.module.css';
import type { FieldErrors, SourceFormValues } from './source-form-values.ts';

export interface SourceFormProps {
  vendor: VendorDescriptor;
  values: SourceFormValues;
  errors: FieldErrors;
  /** An existing source: its credentials are in the keychain and need not be typed again. */
  isKept: boolean;
  onChange: (values: SourceFormValues) => void;
  /** A field was left; from then on its error is shown. */
  onLeave: (field: string) => void;
  /** Enter in a text field. */
  onSubmit: () => void;
}

export function SourceForm(props: SourceFormProps) {
  const { vendor, values, errors, isKept, onChange, onLeave, onSubmit } = props;
  return (
    <div className={styles.form}>
      <TextField
        label="Name"
        help="How the source is called in Keyglass."
        value={values.name}
        onChange={(name) => onChange({ ...values, name })}
        onBlur={() => onLeave('name')}
        onSubmit={onSubmit}
        error={errors.name}
        isRequired
        hasFirstFocus
      />
      <TextField
        label={vendor.url.label}
        help={vendor.url.help}
        placeholder={vendor.url.placeholder}
        value={values.url}
        onChange={(url) => onChange({ ...values, url })}
        onBlur={() => onLeave('url')}
        onSubmit={onSubmit}
        error={errors.url}
        isRequired
        isMono
      />
      <Credentials {...props} />
      <div className={styles.pair}>
        <NumberField
          label="Look-back"
          unit="days"
          help="How far into the past the first collecting reaches."
          value={values.lookBackDays}
          onChange={(lookBackDays) => onChange({ ...values, lookBackDays })}
          error={errors.lookBackDays}
          min={1}
          max={3_650}
        />
        <NumberField
          label="Interval"
          unit="minutes"
          help="How often new events are fetched."
          value={values.intervalMinutes}
          onChange={(intervalMinutes) => onChange({ ...values, intervalMinutes })}
          error={errors.intervalMinutes}
          min={1}
          max={10_080}
        />
      </div>
      {vendor.settings.length > 0 && <Settings {...props} isKept={isKept} />}
    </div>
  );
}

function Credentials({ vendor, values, errors, isKept, onChange, onSubmit }: SourceFormProps) {
  return vendor.credentials.map((field) => (
    <SecretField
      key={field.name}
      label={field.label}
      help={isKept ? 'Kept in the keychain. Type to replace it.' : field.help}
      placeholder={isKept ? 'kept, not shown' : field.placeholder}
      value={values.credentials[field.name] ?? ''}
      onChange={(value) =>
        onChange({ ...values, credentials: { ...values.credentials, [field.name]: value } })
      }
      onSubmit={onSubmit}
      error={errors[`credential.${field.name}`]}
      isRequired={field.required && !isKept}
    />
  ));
}

/** Settings that must be filled in are in plain sight; the rest is behind "Advanced". */
function Settings({ vendor, values, errors, onChange, onSubmit }: SourceFormProps) {
  const fields = vendor.settings.map((field) => ({
    field,
    input: (
      <TextField
        key={field.name}
        label={field.label}
        help={field.help}
        placeholder={field.placeholder}
        value={values.settings[field.name] ?? ''}
        onChange={(value) => onChange({ ...values, settings: { ...values.settings, [field.name]: value } })}
        onSubmit={onSubmit}
        error={errors[`setting.${field.name}`]}
        isRequired={field.required}
        isOptional={!field.required}
      />
    ),
  }));
  const advanced = fields.filter(({ field }) => !field.required);
  return (
    <>
      {fields.filter(({ field }) => field.required).map(({ input }) => input)}
      {advanced.length > 0 && <Disclosure title="Advanced">{advanced.map(({ input }) => input)}</Disclosure>}
    </>
  );
}
