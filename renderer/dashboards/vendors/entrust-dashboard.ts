import type { Dashboard } from '../dashboard.ts';

/** A first factor or a code that was sent is a step of a sign-in, not one more. */
const signIn = 'class_uid:3002 and activity_id:1';
const change = 'stream:management';
const lockOut = 'operation:*Locked*';

/** How sign-ins end and what they are proved with, who administers what, and who was locked out. */
export const entrustDashboard: Dashboard = {
  vendor: 'entrust-idaas',
  title: 'Entrust IDaaS',
  panels: [
    {
      kind: 'figures',
      id: 'figures',
      title: 'In this range',
      width: 'full',
      figures: [
        { id: 'sign-ins', label: 'Sign-ins', where: signIn },
        { id: 'failures', label: 'Failures', where: `${signIn} and status:Failure`, isBad: true },
        { id: 'failure-share', label: 'Failure share', share: { of: 'failures', in: 'sign-ins' } },
        { id: 'users', label: 'Users', where: signIn, distinctOf: 'user_name' },
        { id: 'addresses', label: 'Addresses', where: signIn, distinctOf: 'src_ip' },
        { id: 'lock-outs', label: 'Lock-outs', where: lockOut, isBad: true },
        { id: 'changes', label: 'Administrative changes', where: change },
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
      id: 'methods',
      title: 'Methods',
      where: 'class_uid:3002',
      field: 'operation',
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
    {
      kind: 'bars',
      id: 'failed-users',
      title: 'Failures by user',
      where: `${signIn} and status:Failure`,
      field: 'user_name',
      width: 'third',
    },
    {
      kind: 'bars',
      id: 'from',
      title: 'From where',
      where: signIn,
      field: 'src_ip',
      isMono: true,
      width: 'third',
    },
    {
      kind: 'bars',
      id: 'applications',
      title: 'Applications signed in to',
      where: signIn,
      field: 'ocsf.service.name',
      width: 'third',
    },
    {
      kind: 'bars',
      id: 'admins',
      title: 'Changes by administrator',
      where: change,
      field: 'actor',
      width: 'third',
    },
    {
      kind: 'bars',
      id: 'entities',
      title: 'Changes by entity type',
      where: change,
      field: 'entrust_idaas.entity.type',
      width: 'third',
    },
    {
      kind: 'latest',
      id: 'latest-changes',
      title: 'Newest administrative changes',
      where: change,
      columns: ['time', 'actor', 'operation', 'entrust_idaas.entity.name', 'status'],
      width: 'half',
    },
    {
      kind: 'latest',
      id: 'latest-lock-outs',
      title: 'Newest lock-outs',
      where: lockOut,
      columns: ['time', 'user_name', 'operation', 'src_ip'],
      width: 'half',
    },
  ],
};
