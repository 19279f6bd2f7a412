import type { ReactElement, ReactNode } from 'react';
import { Tooltip as AriaTooltip, Focusable, TooltipTrigger } from 'react-aria-components';
import styles from './tooltip.module.css';

export interface TooltipProps {
  content: ReactNode;
  /** A React Aria button, link or field. For plain elements use `ElementTooltip`. */
  children: ReactElement;
  placement?: 'top' | 'bottom' | 'left' | 'right';
  delayMs?: number;
}

/** A short text at a control on hover and on focus. Never the only place of something that has to be known. */
export function Tooltip({ content, children, placement = 'top', delayMs = 500 }: TooltipProps) {
  return (
    <TooltipTrigger delay={delayMs} closeDelay={0}>
      {children}
      <AriaTooltip className={styles.tooltip ?? ''} placement={placement} offset={6}>
        {content}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

/** The same for an element that is not a control; the element must take focus (`tabIndex`) and have a role. */
export function ElementTooltip({ children, ...rest }: TooltipProps) {
  return (
    <Tooltip {...rest}>
      {/* Focusable gives the plain element what the tooltip listens for. */}
      <Focusable>{children as ReactElement<never, string>}</Focusable>
    </Tooltip>
  );
}
