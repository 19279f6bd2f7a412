import type { VendorDefinition } from '../collector/stream-definition.ts';
import { entraId } from './entra-id/entra-id.ts';
import { entro } from './entro/entro.ts';
import { entrustIdaas } from './entrust-idaas/entrust-idaas.ts';
import { hanzoKms } from './hanzo-kms/hanzo-kms.ts';
import { sentinelone } from './sentinelone/sentinelone.ts';

/** Every vendor Keyglass can collect from. How to add one: README.md beside this file. */
export const vendors: readonly VendorDefinition[] = [entro, entraId, entrustIdaas, hanzoKms, sentinelone];
