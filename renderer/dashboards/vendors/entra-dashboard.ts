import type { Dashboard } from '../dashboard.ts';

const signIn = 'class_uid:3002';
const failure = `${signIn} and status:Failure`;
const risky = `${signIn} and severity >= low`;
const roleChange = 'class_uid:3005';
const account = 'class_uid:5003';
/** As they stand now: an alert that was resolved since is no longer open. */
const openFinding = (classUid: number) =>
  `class_uid:${classUid} and keyglass.latest:true and (status:New or status:"In Progress")`;
const synced = `${account} and entra_id.user.on_premises_sync_state:synced`;

/** Failed and risky sign-ins, who was given which role, what came from Active Directory, and what Defender found. */
export const entraDashboard: Dashboard = {
  vendor: 'entra-id',
  title: 'Microsoft Entra ID',
  panels: [
    {
      kind: 'figures',
      id: 'figures',
      title: 'In this range',
      width: 'full',
      figures: [
        { id: 'sign-ins', label: 'Sign-ins', where: signIn },
        { id: 'failures', label: 'Failures', where: failure, isBad: true },
        { id: 'failure-share', label: 'Failure share', share: { of: 'failures', in: 'sign-ins' } },
        { id: 'mfa', label: 'With multi-factor', where: `${signIn} and ocsf.is_mfa:true` },
        { id: 'mfa-share', label: 'Multi-factor share', share: { of: 'mfa', in: 'sign-ins' } },
        { id: 'risky', label: 'Risky sign-ins', where: risky, isBad: true },
        { id: 'roles', label: 'Role changes', where: roleChange },
        { id: 'alerts', label: 'Open alerts', where: openFinding(2004), isBad: true },
        { id: 'incidents', label: 'Open incidents', where: openFinding(2005), isBad: true },
      ],
    },
    {
      kind: 'time',
      id: 'results',
      title: 'Sign-ins by result',
      where: signIn,
      splitBy: 'status',
      unit: 'sign-ins',
      width: 'two-thirds',
    },
    {
      kind: 'bars',
      id: 'countries',
      title: 'Countries',
      where: signIn,
      field: 'src_endpoint.location.country',
      width: 'third',
    },
    {
      kind: 'bars',
      id: 'failed-users',
      title: 'Failures by user',
      where: failure,
      field: 'user_name',
      width: 'third',
    },
    {
      kind: 'bars',
      id: 'failed-apps',
      title: 'Failures by application',
      where: failure,
      field: 'actor.app_name',
      width: 'third',
    },
    {
      kind: 'bars',
      id: 'reasons',
      title: 'Failures by reason',
      where: failure,
      field: 'ocsf.status_detail',
      width: 'third',
    },
    {
      kind: 'bars',
      id: 'factors',
      title: 'Factors',
      where: signIn,
      field: 'auth_factors.factor_type',
      width: 'third',
    },
    { kind: 'bars', id: 'kinds', title: 'Kinds of sign-in', where: signIn, field: 'stream', width: 'third' },
    {
      kind: 'bars',
      id: 'roles',
      title: 'Role changes by role',
      where: roleChange,
      field: 'ocsf.privileges',
      width: 'third',
    },
    {
      kind: 'latest',
      id: 'latest-risky',
      title: 'Newest risky sign-ins',
      where: risky,
      columns: ['time', 'severity_id', 'user_name', 'src_ip', 'src_endpoint.location.country', 'status'],
      width: 'half',
    },
    {
      kind: 'latest',
      id: 'latest-roles',
      title: 'Newest role changes',
      where: roleChange,
      columns: ['time', 'activity_name', 'actor', 'user_name', 'ocsf.privileges'],
      width: 'half',
    },
    {
      kind: 'latest',
      id: 'latest-alerts',
      title: 'Newest alerts and incidents',
      where: 'class_uid:2004 or class_uid:2005',
      columns: ['time', 'severity_id', 'class_name', 'message', 'status'],
      width: 'full',
    },
    {
      kind: 'figures',
      id: 'directory',
      title: 'In the directory now',
      width: 'full',
      isPresentState: true,
      figures: [
        { id: 'accounts', label: 'Accounts', where: account },
        { id: 'synced', label: 'Synchronised on-premises', where: synced },
        { id: 'synced-share', label: 'Synchronised share', share: { of: 'synced', in: 'accounts' } },
        { id: 'disabled', label: 'Disabled', where: `${account} and entra_id.user.account_enabled:false` },
        { id: 'guests', label: 'Guests', where: `${account} and entra_id.user.user_type:Guest` },
      ],
    },
    {
      kind: 'bars',
      id: 'sync',
      title: 'Accounts by synchronisation',
      where: account,
      field: 'entra_id.user.on_premises_sync_state',
      width: 'third',
      isPresentState: true,
    },
    {
      kind: 'latest',
      id: 'synced-accounts',
      title: 'Synchronised accounts',
      where: synced,
      columns: [
        'user_name',
        'ocsf.user.full_name',
        'entra_id.user.department',
        'entra_id.user.on_premises_domain',
        'entra_id.user.on_premises_sam_account_name',
        'entra_id.user.account_enabled',
      ],
      width: 'two-thirds',
      isPresentState: true,
    },
  ],
};
