import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { useAppState } from '../frame/app-state.tsx';
import { useOpenImport } from '../imports/imports.tsx';
import { useRead } from '../queries.ts';
import styles from './dashboards-view.module.css';

/** For a vendor without source and events: what it would show, and how it is added. */
export function NotSetUp({ vendor, title }: { vendor: string; title: string }) {
  const { openSources } = useAppState();
  const openImport = useOpenImport();
  const vendors = useRead('vendors.list', {}).data?.vendors ?? [];
  const descriptor = vendors.find((known) => known.vendor === vendor);
  return (
    <div className={styles.notSetUp}>
      <EmptyState
        icon="sources"
        title={`${title} is not collected yet`}
        actions={
          <>
            <Button kind="primary" icon="plus" onPress={() => openSources({ add: true, vendor })}>
              Add a source
            </Button>
            <Button icon="download" onPress={openImport}>
              Import files…
            </Button>
          </>
        }
      >
        <p>{descriptor?.summary}</p>
      </EmptyState>
      {descriptor && (
        <div className={styles.guide}>
          <section aria-label={`Steps in ${title}`}>
            <h3 className={styles.guideTitle}>Steps in {title}</h3>
            <ol className={styles.steps}>
              {descriptor.setUpSteps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </section>
          <section aria-label="What is collected">
            <h3 className={styles.guideTitle}>What is collected</h3>
            <ul className={styles.streams}>
              {descriptor.streams.map((stream) => (
                <li key={stream.name}>
                  <strong>{stream.title}</strong> {stream.summary}
                </li>
              ))}
            </ul>
          </section>
        </div>
      )}
    </div>
  );
}
