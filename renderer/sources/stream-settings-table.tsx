import type { VendorDescriptor, VendorStream } from '../../shared/vendor-descriptor.ts';
import { Checkbox } from '../design/checkbox.tsx';
import { classNames } from '../design/class-names.ts';
import { Missing } from '../design/number-text.tsx';
import { Select } from '../design/select.tsx';
import { CompactNumberField } from './compact-number-field.tsx';
import type { FieldErrors, SourceFormValues, StreamFormValues } from './source-form-values.ts';
import { intervalOptions } from './stream-settings.ts';
import styles from './stream-settings-table.module.css';

const MOST_DAYS = 3_650;

export interface StreamSettingsTableProps {
  vendor: VendorDescriptor;
  streams: SourceFormValues['streams'];
  errors: FieldErrors;
  onChange: (stream: string, values: StreamFormValues) => void;
}

/** Which streams are collected, how often, how far back and in pages of what size. */
export function StreamSettingsTable({ vendor, streams, errors, onChange }: StreamSettingsTableProps) {
  return (
    <table className={styles.table} aria-label="Streams">
      <thead>
        <tr>
          <th scope="col">Stream</th>
          <th scope="col">Every</th>
          <th scope="col">Days back</th>
          <th scope="col">Page size</th>
        </tr>
      </thead>
      <tbody>
        {vendor.streams.map((stream) => {
          const values = streams[stream.name];
          return (
            values && (
              <StreamRow
                key={stream.name}
                stream={stream}
                values={values}
                errors={errors}
                onChange={(next) => onChange(stream.name, next)}
              />
            )
          );
        })}
      </tbody>
    </table>
  );
}

interface StreamRowProps {
  stream: VendorStream;
  values: StreamFormValues;
  errors: FieldErrors;
  onChange: (values: StreamFormValues) => void;
}

function StreamRow({ stream, values, errors, onChange }: StreamRowProps) {
  const { title, pageSize, retentionDays, note } = stream;
  const isDisabled = !values.enabled;
  const errorOf = (field: string) => errors[`stream.${stream.name}.${field}`];
  const problem = errorOf('lookBackDays') ?? errorOf('pageSize');
  return (
    <tr className={classNames(isDisabled && styles.off)}>
      <th scope="row">
        <Checkbox isSelected={values.enabled} onChange={(enabled) => onChange({ ...values, enabled })}>
          {title}
        </Checkbox>
        <p className={styles.summary}>
          {stream.summary}
          {retentionDays !== null && ` Kept there for ${retentionDays} days.`} {note}
        </p>
        {problem && <p className={styles.error}>{problem}</p>}
      </th>
      <td>
        <Select
          label={`Interval of ${title}`}
          isLabelHidden
          options={intervalOptions(values.intervalSeconds)}
          value={String(values.intervalSeconds)}
          onChange={(id) => onChange({ ...values, intervalSeconds: Number(id) })}
          isDisabled={isDisabled}
        />
      </td>
      <td>
        <CompactNumberField
          label={`Look-back of ${title}, days`}
          value={values.lookBackDays}
          onChange={(lookBackDays) => onChange({ ...values, lookBackDays })}
          min={1}
          max={MOST_DAYS}
          isDisabled={isDisabled}
          isInvalid={errorOf('lookBackDays') !== undefined}
        />
      </td>
      <td>
        {pageSize === null ? (
          <Missing label="has no pages" />
        ) : (
          <CompactNumberField
            label={`Page size of ${title}`}
            value={values.pageSize}
            onChange={(size) => onChange({ ...values, pageSize: size })}
            min={1}
            max={pageSize.max}
            isDisabled={isDisabled}
            isInvalid={errorOf('pageSize') !== undefined}
          />
        )}
      </td>
    </tr>
  );
}
