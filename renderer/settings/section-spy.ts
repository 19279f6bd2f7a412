import type { SettingsSection } from './settings-address.ts';

/** Where a section begins, in pixels below the upper edge of what scrolls. */
export interface SectionPlace {
  readonly section: SettingsSection;
  readonly top: number;
}

/** A section counts as read from when its head is this near the upper edge, just below the view's own head. */
const LINE_PX = 120;

/** The section that is looked at: the last that has come up to the line, and at the very end the last one of all. */
export function sectionAt(places: readonly SectionPlace[], isAtEnd: boolean): SettingsSection | null {
  if (isAtEnd) return places.at(-1)?.section ?? null;
  const passed = places.filter(({ top }) => top <= LINE_PX);
  return (passed.at(-1) ?? places[0])?.section ?? null;
}
