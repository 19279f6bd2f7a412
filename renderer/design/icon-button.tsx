import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import type { ButtonKind } from './button.tsx';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.ts';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps
  extends Omit<AriaButtonProps, 'className' | 'children' | 'style' | 'aria-label'> {
  icon: IconName;
  /** Its name for everyone who can't tell from the picture: shown as a tooltip, read by a screen reader. */
  label: string;
  kind?: ButtonKind;
  size?: 'small' | 'normal';
  /** Shown behind the label in the tooltip, e.g. a keyboard shortcut. */
  hint?: ReactNode;
  isTooltipDisabled?: boolean;
}

export function IconButton(props: IconButtonProps) {
  const { icon, label, kind = 'quiet', size = 'normal', hint, isTooltipDisabled = false, ...rest } = props;
  const button = (
    <AriaButton
      {...rest}
      aria-label={label}
      className={classNames(styles.button, styles.iconOnly, styles[kind], size === 'small' && styles.small)}
    >
      <Icon name={icon} />
    </AriaButton>
  );
  if (isTooltipDisabled) return button;
  return (
    <Tooltip
      content={
        <>
          {label}
          {hint !== undefined && <> {hint}</>}
        </>
      }
    >
      {button}
    </Tooltip>
  );
}
