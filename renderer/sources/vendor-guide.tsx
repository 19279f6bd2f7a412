import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import styles from './source-form.module.css';

/** What has to be done on the vendor's side, beside the form. */
export function VendorGuide({ vendor }: { vendor: VendorDescriptor }) {
  return (
    <aside className={styles.guide} aria-label={`Steps in ${vendor.title}`}>
      <p className={styles.guideText}>{vendor.summary}</p>
      <h3 className={styles.guideTitle}>In {vendor.title}</h3>
      <ol className={styles.steps}>
        {vendor.setUpSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {vendor.permissions.length > 0 && (
        <>
          <h3 className={styles.guideTitle}>Permissions it needs</h3>
          <ul className={styles.permissions}>
            {vendor.permissions.map((permission) => (
              <li key={permission}>{permission}</li>
            ))}
          </ul>
        </>
      )}
      <h3 className={styles.guideTitle}>What is collected</h3>
      <ul className={styles.permissions}>
        {vendor.streams.map((stream) => (
          <li key={stream.name}>
            {stream.title}: {stream.summary}
          </li>
        ))}
      </ul>
    </aside>
  );
}
