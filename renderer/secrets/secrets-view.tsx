import { useLayoutEffect, useState } from 'react';
import { z } from 'zod';
import { Button } from '../design/button.tsx';
import { Tabs } from '../design/tabs.tsx';
import { ViewHeader } from '../design/view-header.tsx';
import { useAppState } from '../frame/app-state.tsx';
import { usePreference } from '../frame/preferences.tsx';
import { everySecret } from './inventory/inventory-toolbar.tsx';
import { InventoryView, wholeInventory } from './inventory/inventory-view.tsx';
import { useOpenLookUp } from './look-up/look-ups.tsx';
import { SecretsOverview } from './secrets-overview.tsx';
import styles from './secrets-view.module.css';

const tabSchema = z.enum(['overview', 'inventory']);

/** How secrets are exposed over time, and each of them as a thing of its own. */
export function SecretsView() {
  const [tab, setTab] = usePreference('secrets.tab', tabSchema, 'overview');
  const [start, setStart] = useState({ number: 0, ...wholeInventory });
  const openLookUp = useOpenLookUp();
  const { secretsRequest, takeSecretsRequest } = useAppState();
  useLayoutEffect(() => {
    if (!secretsRequest) return;
    const { states = [], fingerprint = null } = secretsRequest;
    setStart(({ number }) => ({
      number: number + 1,
      filter: { ...everySecret, states: [...states] },
      fingerprint,
    }));
    setTab('inventory');
    takeSecretsRequest();
  }, [secretsRequest, takeSecretsRequest, setTab]);
  return (
    <div className={styles.view}>
      <ViewHeader
        title="Secrets"
        actions={
          <Button icon="search" onPress={openLookUp}>
            Was this value exposed?
          </Button>
        }
      />
      <Tabs
        label="Parts of Secrets"
        selected={tab}
        onChange={setTab}
        tabs={[
          { id: 'overview', title: 'Overview', content: <SecretsOverview /> },
          {
            id: 'inventory',
            title: 'Inventory',
            content: <InventoryView key={start.number} start={start} />,
          },
        ]}
      />
    </div>
  );
}
