import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.ts';

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  kind?: ButtonKind;
  size?: 'small' | 'normal';
  icon?: IconName;
  iconAfter?: IconName;
  children: ReactNode;
}

/** One `primary` a surface at most; `secondary` is the usual one, `quiet` has no frame until it is pointed at. */
export function Button({
  kind = 'secondary',
  size = 'normal',
  icon,
  iconAfter,
  children,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={classNames(styles.button, styles[kind], size === 'small' && styles.small)}
    >
      {icon && <Icon name={icon} />}
      <span className={styles.label}>{children}</span>
      {iconAfter && <Icon name={iconAfter} />}
    </AriaButton>
  );
}
