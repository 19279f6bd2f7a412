import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { NowProvider } from './design/now-context.tsx';
import { ZoneContext } from './design/zone-context.ts';
import { AppStateProvider, useAppState } from './frame/app-state.tsx';
import { CommandContext, createCommandRegistry } from './frame/command-registry.ts';
import { Frame } from './frame/frame.tsx';
import type { PreferenceStore } from './frame/preference-store.ts';
import { PreferencesProvider } from './frame/preferences.tsx';
import { StatusTextProvider } from './frame/status-text.tsx';
import { ViewBoundary } from './frame/view-boundary.tsx';
import { Imports } from './imports/imports.tsx';
import { type IpcClient, IpcContext } from './ipc-client.ts';
import { createQueryClient } from './queries.ts';
import { LookUps } from './secrets/look-up/look-ups.tsx';
import { SecretsFeed } from './secrets/secrets-feed.tsx';
import { readSettingsAddress } from './settings/settings-address.ts';
import { ExportsFeed } from './sharing/use-exports.ts';
import { SourcesFeed } from './sources/use-sources.ts';

/** The whole window over one connection to main and the interface choices that were kept. */
export function App({ ipc, preferences }: { ipc: IpcClient; preferences: PreferenceStore }) {
  const [queries] = useState(createQueryClient);
  const [commands] = useState(createCommandRegistry);
  const [firstSettings] = useState(() => readSettingsAddress(location.hash));
  return (
    <IpcContext value={ipc}>
      <QueryClientProvider client={queries}>
        <PreferencesProvider store={preferences}>
          <CommandContext value={commands}>
            <AppStateProvider firstSettings={firstSettings}>
              <SourcesFeed />
              <ExportsFeed />
              <SecretsFeed />
              <Surroundings>
                <Imports>
                  <LookUps>
                    {/* For what stands around the views; each of them has its own. */}
                    <ViewBoundary view="the window">
                      <Frame />
                    </ViewBoundary>
                  </LookUps>
                </Imports>
              </Surroundings>
            </AppStateProvider>
          </CommandContext>
        </PreferencesProvider>
      </QueryClientProvider>
    </IpcContext>
  );
}

/** Zone, theme and clock. The words are English, so dates and numbers that controls format are too. */
function Surroundings({ children }: { children: ReactNode }) {
  const { zone, theme } = useAppState();
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <I18nProvider locale="en-GB">
      <ZoneContext value={zone}>
        <NowProvider>
          <StatusTextProvider>{children}</StatusTextProvider>
        </NowProvider>
      </ZoneContext>
    </I18nProvider>
  );
}
