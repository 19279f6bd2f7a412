import type { ClassLayout } from '../class-layout.ts';

/** Who signs in, from where, how, and with what result. A first step or a code that was sent is no sign-in. */
const authentication: ClassLayout = {
  columns: [
    'time',
    'status',
    'user_name',
    'src_ip',
    'src_endpoint.location.country',
    'ocsf.service.name',
    'ocsf.auth_protocol',
    'auth_factors.factor_type',
    'ocsf.is_mfa',
    'ocsf.status_detail',
    'vendor',
  ],
  facets: [
    'status',
    'user_name',
    'src_ip',
    'src_endpoint.location.country',
    'ocsf.service.name',
    'auth_factors.factor_type',
    'ocsf.auth_protocol',
    'ocsf.is_mfa',
    'ocsf.status_detail',
    'operation',
    'device_name',
    'vendor',
    'source_name',
  ],
  figures: [
    { id: 'sign-ins', label: 'Sign-ins', where: 'activity_id:1' },
    { id: 'failures', label: 'Failures', where: 'activity_id:1 and status:Failure', isBad: true },
    { id: 'failure-share', label: 'Failure share', share: { of: 'failures', in: 'sign-ins' } },
    {
      id: 'without-mfa',
      label: 'Without multi-factor',
      where: 'activity_id:1 and status:Success and ocsf.is_mfa:false',
    },
    { id: 'users', label: 'Users', distinctOf: 'user_name' },
    { id: 'addresses', label: 'Addresses', distinctOf: 'src_ip' },
  ],
  splits: ['status', 'vendor', 'activity_name'],
  hasVersions: true,
};

const whoDidWhat = ['time', 'activity_name', 'actor', 'operation'] as const;
const changes: ClassLayout['figures'] = [
  { id: 'events', label: 'Changes' },
  { id: 'failures', label: 'Failed', where: 'status:Failure', isBad: true },
  { id: 'actors', label: 'Actors', distinctOf: 'actor' },
];

const entityManagement: ClassLayout = {
  columns: [...whoDidWhat, 'entity.type', 'entity.name', 'status', 'src_ip', 'message', 'vendor'],
  facets: [
    'entity.type',
    'activity_name',
    'operation',
    'actor',
    'entity.name',
    'status',
    'src_ip',
    'device_name',
    'vendor',
    'stream',
  ],
  figures: [
    { id: 'events', label: 'Events' },
    { id: 'deletes', label: 'Deletions', where: 'activity_id:4' },
    { id: 'failures', label: 'Failed', where: 'status:Failure', isBad: true },
    { id: 'actors', label: 'Actors', distinctOf: 'actor' },
    { id: 'types', label: 'Kinds of entity', distinctOf: 'entity.type' },
  ],
  splits: ['activity_name', 'vendor', 'status'],
};

const accountChange: ClassLayout = {
  columns: [...whoDidWhat, 'user_name', 'status', 'src_ip', 'ocsf.status_detail', 'vendor'],
  facets: ['activity_name', 'actor', 'user_name', 'operation', 'status', 'src_ip', 'vendor', 'source_name'],
  figures: [
    ...changes,
    { id: 'users', label: 'Accounts', distinctOf: 'user_name' },
    { id: 'resets', label: 'Password resets', where: 'activity_id:4' },
    { id: 'lock-outs', label: 'Lock-outs', where: 'activity_id:9', isBad: true },
  ],
  splits: ['activity_name', 'status', 'vendor'],
};

const userAccess: ClassLayout = {
  columns: [...whoDidWhat, 'user_name', 'ocsf.privileges', 'resources.name', 'status', 'src_ip', 'vendor'],
  facets: ['activity_name', 'ocsf.privileges', 'actor', 'user_name', 'resources.name', 'status', 'vendor'],
  figures: [
    { id: 'assigned', label: 'Assigned', where: 'activity_id:1' },
    { id: 'revoked', label: 'Revoked', where: 'activity_id:2' },
    { id: 'users', label: 'Users', distinctOf: 'user_name' },
    { id: 'roles', label: 'Roles', distinctOf: 'ocsf.privileges' },
    { id: 'actors', label: 'Actors', distinctOf: 'actor' },
  ],
  splits: ['activity_name', 'severity_id', 'vendor'],
};

const groupManagement: ClassLayout = {
  columns: [...whoDidWhat, 'ocsf.group.name', 'user_name', 'status', 'src_ip', 'vendor'],
  facets: ['activity_name', 'ocsf.group.name', 'actor', 'user_name', 'operation', 'status', 'vendor'],
  figures: [
    ...changes,
    { id: 'added', label: 'Members added', where: 'activity_id:3' },
    { id: 'removed', label: 'Members removed', where: 'activity_id:4' },
    { id: 'groups', label: 'Groups', distinctOf: 'ocsf.group.name' },
  ],
  splits: ['activity_name', 'vendor', 'status'],
};

export const identityLayouts = {
  3001: accountChange,
  3002: authentication,
  3004: entityManagement,
  3005: userAccess,
  3006: groupManagement,
} as const;
