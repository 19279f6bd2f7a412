import type { ClassLayout } from '../class-layout.ts';

const device: ClassLayout = {
  columns: [
    'time',
    'device_name',
    'ocsf.device.os.name',
    'ocsf.device.type',
    'ocsf.device.agent_list.version',
    'ocsf.device.ip',
    'sentinel_one.agent.is_active',
    'sentinel_one.agent.infected',
    'sentinel_one.agent.is_up_to_date',
    'vendor',
  ],
  facets: [
    'ocsf.device.os.name',
    'ocsf.device.type',
    'ocsf.device.agent_list.version',
    'sentinel_one.agent.infected',
    'sentinel_one.agent.is_active',
    'sentinel_one.agent.is_up_to_date',
    'sentinel_one.agent.network_status',
    'ocsf.device.domain',
    'vendor',
    'source_name',
  ],
  figures: [
    { id: 'devices', label: 'Devices', distinctOf: 'object_uid' },
    { id: 'infected', label: 'Infected', where: 'sentinel_one.agent.infected:true', isBad: true },
    { id: 'inactive', label: 'Not active', where: 'sentinel_one.agent.is_active:false' },
    { id: 'outdated', label: 'Agent out of date', where: 'sentinel_one.agent.is_up_to_date:false' },
    { id: 'systems', label: 'Systems', distinctOf: 'ocsf.device.os.name' },
  ],
  splits: ['vendor', 'ocsf.device.type', 'stream'],
  hasVersions: true,
};

const software: ClassLayout = {
  columns: [
    'time',
    'sbom.package.name',
    'sbom.package.version',
    'sbom.software_components.author',
    'device_name',
    'vendor',
  ],
  facets: [
    'sbom.package.name',
    'sbom.package.version',
    'sbom.software_components.author',
    'device_name',
    'ocsf.device.os.name',
    'vendor',
  ],
  figures: [
    { id: 'installations', label: 'Installations' },
    { id: 'applications', label: 'Applications', distinctOf: 'sbom.package.name' },
    { id: 'makers', label: 'Makers', distinctOf: 'sbom.software_components.author' },
    { id: 'devices', label: 'Devices', distinctOf: 'device_name' },
  ],
  splits: ['vendor', 'ocsf.device.os.name'],
  hasVersions: true,
};

const user: ClassLayout = {
  columns: [
    'time',
    'user_name',
    'ocsf.user.full_name',
    'user_email',
    'entra_id.user.department',
    'entra_id.user.job_title',
    'entra_id.user.on_premises_sync_state',
    'entra_id.user.account_enabled',
    'entra_id.user.user_type',
    'vendor',
  ],
  facets: [
    'entra_id.user.on_premises_sync_state',
    'entra_id.user.account_enabled',
    'entra_id.user.user_type',
    'entra_id.user.department',
    'entra_id.user.job_title',
    'vendor',
    'source_name',
  ],
  figures: [
    { id: 'users', label: 'Users', distinctOf: 'object_uid' },
    { id: 'synced', label: 'Synchronised', where: 'entra_id.user.on_premises_sync_state:synced' },
    { id: 'disabled', label: 'Disabled', where: 'entra_id.user.account_enabled:false' },
    { id: 'guests', label: 'Guests', where: 'entra_id.user.user_type:Guest' },
    { id: 'departments', label: 'Departments', distinctOf: 'entra_id.user.department' },
  ],
  splits: ['vendor', 'entra_id.user.user_type'],
  hasVersions: true,
};

export const inventoryLayouts = { 5001: device, 5003: user, 5020: software } as const;
