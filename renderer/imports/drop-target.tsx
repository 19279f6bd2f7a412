import { useEffect, useEffectEvent, useState } from 'react';
import { Icon } from '../design/icon.tsx';
import styles from './drop-target.module.css';

/** Takes files dropped anywhere on the window; while they hang over it, says what letting go would do. */
export function DropTarget({ onDrop }: { onDrop: (files: readonly File[]) => void }) {
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent(onDrop);
  useEffect(() => {
    // Each element that is crossed tells of entering and leaving; the window is left when the balance is zero.
    let depth = 0;
    const change = (next: number) => {
      depth = Math.max(0, next);
      setOver(depth > 0);
    };
    const listeners: Partial<Record<keyof WindowEventMap, (event: DragEvent) => void>> = {
      dragenter: (event) => hasFiles(event) && change(depth + 1),
      dragleave: (event) => hasFiles(event) && change(depth - 1),
      dragover: (event) => {
        if (!hasFiles(event) || !event.dataTransfer) return;
        // Without this the window would go to the file instead.
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      drop: (event) => {
        if (!hasFiles(event) || !event.dataTransfer) return;
        event.preventDefault();
        change(0);
        take([...event.dataTransfer.files]);
      },
    };
    const entries = Object.entries(listeners) as [string, (event: Event) => void][];
    for (const [name, listener] of entries) window.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of entries) window.removeEventListener(name, listener);
    };
  }, []);
  if (!isOver) return null;
  return (
    <div className={styles.overlay} role="status">
      <div className={styles.card}>
        <Icon name="download" size={24} />
        <p className={styles.title}>Drop to import</p>
        <p className={styles.text}>
          Records as a vendor delivers them: JSON, JSON Lines or CSV, also gzipped.
        </p>
      </div>
    </div>
  );
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
