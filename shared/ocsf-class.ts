/** OCSF 1.5.0 categories and the classes Keyglass writes so far. Facts of the schema (Apache-2.0, see resources/licences). */
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

export const ocsfClasses = {
  0: { name: 'Base Event', category: 0 },
  2006: { name: 'Data Security Finding', category: 2 },
  6007: { name: 'Scan Activity', category: 6 },
} as const;
