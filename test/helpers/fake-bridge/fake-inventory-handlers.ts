import { appError } from '../../../shared/app-error.ts';
import type { IpcInput, IpcOutput } from '../../../shared/ipc/ipc-contract.ts';
import {
  type SecretFilter,
  type SecretState,
  type SecretSummary,
  secretStates,
} from '../../../shared/secret-inventory.ts';
import { US_PER_SECOND } from '../../../shared/time-range.ts';
import { type Emit, FakeFailure, type FakeHandlers } from './create-fake-bridge.ts';
import { type FakeSecret, fakeSecrets } from './fake-secret-inventory.ts';
import type { FakeVault } from './fake-vault.ts';

const nowUs = () => Date.now() * 1_000;
const VISIBLE_US = 30 * US_PER_SECOND;

/** `secrets.*` of the inventory: states change, values are revealed and looked up, and the audit log hears of it. */
export function fakeInventoryHandlers(vault: FakeVault, first: FakeSecret[] = fakeSecrets()) {
  return (emit: Emit): FakeHandlers => {
    const secrets = first;
    const known = (fingerprint: string): FakeSecret => {
      const secret = secrets.find(({ summary }) => summary.fingerprint === fingerprint);
      if (secret) return secret;
      throw new FakeFailure(
        appError('not-found', 'There is no such secret.', 'Close it and look at the list again.'),
      );
    };
    const opened = (input: { fingerprint: string; reason: string }, action: string) => {
      vault.mustBeOpen();
      const secret = known(input.fingerprint);
      vault.record(action, input);
      return { value: secret.value, untilUs: nowUs() + VISIBLE_US };
    };
    return {
      'secrets.list': (input) => listOf(secrets, input),
      'secrets.detail': ({ fingerprint }) => {
        const { summary, history, places } = known(fingerprint);
        return { secret: summary, history, places: places.slice(0, 200), placesTotal: places.length };
      },
      'secrets.setState': ({ fingerprints, state, note }) => {
        for (const secret of fingerprints.map(known)) {
          const change = { atUs: nowUs(), state, note: note === '' ? null : note, by: 'analyst' as const };
          secret.history = [change, ...secret.history];
          secret.summary = { ...secret.summary, state, stateChangedAtUs: change.atUs };
        }
        emit('secrets.changed', { regressed: 0 });
        return {};
      },
      'secrets.reveal': (input) => {
        const { value, untilUs } = opened(input, 'secret.revealed');
        return { value, hideAtUs: untilUs };
      },
      'secrets.copy': (input) => ({ clearAtUs: opened(input, 'secret.copied').untilUs }),
      'secrets.lookUp': ({ values }) => {
        vault.mustBeOpen();
        return lookUp(secrets, values);
      },
      'secrets.lookUpClipboard': () => {
        vault.mustBeOpen();
        return lookUp(secrets, ['nothing-of-ours', `KEY=${secrets[3]?.value ?? ''}`]);
      },
      'secrets.lookUpFile': ({ path }) => {
        vault.mustBeOpen();
        if (path.includes('gone')) {
          throw new FakeFailure(appError('not-found', 'There is no such file.', 'Check the path.'));
        }
        const lines = Array.from({ length: 400 }, (_, line) => `candidate-${line}`);
        lines[41] = secrets[5]?.value ?? '';
        lines[97] = secrets[0]?.value ?? '';
        return lookUp(secrets, lines);
      },
    };
  };
}

const stateOrder: readonly SecretState[] = ['regressed', 'new', 'investigating', 'rotated', 'ignored'];

function listOf(all: readonly FakeSecret[], input: IpcInput<'secrets.list'>): IpcOutput<'secrets.list'> {
  const { filter, sort, offset, limit } = input;
  const searched = all.filter((secret) => isFound(secret, filter)).map(({ summary }) => summary);
  const ofTypes = searched.filter(({ secretType }) => fits(filter.secretTypes, secretType ?? ''));
  const ofStates = searched.filter(({ state }) => fits(filter.states, state));
  const matching = ofTypes
    .filter(({ state }) => fits(filter.states, state))
    .sort(
      (one, other) =>
        compare(one, other, sort.column) * (sort.descending ? -1 : 1) || other.lastSeenUs - one.lastSeenUs,
    );
  const types = Map.groupBy(ofStates, ({ secretType }) => secretType ?? '');
  return {
    secrets: matching.slice(offset, offset + limit),
    total: matching.length,
    states: secretStates.map((state) => ({
      state,
      count: ofTypes.filter((secret) => secret.state === state).length,
    })),
    secretTypes: [...types]
      .filter(([secretType]) => secretType !== '')
      .map(([secretType, { length }]) => ({ secretType, count: length }))
      .sort((one, other) => other.count - one.count),
  };
}

function isFound({ summary, places }: FakeSecret, { search }: SecretFilter): boolean {
  const wanted = search.trim().toLowerCase();
  return (
    wanted === '' ||
    (summary.secretType ?? '').toLowerCase().includes(wanted) ||
    summary.fingerprint.startsWith(wanted) ||
    places.some(({ place }) => place?.toLowerCase().includes(wanted))
  );
}

function fits(wanted: readonly string[], value: string): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

function compare(
  one: SecretSummary,
  other: SecretSummary,
  column: IpcInput<'secrets.list'>['sort']['column'],
): number {
  switch (column) {
    case 'state':
      return stateOrder.indexOf(one.state) - stateOrder.indexOf(other.state);
    case 'secretType':
      return (one.secretType ?? '').localeCompare(other.secretType ?? '');
    case 'firstSeen':
      return one.firstSeenUs - other.firstSeenUs;
    case 'lastSeen':
      return one.lastSeenUs - other.lastSeenUs;
    default:
      return one[column] - other[column];
  }
}

function lookUp(all: readonly FakeSecret[], values: readonly string[]): IpcOutput<'secrets.lookUp'> {
  const candidates = values.map((value) => value.replace(/^\w+=/, ''));
  const found = candidates.flatMap((candidate, index) => {
    const secret = all.find(({ value }) => value === candidate);
    return secret ? [{ line: index + 1, secret: secret.summary }] : [];
  });
  return { checked: new Set(candidates.filter((candidate) => candidate !== '')).size, found };
}
