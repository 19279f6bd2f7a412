import type { Dashboard } from '../dashboard.ts';

const exposed = 'class_uid:2006';

/** Which secrets are exposed, of what type, where, and more than usual. */
export const entroDashboard: Dashboard = {
  vendor: 'entro',
  title: 'Entro',
  panels: [
    {
      kind: 'figures',
      id: 'figures',
      title: 'In this range',
      width: 'full',
      figures: [
        { id: 'exposures', label: 'Exposures', where: exposed },
        { id: 'secrets', label: 'Different secrets', where: exposed, distinctOf: 'secret_fingerprint' },
        { id: 'types', label: 'Secret types', where: exposed, distinctOf: 'secret_type' },
        { id: 'places', label: 'Places', where: exposed, distinctOf: 'resource' },
        { id: 'high', label: 'High or worse', where: `${exposed} and severity >= high`, isBad: true },
        { id: 'open', label: 'Open', where: `${exposed} and (status:New or status:"In Progress")` },
        { id: 'clean', label: 'Clean scans', where: 'class_uid:6007' },
      ],
    },
    { kind: 'unusual', id: 'unusual', title: 'Compared with usual', where: exposed, width: 'full' },
    {
      kind: 'bars',
      id: 'types',
      title: 'By secret type',
      where: exposed,
      field: 'secret_type',
      isMono: true,
      width: 'third',
    },
    {
      kind: 'time',
      id: 'over-time',
      title: 'Exposed over time',
      where: exposed,
      splitBy: 'secret_type',
      unit: 'exposures',
      width: 'two-thirds',
    },
    {
      kind: 'bars',
      id: 'severity',
      title: 'By severity',
      where: exposed,
      field: 'severity_id',
      width: 'third',
    },
    {
      kind: 'bars',
      id: 'places',
      title: 'By place',
      where: exposed,
      field: 'resource',
      isMono: true,
      width: 'third',
    },
    { kind: 'bars', id: 'status', title: 'By state', where: exposed, field: 'status', width: 'third' },
    {
      kind: 'time',
      id: 'scans',
      title: 'Clean scans and findings',
      splitBy: 'class_name',
      unit: 'records',
      width: 'half',
    },
    {
      kind: 'latest',
      id: 'latest',
      title: 'Newest exposures',
      where: exposed,
      columns: ['time', 'severity_id', 'secret_type', 'resource', 'secret_line'],
      width: 'half',
    },
  ],
};
