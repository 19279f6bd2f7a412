/** The parts of Settings, in the order in which they stand. */
export const settingsSections = [
  { id: 'appearance', title: 'Appearance' },
  { id: 'storage', title: 'Storage' },
  { id: 'vault', title: 'Vault' },
  { id: 'retention', title: 'Retention' },
  { id: 'audit-log', title: 'Audit log' },
  { id: 'about', title: 'About' },
] as const;

export type SettingsSection = (typeof settingsSections)[number]['id'];

/** The part of the window's address that leads to a section, also when the window is loaded again. */
export function settingsAddress(section: SettingsSection): string {
  return `#settings/${section}`;
}

/** Null for any other address. */
export function readSettingsAddress(hash: string): SettingsSection | null {
  return settingsSections.find(({ id }) => settingsAddress(id) === hash)?.id ?? null;
}
