import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { useAppState } from '../frame/app-state.tsx';
import { type SectionPlace, sectionAt } from './section-spy.ts';
import { type SettingsSection, settingsAddress } from './settings-address.ts';

/** What a hand on the page does. Until then a section that was gone to stays where it is while others above it fill. */
const BY_HAND = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Which section is looked at, and the way to each. The current one is kept in the window's address for as long as the
 * settings are shown. `content` holds elements with `data-section`.
 */
export function useSections() {
  const content = useRef<HTMLDivElement>(null);
  const sought = useRef<SettingsSection | null>(null);
  const [current, setCurrent] = useState<SettingsSection>('appearance');
  const show = useCallback((section: SettingsSection) => {
    setCurrent(section);
    history.replaceState(null, '', settingsAddress(section));
  }, []);
  const goTo = useCallback(
    (section: SettingsSection) => {
      sought.current = section;
      show(section);
      const element = elementOf(content.current, section);
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: 'start' });
    },
    [show],
  );
  useScrolling(content, {
    onScroll: (section) => sought.current === null && show(section),
    onHand: () => {
      sought.current = null;
    },
    onGrown: () => {
      if (sought.current !== null)
        elementOf(content.current, sought.current)?.scrollIntoView({ block: 'start' });
    },
  });
  useRequestedSection(content, goTo);
  useEffect(() => () => history.replaceState(null, '', location.pathname + location.search), []);
  return { content, current, goTo };
}

interface ScrollListeners {
  onScroll(section: SettingsSection): void;
  onHand(): void;
  onGrown(): void;
}

function useScrolling(content: { readonly current: HTMLElement | null }, listeners: ScrollListeners): void {
  const onScroll = useEffectEvent(listeners.onScroll);
  const onHand = useEffectEvent(listeners.onHand);
  const onGrown = useEffectEvent(listeners.onGrown);
  useEffect(() => {
    const element = content.current;
    const scroller = element?.closest('main');
    if (!element || !scroller) return;
    const listening = new AbortController();
    const { signal } = listening;
    const follow = () => {
      const section = sectionAt(placesOf(element, scroller), isAtEnd(scroller));
      if (section !== null) onScroll(section);
    };
    scroller.addEventListener('scroll', follow, { passive: true, signal });
    for (const name of BY_HAND) {
      scroller.addEventListener(name, () => onHand(), { capture: true, passive: true, signal });
    }
    const observer = new ResizeObserver(() => onGrown());
    observer.observe(element);
    return () => {
      listening.abort();
      observer.disconnect();
    };
  }, [content]);
}

/** Begins at the top, or where another part asked to. */
function useRequestedSection(
  content: { readonly current: HTMLElement | null },
  goTo: (section: SettingsSection) => void,
): void {
  const { settingsRequest, takeSettingsRequest } = useAppState();
  useLayoutEffect(() => {
    content.current?.closest('main')?.scrollTo({ top: 0 });
  }, [content]);
  useLayoutEffect(() => {
    if (settingsRequest === null) return;
    goTo(settingsRequest);
    takeSettingsRequest();
  }, [settingsRequest, takeSettingsRequest, goTo]);
}

function elementOf(content: HTMLElement | null, section: SettingsSection): HTMLElement | null {
  return content?.querySelector<HTMLElement>(`[data-section="${section}"]`) ?? null;
}

function placesOf(content: HTMLElement, scroller: HTMLElement): SectionPlace[] {
  const { top } = scroller.getBoundingClientRect();
  return [...content.querySelectorAll<HTMLElement>('[data-section]')].map((element) => ({
    section: element.dataset.section as SettingsSection,
    top: element.getBoundingClientRect().top - top,
  }));
}

function isAtEnd({ scrollTop, clientHeight, scrollHeight }: HTMLElement): boolean {
  return scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 2;
}
