import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import styles from './source-form.module.css';

/** What has to be done on the vendor's side, beside the form. */
export function VendorGuide({ vendor }: { vendor: VendorDescriptor }) {
  const permissions = permissionsByStreams(vendor);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <aside className={styles.guide} aria-label={`Steps in ${vendor.title}`} tabIndex={0}>
      <h3 className={styles.guideTitle}>In {vendor.title}</h3>
      <ol className={styles.steps}>
        {vendor.setUpSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {permissions.length > 0 && (
        <>
          <h3 className={styles.guideTitle}>Permissions it needs</h3>
          <ul className={styles.permissions}>
            {permissions.map(({ permission, streams }) => (
              <li key={permission}>
                {permission}
                {streams !== null && <span className={styles.permissionOf}>for {streams}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}

/** Each permission once, with the streams that need it; null where all of them do. */
export function permissionsByStreams(
  vendor: VendorDescriptor,
): { readonly permission: string; readonly streams: string | null }[] {
  const needed = vendor.streams.flatMap((stream) => stream.permissions);
  return [...new Set([...needed, ...vendor.permissions])].map((permission) => {
    const streams = vendor.streams.filter(({ permissions }) => permissions.includes(permission));
    const isForAll = streams.length === 0 || streams.length === vendor.streams.length;
    return { permission, streams: isForAll ? null : streams.map(({ title }) => title).join(', ') };
  });
}
