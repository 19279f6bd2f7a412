import { type ReactNode, useState } from 'react';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { Disclosure } from '../design/disclosure.tsx';
import { SecretField } from '../design/secret-field.tsx';
import { Select } from '../design/select.tsx';
import { TextField } from '../design/text-field.tsx';
import { isAdvanced, SettingInput } from './setting-input.tsx';
import styles from './source-form.module.css';
import type { FieldErrors, SourceFormValues } from './source-form-values.ts';
import { StreamsSection } from './streams-section.tsx';

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
  /** What the vendor answered for each stream. */
  children?: ReactNode;
}

export function SourceForm(props: SourceFormProps) {
  const { vendor, values, errors, onChange, onLeave, onSubmit, children } = props;
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
      <Presets {...props} />
      {!hasPresets(vendor) && <Address {...props} />}
      <Settings {...props} />
      <Credentials {...props} />
      <More {...props} />
      <StreamsSection
        vendor={vendor}
        values={values}
        streams={values.streams}
        errors={errors}
        onChange={(name, stream) => onChange({ ...values, streams: { ...values.streams, [name]: stream } })}
      >
        {children}
      </StreamsSection>
    </div>
  );
}

function Address({ vendor, values, errors, onChange, onLeave, onSubmit }: SourceFormProps) {
  return (
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
  );
}

function hasPresets({ presets = [] }: VendorDescriptor): boolean {
  return presets.length > 0;
}

/** Address and settings that belong together, by one name. What fits none is an address of one's own. */
function Presets({ vendor, values, onChange }: SourceFormProps) {
  const presets = vendor.presets ?? [];
  if (presets.length === 0) return null;
  const chosen = presets.find(
    ({ url, settings }) =>
      url === values.url.trim().replace(/\/+$/, '') &&
      // A setting that is left empty follows from the address.
      Object.entries(settings).every(([name, value]) =>
        [value, '', undefined].includes(values.settings[name]),
      ),
  );
  return (
    <Select
      label="Cloud"
      options={presets.map(({ label }) => ({ id: label, label }))}
      value={chosen?.label ?? null}
      placeholder="Other addresses, see “More”"
      onChange={(label) => {
        const preset = presets.find((known) => known.label === label);
        if (preset)
          onChange({ ...values, url: preset.url, settings: { ...values.settings, ...preset.settings } });
      }}
    />
  );
}

function Credentials({ vendor, values, errors, isKept, onChange, onLeave, onSubmit }: SourceFormProps) {
  const fields = vendor.credentials.map((field) => (
    <SecretField
      key={field.name}
      label={field.label}
      help={isKept ? 'Kept in the keychain. Type to replace it.' : field.help}
      placeholder={field.placeholder}
      value={values.credentials[field.name] ?? ''}
      onChange={(value) =>
        onChange({ ...values, credentials: { ...values.credentials, [field.name]: value } })
      }
      onSubmit={onSubmit}
      error={errors[`credential.${field.name}`]}
      isRequired={field.required && !isKept}
      isOptional={!field.required}
    />
  ));
  return (
    <>
      {fields}
      {vendor.expiry && (
        <TextField
          label={vendor.expiry.label}
          help={`${vendor.expiry.help} Keyglass reminds you from 30 days before.`}
          value={values.expiresOn}
          onChange={(expiresOn) => onChange({ ...values, expiresOn })}
          onBlur={() => onLeave('expiresOn')}
          error={errors.expiresOn}
          isOptional
          placeholder="2027-01-31"
          isMono
          onSubmit={onSubmit}
        />
      )}
    </>
  );
}

/** Settings that nearly everyone fills in. */
function Settings(props: SourceFormProps) {
  const shown = props.vendor.settings.filter((field) => !isAdvanced(field));
  if (shown.length === 0) return null;
  return (
    <div className={styles.settings}>
      {shown.map((field) => (
        <SettingInput key={field.name} field={field} {...props} />
      ))}
    </div>
  );
}

/** What is rarely needed: the address where a preset decides, and advanced settings. */
function More(props: SourceFormProps) {
  const { vendor, errors } = props;
  // Opened by an error, it stays open: closing under the fingers of who mends it would take the focus away.
  const [wasWrong, setWasWrong] = useState(false);
  const shown = vendor.settings.filter(isAdvanced);
  const names = [...shown.map(({ name }) => `setting.${name}`), ...(hasPresets(vendor) ? ['url'] : [])];
  if (names.length === 0) return null;
  if (!wasWrong && names.some((name) => errors[name] !== undefined)) setWasWrong(true);
  return (
    <Disclosure key={String(wasWrong)} title="More" isOpen={wasWrong}>
      {hasPresets(vendor) && <Address {...props} />}
      {shown.map((field) => (
        <SettingInput key={field.name} field={field} {...props} />
      ))}
    </Disclosure>
  );
}
