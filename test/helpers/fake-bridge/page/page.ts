import { createFakeBridge, type FakeHandlers } from '../create-fake-bridge.ts';
import { anAppInfo, fakeAppHandlers, noKeychain } from '../fake-app.ts';
import { fakeExportHandlers, sampleExports } from '../fake-exports.ts';
import { fakeImportHandlers } from '../fake-imports.ts';
import { fakeInventoryHandlers } from '../fake-inventory-handlers.ts';
import { aMapping, fakeMappingHandlers } from '../fake-mapping.ts';
import { fakeRejectedHandlers } from '../fake-rejected.ts';
import { fakeRetentionHandlers } from '../fake-retention.ts';
import { fakeSecrets } from '../fake-secret-inventory.ts';
import { fakeSecretHandlers } from '../fake-secrets.ts';
import { fakeSourceHandlers } from '../fake-source-handlers.ts';
import { sampleSources } from '../fake-sources.ts';
import { createFakeVault, lockedVault } from '../fake-vault.ts';
import { fakeVendors } from '../fake-vendors.ts';

/**
 * The window over a fake main, for looking at it in a browser:
 * `?scenario=sample|empty|no-keychain|locked&theme=dark|light&zone=utc|local&delay=200&choose`.
 */
const asked = new URLSearchParams(location.search);
const scenario = asked.get('scenario') ?? 'sample';
const isEmpty = scenario === 'empty';

// Answers for `events.*` are in a file of their own; without it Explore shows how it looks when a question fails.
const eventFiles = import.meta.glob<{ fakeEventHandlers: () => FakeHandlers }>('../fake-events.ts', {
  eager: true,
});
const eventHandlers = Object.values(eventFiles).map((file) => () => file.fakeEventHandlers());
const vault = createFakeVault({ isLocked: scenario === 'locked' });
const noEvents: FakeHandlers = { 'events.count': () => ({ count: 0, tookMs: 1 }) };

const bridge = createFakeBridge(
  [
    ...eventHandlers,
    () => (isEmpty ? noEvents : {}),
    () => fakeSecretHandlers(),
    fakeInventoryHandlers(vault, isEmpty ? [] : fakeSecrets()),
    () => vault.handlers,
    () => fakeRejectedHandlers(),
    fakeRetentionHandlers(isEmpty ? [] : sampleSources()),
    () =>
      fakeAppHandlers(
        anAppInfo(
          scenario === 'no-keychain'
            ? { keychain: noKeychain, notices: noKeychain.problem ? [noKeychain.problem] : [] }
            : {
                canChooseFiles: asked.has('choose'),
                notices: scenario === 'locked' ? [lockedVault] : [],
              },
        ),
      ),
    fakeSourceHandlers(isEmpty ? [] : sampleSources(), Number(asked.get('day') ?? 5_000)),
    () => ({ 'vendors.list': () => ({ vendors: [...fakeVendors] }) }),
    fakeImportHandlers(Number(asked.get('tick') ?? 1_000)),
    fakeMappingHandlers(aMapping(isEmpty ? { streams: [] } : {})),
    fakeExportHandlers(isEmpty ? [] : sampleExports(), Number(asked.get('tick') ?? 5_000)),
  ],
  {
    delayMs: Number(asked.get('delay') ?? 0),
    preferences: { 'frame.theme': asked.get('theme') ?? 'system', 'frame.zone': asked.get('zone') ?? 'utc' },
  },
);

// `keyglass.emit` in the console plays an event of main's.
Object.assign(window, { keyglass: bridge });
await import('../../../../renderer/main.tsx');
