import type { SourceStatus } from '../../shared/source-status.ts';
import { Select } from '../design/select.tsx';
import { useRead } from '../queries.ts';
import styles from './import-dialog.module.css';

interface SourceChoicesProps {
  vendors: readonly string[];
  sources: readonly SourceStatus[];
  /** The source by vendor; null where it has none. */
  chosen: Readonly<Record<string, string | null>>;
  onChoose: (vendor: string, sourceId: string) => void;
}

/** Which source the events are said to be of. An event that this source collected already is the same event. */
export function SourceChoices({ vendors, sources, chosen, onChoose }: SourceChoicesProps) {
  const descriptors = useRead('vendors.list', {}).data?.vendors ?? [];
  if (vendors.length === 0) return null;
  return (
    <div className={styles.sources}>
      {vendors.map((vendor) => {
        const title = descriptors.find((known) => known.vendor === vendor)?.title ?? vendor;
        const own = sources.filter((source) => source.vendor === vendor);
        return own.length === 0 ? (
          <p key={vendor} className={styles.note}>
            There is no source for {title} yet: one for imports is made, which collects nothing by itself.
          </p>
        ) : (
          <Select
            key={vendor}
            label={`Source for ${title}`}
            options={own.map(({ sourceId, name }) => ({ id: sourceId, label: name }))}
            value={chosen[vendor] ?? null}
            onChange={(sourceId) => onChoose(vendor, sourceId)}
          />
        );
      })}
    </div>
  );
}
