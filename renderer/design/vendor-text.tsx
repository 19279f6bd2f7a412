import { Fragment } from 'react';
import styles from './vendor-text.module.css';
import { hasUnseen, type LineBreaks, textParts } from './visible-text.ts';

/**
 * Text that came from outside: what can't be seen in it is shown as small signs, and its direction ends where it ends.
 * For places that take a string only there is `visibleText`.
 */
export function VendorText({ text, lines = 'none' }: { text: string; lines?: LineBreaks }) {
  // <bdi> is an isolate of its own, with the direction of its first strong letter.
  if (!hasUnseen(text)) return <bdi>{text}</bdi>;
  return (
    <bdi>
      {textParts(text, lines).map((part, place) => {
        // The parts have no identity but their place, and are drawn anew together.
        const key = place;
        return part.kind === 'plain' ? (
          <Fragment key={key}>{part.text}</Fragment>
        ) : (
          <span key={key} className={styles.mark} title={part.code}>
            {part.text}
          </span>
        );
      })}
    </bdi>
  );
}
