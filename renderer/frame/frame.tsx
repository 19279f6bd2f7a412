import { Activity, useEffect, useMemo, useState } from 'react';
import { ClassesView } from '../classes/classes-view.tsx';
import { DashboardsView } from '../dashboards/dashboards-view.tsx';
import { ReadOnlyText } from '../design/read-only-text.tsx';
import { ToastList } from '../design/toast.tsx';
import { ExploreView } from '../explore/explore-view.tsx';
import { useRead } from '../queries.ts';
import { SecretsView } from '../secrets/secrets-view.tsx';
import { readSettingsAddress, settingsSections } from '../settings/settings-address.ts';
import { SettingsView } from '../settings/settings-view.tsx';
import { SharingView } from '../sharing/sharing-view.tsx';
import { SourcesView } from '../sources/sources-view.tsx';
import { useAppState, type ViewName } from './app-state.tsx';
import { CommandPalette } from './command-palette.tsx';
import { type Command, useCommands } from './command-registry.ts';
import styles from './frame.module.css';
import { Notices } from './notices.tsx';
import { Rail } from './rail.tsx';
import { ShortcutHelp } from './shortcut-help.tsx';
import { StatusLine } from './status-line.tsx';
import { useHasNothing } from './use-has-nothing.ts';
import { useNativeCopy } from './use-native-copy.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { ViewBoundary } from './view-boundary.tsx';
import { viewTitles } from './view-titles.ts';
import { Welcome } from './welcome.tsx';

export function Frame() {
  const { view } = useAppState();
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  useShortcuts();
  useNativeCopy();
  useFrameCommands(
    () => setPaletteOpen(true),
    () => setHelpOpen(true),
  );
  useWindowTitle(view);
  useSettingsAddress();
  return (
    <div className={styles.frame}>
      <Rail onHelp={() => setHelpOpen(true)} />
      <div className={styles.column}>
        <Notices />
        <main className={styles.main} aria-label={viewTitles[view]}>
          <ShownView view={view} />
        </main>
      </div>
      <div className={styles.status}>
        <StatusLine />
      </div>
      <CommandPalette isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} />
      <ShortcutHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
      <ToastList />
    </div>
  );
}

/** Without an event they have nothing to show; Dashboards says how each vendor is added. */
const aboutEvents: ReadonlySet<ViewName> = new Set(['explore', 'secrets', 'classes']);

/** Explore keeps its place (scroll, open panes, typed text) while another view is in front of it. */
function ShownView({ view }: { view: ViewName }) {
  const hasNothing = useHasNothing();
  const isWelcome = hasNothing && aboutEvents.has(view);
  return (
    <>
      {isWelcome && <Welcome />}
      {view === 'explore' && !isWelcome && (
        <h1>
          <ReadOnlyText>{viewTitles.explore}</ReadOnlyText>
        </h1>
      )}
      <Activity mode={view === 'explore' && !isWelcome ? 'visible' : 'hidden'}>
        <ViewBoundary view={viewTitles.explore}>
          <ExploreView />
        </ViewBoundary>
      </Activity>
      {view !== 'explore' && !isWelcome && (
        <ViewBoundary view={viewTitles[view]}>
          <OtherView view={view} />
        </ViewBoundary>
      )}
    </>
  );
}

function OtherView({ view }: { view: Exclude<ViewName, 'explore'> }) {
  switch (view) {
    case 'secrets':
      return <SecretsView />;
    case 'classes':
      return <ClassesView />;
    case 'dashboards':
      return <DashboardsView />;
    case 'sources':
      return <SourcesView />;
    case 'sharing':
      return <SharingView />;
    case 'settings':
      return <SettingsView />;
  }
}

function useFrameCommands(openPalette: () => void, openHelp: () => void): void {
  const { openView, openSources, openSettings, setTheme, zone, setZone } = useAppState();
  // The two openers only set state, so the ones of the first render do.
  const [openers] = useState({ openPalette, openHelp });
  const commands = useMemo<readonly Command[]>(() => {
    const go = (view: ViewName, shortcut: string): Command => ({
      id: `view.${view}`,
      title: `Go to ${viewTitles[view]}`,
      group: 'Go to',
      shortcut,
      run: () => openView(view),
    });
    const theme = (name: 'system' | 'dark' | 'light', title: string): Command => ({
      id: `theme.${name}`,
      title,
      group: 'Look',
      keywords: 'theme colours',
      run: () => setTheme(name),
    });
    return [
      go('explore', 'mod+1'),
      go('secrets', 'mod+2'),
      go('classes', 'mod+3'),
      go('dashboards', 'mod+4'),
      go('sources', 'mod+5'),
      go('sharing', 'mod+6'),
      go('settings', 'mod+,'),
      ...settingsSections.map(({ id, title }) => ({
        id: `settings.${id}`,
        title: `Go to Settings: ${title}`,
        group: 'Go to',
        run: () => openSettings(id),
      })),
      {
        id: 'palette',
        title: 'Search commands',
        group: 'Window',
        shortcut: 'mod+k',
        run: openers.openPalette,
      },
      { id: 'help', title: 'Show keyboard shortcuts', group: 'Window', shortcut: '?', run: openers.openHelp },
      { id: 'source.add', title: 'Add a source', group: 'Sources', run: () => openSources({ add: true }) },
      theme('dark', 'Dark theme'),
      theme('light', 'Light theme'),
      theme('system', 'Theme of the system'),
      {
        id: 'zone',
        title: zone === 'utc' ? 'Show times in local time' : 'Show times in UTC',
        group: 'Look',
        keywords: 'zone utc local',
        run: () => setZone(zone === 'utc' ? 'local' : 'utc'),
      },
    ];
  }, [openView, openSources, openSettings, setTheme, zone, setZone, openers]);
  useCommands(commands);
}

/** The window's address may be changed by hand. */
function useSettingsAddress(): void {
  const { openSettings } = useAppState();
  useEffect(() => {
    const follow = () => {
      const section = readSettingsAddress(location.hash);
      if (section !== null) openSettings(section);
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [openSettings]);
}

function useWindowTitle(view: ViewName): void {
  const info = useRead('app.info', {});
  const isSample = info.data?.workspace.sample ?? false;
  useEffect(() => {
    document.title = `${viewTitles[view]} – Keyglass${isSample ? ' (sample)' : ''}`;
  }, [view, isSample]);
}
