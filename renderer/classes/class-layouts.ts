import type { OcsfClassUid } from '../../shared/ocsf-class.ts';
import type { ClassLayout } from './class-layout.ts';
import { applicationLayouts } from './layouts/application-layouts.ts';
import { findingLayouts } from './layouts/finding-layouts.ts';
import { identityLayouts } from './layouts/identity-layouts.ts';
import { inventoryLayouts } from './layouts/inventory-layouts.ts';
import { systemLayouts } from './layouts/system-layouts.ts';

/** The layout of every class that Keyglass writes: a class without one does not compile. */
export const classLayouts: Readonly<Record<OcsfClassUid, ClassLayout>> = {
  ...applicationLayouts,
  ...findingLayouts,
  ...identityLayouts,
  ...inventoryLayouts,
  ...systemLayouts,
};

/** Events of a class that was mapped elsewhere, by a version that knew more classes. */
export const unknownClassLayout: ClassLayout = {
  columns: [
    'time',
    'severity_id',
    'activity_name',
    'status',
    'message',
    'actor',
    'device_name',
    'vendor',
    'stream',
  ],
  facets: ['activity_name', 'status', 'severity_id', 'operation', 'actor', 'device_name', 'vendor', 'stream'],
  figures: [{ id: 'events', label: 'Events' }],
  splits: ['activity_name', 'severity_id', 'vendor'],
};

export function layoutOf(classUid: number): ClassLayout {
  return Object.hasOwn(classLayouts, classUid) ? classLayouts[classUid as OcsfClassUid] : unknownClassLayout;
}
