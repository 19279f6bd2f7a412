import type { ReactElement } from 'react';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  Header,
  Keyboard,
  MenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.ts';
import styles from './popover.module.css';

export interface MenuItem {
  id: string;
  label: string;
  note?: string;
  icon?: IconName;
  shortcut?: string;
  isDanger?: boolean;
  isDisabled?: boolean;
  /** Given: the item is a tick box or a choice, drawn with a tick when true. */
  isSelected?: boolean;
  onAction: () => void;
}

export interface MenuGroup {
  title?: string;
  items: readonly MenuItem[];
}

export interface MenuProps {
  label: string;
  /** The button that opens it. */
  children: ReactElement;
  groups: readonly MenuGroup[];
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'right top';
  /** Stays open after a choice: for lists of tick boxes. */
  staysOpen?: boolean;
}

export function Menu({ label, children, groups, placement = 'bottom start', staysOpen = false }: MenuProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.popover ?? ''} placement={placement} offset={4}>
        <AriaMenu className={styles.list ?? ''} aria-label={label} shouldCloseOnSelect={!staysOpen}>
          {groups.map((group, index) => (
            <MenuSection
              key={group.title ?? index}
              className={styles.section ?? ''}
              {...(group.title ? {} : { 'aria-label': label })}
            >
              {group.title && <Header className={styles.sectionTitle ?? ''}>{group.title}</Header>}
              {group.items.map((item) => (
                <MenuRow key={item.id} item={item} />
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function MenuRow({ item }: { item: MenuItem }) {
  const isChoice = item.isSelected !== undefined;
  return (
    <AriaMenuItem
      id={item.id}
      textValue={item.label}
      onAction={item.onAction}
      isDisabled={item.isDisabled ?? false}
      className={classNames(styles.item, item.isDanger && styles.danger)}
      {...(isChoice ? { 'aria-label': `${item.label}, ${item.isSelected ? 'on' : 'off'}` } : {})}
    >
      {isChoice && <span className={styles.mark}>{item.isSelected && <Icon name="check" size={14} />}</span>}
      {item.icon && <Icon name={item.icon} />}
      <span className={styles.itemText}>
        {item.label}
        {item.note && <span className={styles.itemNote}>{item.note}</span>}
      </span>
      {item.shortcut && <Keyboard className={styles.shortcut ?? ''}>{item.shortcut}</Keyboard>}
    </AriaMenuItem>
  );
}
