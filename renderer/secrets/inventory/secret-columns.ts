import type { IpcInput } from '../../../shared/ipc/ipc-contract.ts';

export type SecretSort = IpcInput<'secrets.list'>['sort'];
export type SecretColumnId = 'chosen' | SecretSort['column'] | 'fingerprint' | 'vendors';

export interface SecretColumn {
  readonly id: SecretColumnId;
  readonly label: string;
  readonly description: string;
  readonly isNumber?: boolean;
  /** Null where the list can't be sorted by it; `descending`: what a first press gives. */
  readonly sort: { readonly column: SecretSort['column']; readonly descending: boolean } | null;
}

/** What stands out first. */
export const firstSort: SecretSort = { column: 'state', descending: false };

/** What is triaged by comes first: beside an open secret the rest is scrolled to. Widths: `secret-grid.module.css`. */
export const secretColumns: readonly SecretColumn[] = [
  { id: 'chosen', label: 'Chosen', description: '', sort: null },
  column('state', 'State', 'What became of it', false),
  column('secretType', 'Type', 'The kind of secret', false),
  {
    id: 'fingerprint',
    label: 'Fingerprint',
    description: 'Knows the value again, without telling anything of it',
    sort: null,
  },
  { ...column('exposures', 'Exposures', 'Events that are about it'), isNumber: true },
  column('lastSeen', 'Last seen', 'Time of the latest event with it'),
  column('firstSeen', 'First seen', 'Time of the first event with it'),
  { ...column('places', 'Places', 'Different places of its exposures'), isNumber: true },
  { ...column('mentions', 'Mentions', 'Other events that hold it'), isNumber: true },
  { ...column('length', 'Length', 'Characters of the value'), isNumber: true },
  { id: 'vendors', label: 'Vendors', description: 'Where it was seen', sort: null },
];

function column(
  id: SecretSort['column'],
  label: string,
  description: string,
  descending = true,
): SecretColumn {
  return { id, label, description, sort: { column: id, descending } };
}

/** As a press on the head has it: first the direction that one mostly wants, then the other. */
export function nextSort(sort: SecretSort, pressed: NonNullable<SecretColumn['sort']>): SecretSort {
  return sort.column === pressed.column ? { ...sort, descending: !sort.descending } : pressed;
}
