/** OCSF severity_id by its word, lowest first. */
export const severities = [
  { id: 0, name: 'Unknown' },
  { id: 1, name: 'Informational' },
  { id: 2, name: 'Low' },
  { id: 3, name: 'Medium' },
  { id: 4, name: 'High' },
  { id: 5, name: 'Critical' },
  { id: 6, name: 'Fatal' },
  { id: 99, name: 'Other' },
] as const;
