import { type ReactNode, useState } from 'react';
import { Button } from '../design/button.tsx';
import styles from './source-form.module.css';
import type { SourceFormValues } from './source-form-values.ts';
import { describeStreams } from './stream-settings.ts';
import { StreamSettingsTable, type StreamSettingsTableProps } from './stream-settings-table.tsx';

interface StreamsSectionProps extends StreamSettingsTableProps {
  values: SourceFormValues;
  /** The answer of "Test connection", where it concerns streams. */
  children?: ReactNode;
}

/** What is collected in one line, since the defaults fit nearly everyone; the settings of each stream behind it. */
export function StreamsSection({ values, children, ...table }: StreamsSectionProps) {
  const [isOpened, setOpened] = useState(false);
  const isOpen = isOpened || Object.keys(table.errors).some((field) => field.startsWith('stream.'));
  return (
    <section className={styles.streams} aria-label="What is collected">
      <div className={styles.streamsLine}>
        <div>
          <h3 className={styles.streamsTitle}>What is collected</h3>
          <p className={styles.streamsText}>{describeStreams(table.vendor, values)}</p>
          {table.errors.streams && <p className={styles.streamsError}>{table.errors.streams}</p>}
        </div>
        <Button size="small" aria-expanded={isOpen} onPress={() => setOpened(!isOpen)}>
          {isOpen ? 'Done' : 'Change'}
        </Button>
      </div>
      {isOpen && <StreamSettingsTable {...table} />}
      {children}
    </section>
  );
}
