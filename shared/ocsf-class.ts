import { ocsfClassTable } from './ocsf-class-table.ts';

/** OCSF 1.5.0 categories, and the classes Keyglass writes. Facts of the schema (Apache-2.0, see resources/licences). */
export const ocsfCategories = {
  0: 'Uncategorized',
  1: 'System Activity',
  2: 'Findings',
  3: 'Identity & Access Management',
  4: 'Network Activity',
  5: 'Discovery',
  6: 'Application Activity',
  7: 'Remediation',
  8: 'Unmanned Systems',
} as const;

export type OcsfClassUid = keyof typeof ocsfClassTable;

export interface OcsfClass {
  readonly name: string;
  readonly category: keyof typeof ocsfCategories;
  /** Caption by activity_id, status_id. */
  readonly activities: Readonly<Record<string, string>>;
  readonly statuses: Readonly<Record<string, string>>;
}

export const ocsfClasses: Readonly<Record<OcsfClassUid, OcsfClass>> = ocsfClassTable;

/** Null for a class that Keyglass does not write. */
export function ocsfClassOf(classUid: number): OcsfClass | null {
  return Object.hasOwn(ocsfClasses, classUid) ? ocsfClasses[classUid as OcsfClassUid] : null;
}
