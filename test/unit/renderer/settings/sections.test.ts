import { describe, expect, it } from 'vitest';
import { sectionAt } from '../../../../renderer/settings/section-spy.ts';
import {
  readSettingsAddress,
  settingsAddress,
  settingsSections,
} from '../../../../renderer/settings/settings-address.ts';

describe('the address of a section of the settings', () => {
  it('leads to each section, and nothing else does', () => {
    for (const { id } of settingsSections) expect(readSettingsAddress(settingsAddress(id))).toBe(id);
    for (const other of ['', '#', '#settings/', '#settings/none', '#vault', 'settings/vault']) {
      expect(readSettingsAddress(other)).toBeNull();
    }
  });
});

describe('the section that is looked at', () => {
  const places = [
    { section: 'appearance', top: -400 },
    { section: 'storage', top: 110 },
    { section: 'vault', top: 300 },
  ] as const;

  it('is the last whose head has come up', () => {
    expect(sectionAt(places, false)).toBe('storage');
    expect(sectionAt(places.slice(2), false)).toBe('vault');
    expect(sectionAt([], false)).toBeNull();
  });

  it('is the last one at the end, though its head can’t come up', () => {
    expect(sectionAt(places, true)).toBe('vault');
  });
});
