import { Button } from 'react-aria-components';
import styles from './section-list.module.css';
import { type SettingsSection, settingsSections } from './settings-address.ts';

interface SectionListProps {
  current: SettingsSection;
  onGoTo: (section: SettingsSection) => void;
}

/** The sections by name, beside them all the time; the one that is looked at is marked. */
export function SectionList({ current, onGoTo }: SectionListProps) {
  return (
    <nav className={styles.sections} aria-label="Sections of Settings">
      <ul className={styles.list}>
        {settingsSections.map(({ id, title }) => (
          <li key={id}>
            <Button
              className={styles.link ?? ''}
              {...(id === current ? { 'aria-current': 'location' as const } : {})}
              onPress={() => onGoTo(id)}
            >
              {title}
            </Button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
