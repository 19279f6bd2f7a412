import { expect } from '@playwright/test';
import { type Clock, systemClock } from '../../main/collector/clock.ts';
import { generateEntroDay, MS_PER_DAY } from '../../main/sample-tenant/entro/generate-day.ts';
import {
  type SampleTenant,
  type SampleVendor,
  startSampleTenant,
} from '../../main/sample-tenant/start-sample-tenant.ts';
import type { SourceForm } from './pages/sources-page.ts';

const SEED = 'end-to-end';

/** A vendor of a spec's own, whose time stands still, so that nothing new comes up while the spec counts. */
export async function startVendor(): Promise<SampleTenant> {
  const startedUs = systemClock.nowUs();
  const clock: Clock = { ...systemClock, nowUs: () => startedUs };
  return startSampleTenant({ clock, seed: SEED });
}

/** The vendor that most specs collect from. */
export function entroOf(tenant: SampleTenant): SampleVendor {
  return tenant.of('entro');
}

/**
 * Lets a process without a keychain collect: the vault's key, and the token of a source named “Entro”. Where there is a
 * keychain, the same values are used.
 */
export function environmentOf(vendor: SampleTenant): Record<string, string> {
  return {
    KEYGLASS_VAULT_KEY: Buffer.alloc(32, 7).toString('base64'),
    KEYGLASS_CREDENTIAL_ENTRO_TOKEN: entroOf(vendor).draft.credentials.token ?? '',
  };
}

/** Fills in the form for the vendor, as its address and token would be pasted. */
export async function fillIn(form: SourceForm, vendor: SampleTenant, lookBackDays?: number): Promise<void> {
  const { url, draft } = entroOf(vendor);
  const choice = form.vendor(/^Entro/);
  await expect(choice.or(form.address)).toBeVisible();
  if (await choice.isVisible()) await choice.click();
  await form.address.fill(url);
  await form.token.fill(draft.credentials.token ?? '');
  if (lookBackDays === undefined) return;
  await form.changeStreams.click();
  await form.lookBack('Audit log').fill(String(lookBackDays));
}

/** The values that the app’s own sample tenant exposes in the last days, as they must never be seen. */
export function exposedValues(seed: string, days: number): string[] {
  const today = Math.floor(Date.now() / MS_PER_DAY);
  const rows = Array.from({ length: days }, (_, back) => generateEntroDay(seed, today - back, today)).flat();
  return [...new Set(rows.flatMap((row) => row.results.secrets.map((secret) => secret.exposed_value)))];
}
