import type { AuditEntry } from '../../shared/audit-entry.ts';
import { formatNumber } from '../design/format-number.ts';

const actions: Readonly<Record<string, string>> = {
  'secret.revealed': 'Value revealed',
  'secret.copied': 'Value copied',
  'secret.state-changed': 'Secret marked',
  'vault.rotated': 'Vault’s key rotated',
  'export.started': 'Export started',
  'export.ended': 'Export ended',
  'rejected.exported': 'Rejected records exported',
  'retention.changed': 'Retention changed',
  'retention.applied': 'Old events removed',
};

/** What was done, in words; one that is not known yet in its own words. */
export function actionWords(action: string): string {
  const known = actions[action];
  if (known) return known;
  const words = action.replaceAll(/[-_.]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The reason first, as that is what is looked for; then the rest, each with its name. */
export function detailParts({
  detail,
}: AuditEntry): readonly { readonly name: string; readonly text: string }[] {
  const names = Object.keys(detail).sort((one, other) => rank(one) - rank(other));
  return names.flatMap((name) => {
    const value = detail[name];
    return value === null || value === undefined || value === ''
      ? []
      : [{ name: words(name), text: textOf(name, value) }];
  });
}

const first = ['reason', 'fingerprint'];

function rank(name: string): number {
  const place = first.indexOf(name);
  return place === -1 ? first.length : place;
}

/** `sealedAgain` and `sealed_again` read "sealed again". */
function words(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return name === 'fingerprint' ? value.slice(0, 8) : value;
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return JSON.stringify(value);
}
