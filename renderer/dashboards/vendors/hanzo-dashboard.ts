import type { Dashboard } from '../dashboard.ts';

const aboutSecrets = 'hanzo_kms.event.group:secrets';
const reads = `${aboutSecrets} and activity_id:2`;
const changes = `${aboutSecrets} and (activity_id:1 or activity_id:3 or activity_id:4)`;
const logins = 'class_uid:3002';
const machine = 'hanzo_kms.actor.type:identity';

/** Who reads and changes secrets, in which project, and which machines log in. */
export const hanzoDashboard: Dashboard = {
  vendor: 'hanzo-kms',
  title: 'Hanzo KMS',
  panels: [
    {
      kind: 'figures',
      id: 'figures',
      title: 'In this range',
      width: 'full',
      figures: [
        { id: 'events', label: 'Events' },
        { id: 'reads', label: 'Secret reads', where: reads },
        { id: 'changes', label: 'Secret changes', where: changes },
        {
          id: 'deletes',
          label: 'Deletions of all kinds',
          where: 'activity_id:4 and class_uid:6003',
          isBad: true,
        },
        { id: 'logins', label: 'Logins', where: logins },
        { id: 'failed', label: 'Failed logins', where: `${logins} and status:Failure`, isBad: true },
        { id: 'machines', label: 'Machine identities', where: machine, distinctOf: 'actor' },
        { id: 'projects', label: 'Projects', distinctOf: 'hanzo_kms.project.name' },
      ],
    },
    {
      kind: 'time',
      id: 'secrets',
      title: 'Secret reads and changes',
      where: aboutSecrets,
      splitBy: 'activity_name',
      unit: 'events',
      width: 'two-thirds',
    },
    { kind: 'bars', id: 'types', title: 'By event type', field: 'operation', isMono: true, width: 'third' },
    { kind: 'bars', id: 'readers', title: 'Reads by actor', where: reads, field: 'actor', width: 'third' },
    {
      kind: 'bars',
      id: 'changers',
      title: 'Changes by actor',
      where: changes,
      field: 'actor',
      width: 'third',
    },
    {
      kind: 'bars',
      id: 'read-projects',
      title: 'Reads by project',
      where: reads,
      field: 'hanzo_kms.project.name',
      width: 'third',
    },
    {
      kind: 'bars',
      id: 'changed-projects',
      title: 'Changes by project',
      where: changes,
      field: 'hanzo_kms.project.name',
      width: 'third',
    },
    {
      kind: 'bars',
      id: 'machines',
      title: 'Machine identities',
      where: machine,
      field: 'actor',
      width: 'third',
    },
    { kind: 'bars', id: 'logins', title: 'Logins by who', where: logins, field: 'actor', width: 'third' },
    {
      kind: 'latest',
      id: 'latest-deletes',
      title: 'Newest deletions',
      where: 'activity_id:4 and class_uid:6003',
      columns: ['time', 'actor', 'operation', 'resource', 'hanzo_kms.project.name'],
      width: 'half',
    },
    {
      kind: 'latest',
      id: 'latest-logins',
      title: 'Newest failed logins',
      where: `${logins} and status:Failure`,
      columns: ['time', 'actor', 'operation', 'src_ip', 'ocsf.status_detail'],
      width: 'half',
    },
  ],
};
