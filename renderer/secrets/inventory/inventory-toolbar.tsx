import type { RefObject } from 'react';
import { Input, SearchField, ToggleButton } from 'react-aria-components';
import type { IpcOutput } from '../../../shared/ipc/ipc-contract.ts';
import type { SecretFilter, SecretState } from '../../../shared/secret-inventory.ts';
import { Button } from '../../design/button.tsx';
import { formatNumber } from '../../design/format-number.ts';
import { Icon } from '../../design/icon.tsx';
import { Menu } from '../../design/menu.tsx';
import { visibleText } from '../../design/visible-text.ts';
import styles from './inventory-view.module.css';
import { stateOrder, stateWords } from './secret-state.tsx';

interface InventoryToolbarProps {
  filter: SecretFilter;
  onFilter: (filter: SecretFilter) => void;
  counts: Pick<IpcOutput<'secrets.list'>, 'states' | 'secretTypes'> | null;
  search: RefObject<HTMLInputElement | null>;
}

/** What the list is narrowed by; each choice with the number of secrets it stands for. */
export function InventoryToolbar({ filter, onFilter, counts, search }: InventoryToolbarProps) {
  return (
    <div className={styles.toolbar}>
      <SearchField
        className={styles.search ?? ''}
        aria-label="Search secrets"
        value={filter.search}
        onChange={(text) => onFilter({ ...filter, search: text })}
      >
        <Icon name="search" size={14} />
        <Input
          ref={search}
          className={styles.searchInput ?? ''}
          placeholder="Type, place or fingerprint"
          maxLength={200}
          autoComplete="off"
        />
      </SearchField>
      <fieldset className={styles.states} aria-label="States">
        {stateOrder.map((state) => (
          <StateToggle key={state} state={state} filter={filter} onFilter={onFilter} counts={counts} />
        ))}
      </fieldset>
      <TypeFilter filter={filter} onFilter={onFilter} counts={counts} />
      {isNarrowed(filter) && (
        <Button kind="quiet" size="small" onPress={() => onFilter(everySecret)}>
          Clear filters
        </Button>
      )}
    </div>
  );
}

export const everySecret: SecretFilter = { search: '', states: [], secretTypes: [] };

export function isNarrowed({ search, states, secretTypes }: SecretFilter): boolean {
  return search.trim() !== '' || states.length > 0 || secretTypes.length > 0;
}

type PartProps = Omit<InventoryToolbarProps, 'search'>;

function StateToggle({ state, filter, onFilter, counts }: PartProps & { state: SecretState }) {
  const { word, icon } = stateWords[state];
  const count = counts?.states.find((one) => one.state === state)?.count ?? 0;
  return (
    <ToggleButton
      className={styles.toggle ?? ''}
      data-state={state}
      isSelected={filter.states.includes(state)}
      onChange={(isOn) => onFilter({ ...filter, states: withOrWithout(filter.states, state, isOn) })}
      aria-label={`${word}, ${formatNumber(count)}`}
    >
      <Icon name={icon} size={12} />
      {word}
      <span className={styles.toggleCount}>{counts ? formatNumber(count) : ''}</span>
    </ToggleButton>
  );
}

/** As many as the contract takes. */
const MOST_TYPES = 64;

function TypeFilter({ filter, onFilter, counts }: PartProps) {
  const { secretTypes } = filter;
  const known = counts?.secretTypes ?? [];
  const gone = secretTypes.filter((name) => !known.some(({ secretType }) => secretType === name));
  const options = [...gone.map((secretType) => ({ secretType, count: 0 })), ...known].slice(0, 200);
  return (
    <Menu
      label="Types"
      staysOpen
      groups={[
        {
          items: options.map(({ secretType, count }) => {
            const isSelected = secretTypes.includes(secretType);
            return {
              id: secretType,
              label: visibleText(secretType),
              note: formatNumber(count),
              isSelected,
              isDisabled: !isSelected && secretTypes.length >= MOST_TYPES,
              onAction: () =>
                onFilter({ ...filter, secretTypes: withOrWithout(secretTypes, secretType, !isSelected) }),
            };
          }),
        },
      ]}
    >
      <Button size="small" icon="filter" iconAfter="chevron-down" isDisabled={options.length === 0}>
        {secretTypes.length === 0 ? 'All types' : `${formatNumber(secretTypes.length)} of the types`}
      </Button>
    </Menu>
  );
}

function withOrWithout<Item>(items: readonly Item[], item: Item, isIn: boolean): Item[] {
  const others = items.filter((one) => one !== item);
  return isIn ? [...others, item] : others;
}
