import type { ReactNode } from 'react';
import type { AppInfo } from '../../shared/app-info.ts';
import { Badge } from '../design/badge.tsx';
import { CopyButton } from '../design/copy-button.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { offsetLabel, zoneLabel } from '../design/format-time.ts';
import { useNowUs } from '../design/now-context.tsx';
import { Panel } from '../design/panel.tsx';
import { SegmentedControl } from '../design/segmented-control.tsx';
import { VendorText } from '../design/vendor-text.tsx';
import { ViewHeader } from '../design/view-header.tsx';
import { useAppState } from '../frame/app-state.tsx';
import { useRead } from '../queries.ts';
import { AuditSection } from './audit-section.tsx';
import { RetentionSection } from './retention-section.tsx';
import { SectionList } from './section-list.tsx';
import { SettingRow } from './setting-row.tsx';
import { type SettingsSection, settingsSections } from './settings-address.ts';
import styles from './settings-view.module.css';
import { useSections } from './use-sections.ts';
import { VaultSection } from './vault-section.tsx';

/** Choices of the window, and facts about where everything lies. */
export function SettingsView() {
  const info = useRead('app.info', {});
  const { content, current, goTo } = useSections();
  const panels: Readonly<Record<SettingsSection, ReactNode>> = {
    appearance: <Look />,
    storage: (
      <>
        {info.error && <ErrorState error={info.error} />}
        {info.data && <Places info={info.data} />}
      </>
    ),
    vault: <VaultSection />,
    retention: <RetentionSection />,
    'audit-log': <AuditSection />,
    about: info.data && <About info={info.data} />,
  };
  return (
    <>
      <ViewHeader title="Settings" />
      <div className={styles.page}>
        <SectionList current={current} onGoTo={goTo} />
        <div className={styles.panels} ref={content}>
          {settingsSections.map(({ id }) => (
            <div key={id} className={styles.section} data-section={id} tabIndex={-1}>
              {panels[id]}
            </div>
          ))}
        </div>
      </div>
    </>
  );
}

function Look() {
  const { theme, setTheme, zone, setZone } = useAppState();
  const nowUs = useNowUs();
  return (
    <Panel title="Appearance">
      <SettingRow label="Theme">
        <SegmentedControl
          label="Theme"
          value={theme}
          onChange={setTheme}
          options={[
            { id: 'system', label: 'System', icon: 'monitor' },
            { id: 'dark', label: 'Dark', icon: 'moon' },
            { id: 'light', label: 'Light', icon: 'sun' },
          ]}
        />
      </SettingRow>
      <SettingRow
        label="Times in"
        note={zone === 'local' ? zoneLabel('local', nowUs) : 'As vendors write them'}
      >
        <SegmentedControl
          label="Zone of times"
          value={zone}
          onChange={setZone}
          options={[
            { id: 'utc', label: 'UTC' },
            { id: 'local', label: `Local (${offsetLabel(nowUs)})` },
          ]}
        />
      </SettingRow>
    </Panel>
  );
}

function Places({ info }: { info: AppInfo }) {
  return (
    <Panel title="Storage">
      <SettingRow
        label="Workspace"
        note={info.workspace.sample ? 'The sample tenant: made-up data' : 'Events, backups and logs'}
      >
        <Path path={info.workspace.folder} />
      </SettingRow>
      <SettingRow label="Exports" note="Unless another place is chosen">
        <Path path={info.exportFolder} />
      </SettingRow>
      <SettingRow
        label="Keychain"
        note="Tokens, and the key of the vault that secret values are encrypted with"
      >
        <span className={styles.keychain}>
          {info.keychain.available ? (
            <Badge tone="success" icon="check">
              In use
            </Badge>
          ) : (
            <Badge tone="failure" icon="alert">
              Not available
            </Badge>
          )}
          {info.keychain.available && info.keychain.name}
        </span>
      </SettingRow>
      {info.keychain.problem && (
        <ErrorState error={info.keychain.problem} isAnnounced={false} tone="warning" />
      )}
    </Panel>
  );
}

const platformNames: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

function About({ info }: { info: AppInfo }) {
  const shell = info.shell === 'electron' ? 'Electron' : 'Window of this machine’s Chromium';
  return (
    <Panel title="About">
      <SettingRow label="Keyglass">{info.version}</SettingRow>
      <SettingRow label="Shell">{shell}</SettingRow>
      <SettingRow label="Platform">{platformNames[info.platform] ?? info.platform}</SettingRow>
      <SettingRow label="Licence">Apache-2.0</SettingRow>
    </Panel>
  );
}

function Path({ path }: { path: string }) {
  return (
    <span className={styles.path}>
      <code>
        <VendorText text={path} />
      </code>
      <CopyButton text={path} label="Copy the path" />
    </span>
  );
}
