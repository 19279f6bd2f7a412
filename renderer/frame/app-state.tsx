import {
  createContext,
  type ReactNode,
  useContext,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
} from 'react';
import { z } from 'zod';
import type { QueryNode } from '../../shared/query/query-node.ts';
import type { SecretState } from '../../shared/secret-inventory.ts';
import type { TimeRange } from '../../shared/time-range.ts';
import type { SettingsSection } from '../settings/settings-address.ts';
import { usePreference } from './preferences.tsx';

export const viewNames = [
  'explore',
  'secrets',
  'classes',
  'dashboards',
  'sources',
  'sharing',
  'settings',
] as const;
export type ViewName = (typeof viewNames)[number];

const themeSchema = z.enum(['system', 'dark', 'light']);
export type Theme = z.infer<typeof themeSchema>;

const zoneSchema = z.enum(['utc', 'local']);
export type Zone = z.infer<typeof zoneSchema>;

/** A question that another view hands to Explore. What is left out is reset to everything, or to Explore's range. */
export interface ExploreRequest {
  /** Grows with each request, so that the same question can be asked twice. */
  readonly requestNumber: number;
  readonly tree?: QueryNode;
  /** For the query bar, where the question is better read as text. */
  readonly text?: string;
  readonly timeRange?: TimeRange;
  /** The event that is opened beside the answer. */
  readonly eventId?: string;
}

type ExploreQuestion = Omit<ExploreRequest, 'requestNumber'>;

/** What another view asks of Sources: the form for a new source, of this vendor where one is named, or to show a source. */
export interface SourcesRequest {
  readonly add?: boolean;
  readonly vendor?: string;
  readonly sourceId?: string;
}

/** What another part asks of Secrets: the inventory, with these states, or with this secret open. */
export interface SecretsRequest {
  readonly states?: readonly SecretState[];
  readonly fingerprint?: string;
}

interface Navigation {
  readonly view: ViewName;
  readonly exploreRequest: ExploreRequest | null;
  readonly sourcesRequest: SourcesRequest | null;
  readonly secretsRequest: SecretsRequest | null;
  readonly settingsRequest: SettingsSection | null;
}

type NavigationStep =
  | { readonly kind: 'view'; readonly view: ViewName }
  | ({ readonly kind: 'explore' } & ExploreQuestion)
  | ({ readonly kind: 'sources' } & SourcesRequest)
  | { readonly kind: 'sources-taken' }
  | ({ readonly kind: 'secrets' } & SecretsRequest)
  | { readonly kind: 'secrets-taken' }
  | { readonly kind: 'settings'; readonly settingsRequest: SettingsSection }
  | { readonly kind: 'settings-taken' };

export interface AppState {
  readonly view: ViewName;
  openView(view: ViewName): void;
  readonly theme: Theme;
  setTheme(theme: Theme): void;
  readonly zone: Zone;
  setZone(zone: Zone): void;
  /** Shows Explore and replaces its question; Explore takes it up with `useExploreRequest`. */
  openExplore(question: ExploreQuestion): void;
  readonly exploreRequest: ExploreRequest | null;
  openSources(request?: SourcesRequest): void;
  readonly sourcesRequest: SourcesRequest | null;
  /** Sources has done what was asked; coming back to it later opens nothing. */
  takeSourcesRequest(): void;
  openSecrets(request: SecretsRequest): void;
  readonly secretsRequest: SecretsRequest | null;
  takeSecretsRequest(): void;
  openSettings(section: SettingsSection): void;
  readonly settingsRequest: SettingsSection | null;
  takeSettingsRequest(): void;
}

const AppStateContext = createContext<AppState | null>(null);

interface AppStateProviderProps {
  children: ReactNode;
  /** Where the window's address leads to Settings; null begins with Explore. */
  firstSettings: SettingsSection | null;
}

export function AppStateProvider({ children, firstSettings }: AppStateProviderProps) {
  const [navigation, go] = useReducer(navigate, {
    view: firstSettings === null ? 'explore' : 'settings',
    exploreRequest: null,
    sourcesRequest: null,
    secretsRequest: null,
    settingsRequest: firstSettings,
  });
  const [theme, setTheme] = usePreference('frame.theme', themeSchema, 'system');
  const [zone, setZone] = usePreference('frame.zone', zoneSchema, 'utc');
  const steps = useMemo(
    () => ({
      openView: (view: ViewName) => go({ kind: 'view', view }),
      openExplore: (question: ExploreQuestion) => go({ kind: 'explore', ...question }),
      openSources: (request: SourcesRequest = {}) => go({ kind: 'sources', ...request }),
      takeSourcesRequest: () => go({ kind: 'sources-taken' }),
      openSecrets: (request: SecretsRequest) => go({ kind: 'secrets', ...request }),
      takeSecretsRequest: () => go({ kind: 'secrets-taken' }),
      openSettings: (section: SettingsSection) => go({ kind: 'settings', settingsRequest: section }),
      takeSettingsRequest: () => go({ kind: 'settings-taken' }),
    }),
    [],
  );
  const state = useMemo<AppState>(
    () => ({ ...navigation, ...steps, theme, setTheme, zone, setZone }),
    [navigation, steps, theme, setTheme, zone, setZone],
  );
  return <AppStateContext value={state}>{children}</AppStateContext>;
}

export function useAppState(): AppState {
  const state = useContext(AppStateContext);
  if (!state) throw new Error('No AppStateProvider above this component');
  return state;
}

/**
 * Calls `take` once for each question that another view hands over, before the screen is painted: Explore is shown
 * with the new question, never for a moment with the old one.
 */
export function useExploreRequest(take: (request: ExploreRequest) => void): void {
  const { exploreRequest } = useAppState();
  const taken = useRef(0);
  const onRequest = useEffectEvent(take);
  useLayoutEffect(() => {
    if (!exploreRequest || exploreRequest.requestNumber <= taken.current) return;
    taken.current = exploreRequest.requestNumber;
    onRequest(exploreRequest);
  }, [exploreRequest]);
}

function navigate(before: Navigation, step: NavigationStep): Navigation {
  switch (step.kind) {
    case 'view':
      return { ...before, view: step.view };
    case 'explore': {
      const { kind: _, ...question } = step;
      const requestNumber = (before.exploreRequest?.requestNumber ?? 0) + 1;
      return { ...before, view: 'explore', exploreRequest: { requestNumber, ...question } };
    }
    case 'sources': {
      const { kind: _, ...sourcesRequest } = step;
      return { ...before, view: 'sources', sourcesRequest };
    }
    case 'sources-taken':
      return { ...before, sourcesRequest: null };
    case 'secrets': {
      const { kind: _, ...secretsRequest } = step;
      return { ...before, view: 'secrets', secretsRequest };
    }
    case 'secrets-taken':
      return { ...before, secretsRequest: null };
    case 'settings':
      return { ...before, view: 'settings', settingsRequest: step.settingsRequest };
    case 'settings-taken':
      return { ...before, settingsRequest: null };
  }
}
