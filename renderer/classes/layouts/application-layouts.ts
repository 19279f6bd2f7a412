import type { ClassLayout } from '../class-layout.ts';

const api: ClassLayout = {
  columns: [
    'time',
    'activity_name',
    'operation',
    'actor',
    'hanzo_kms.project.name',
    'resources.name',
    'resources.type',
    'src_ip',
    'http_request.user_agent',
    'status',
    'vendor',
  ],
  facets: [
    'activity_name',
    'operation',
    'actor',
    'hanzo_kms.project.name',
    'resources.type',
    'resources.name',
    'src_ip',
    'hanzo_kms.actor.type',
    'http_request.user_agent',
    'status',
    'vendor',
  ],
  figures: [
    { id: 'calls', label: 'Calls' },
    { id: 'reads', label: 'Reads', where: 'activity_id:2' },
    { id: 'changes', label: 'Changes', where: 'activity_id:1 or activity_id:3' },
    { id: 'deletes', label: 'Deletions', where: 'activity_id:4' },
    { id: 'failures', label: 'Failed', where: 'status:Failure', isBad: true },
    { id: 'actors', label: 'Actors', distinctOf: 'actor' },
    { id: 'projects', label: 'Projects', distinctOf: 'hanzo_kms.project.name' },
    { id: 'addresses', label: 'Addresses', distinctOf: 'src_ip' },
  ],
  splits: ['activity_name', 'operation', 'vendor'],
};

const scan: ClassLayout = {
  columns: ['time', 'activity_name', 'status', 'message', 'vendor', 'source_name'],
  facets: ['activity_name', 'status', 'vendor', 'source_name'],
  figures: [
    { id: 'scans', label: 'Scans' },
    { id: 'clean', label: 'Found nothing', where: 'ocsf.num_detections:0' },
  ],
  splits: ['status', 'vendor'],
};

/** Kinds of event that are new to every mapping. */
const base: ClassLayout = {
  columns: ['time', 'vendor', 'stream', 'operation', 'message', 'actor', 'src_ip', 'device_name'],
  facets: ['vendor', 'stream', 'operation', 'source_name', 'actor', 'device_name'],
  figures: [
    { id: 'events', label: 'Events' },
    { id: 'kinds', label: 'Kinds', distinctOf: 'operation' },
    { id: 'streams', label: 'Streams', distinctOf: 'stream' },
  ],
  splits: ['operation', 'vendor', 'stream'],
  note: 'No mapping knows these kinds of event yet. The records are kept whole; Sources maps them again once a newer Keyglass knows them.',
};

export const applicationLayouts = { 0: base, 6003: api, 6007: scan } as const;
