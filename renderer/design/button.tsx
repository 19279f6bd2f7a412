import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.ts';
import { ReadOnlyText } from './read-only-text.tsx';

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  kind?: ButtonKind;
  size?: 'small' | 'normal';
  icon?: IconName;
  iconAfter?: IconName;
  children: ReactNode;
}

/**
 * One `primary` a surface at most; `secondary` is the usual one, `quiet` has no frame until it is pointed at. While
 * `isPending` it keeps its width and its focus, and does nothing.
 */
export function Button(props: ButtonProps) {
  const {
    kind = 'secondary',
    size = 'normal',
    icon,
    iconAfter,
    isPending = false,
    onPress,
    children,
    ...rest
  } = props;
  return (
    // React Aria's own isPending leaves an unnamed picture behind in its announcer, so the state is said here.
    <AriaButton
      {...rest}
      {...(onPress && !isPending ? { onPress } : {})}
      {...(isPending ? { 'aria-disabled': true } : {})}
      className={classNames(styles.button, styles[kind], size === 'small' && styles.small)}
    >
      <span className={classNames(styles.face, isPending && styles.pending)}>
        {icon && <Icon name={icon} />}
        <span className={styles.label}>{children}</span>
        {iconAfter && <Icon name={iconAfter} />}
      </span>
      {isPending && (
        <>
          <span className={styles.spinner} />
          <ReadOnlyText>, working</ReadOnlyText>
        </>
      )}
    </AriaButton>
  );
}
