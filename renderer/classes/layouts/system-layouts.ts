import type { ClassLayout } from '../class-layout.ts';

const where = ['time', 'activity_name', 'device_name'] as const;
const acting = ['actor.process.name', 'user_name'] as const;
const figures = (label: string, ...others: ClassLayout['figures']): ClassLayout['figures'] => [
  { id: 'events', label },
  ...others,
  { id: 'devices', label: 'Devices', distinctOf: 'device_name' },
  { id: 'users', label: 'Users', distinctOf: 'user_name' },
];
const splits = ['activity_name', 'severity_id', 'device_name'] as const;
const usual = ['activity_name', 'device_name', 'actor.process.name', 'user_name'] as const;

const file: ClassLayout = {
  columns: [...where, 'ocsf.file.name', 'ocsf.file.path', ...acting, 'severity_id'],
  facets: [...usual, 'ocsf.file.name', 'ocsf.file.path', 'metadata.correlation_uid'],
  figures: figures('File events', { id: 'files', label: 'Files', distinctOf: 'ocsf.file.path' }),
  splits,
};

const module: ClassLayout = {
  columns: [...where, 'module.file.path', ...acting, 'severity_id'],
  facets: [...usual, 'module.file.path', 'metadata.correlation_uid'],
  figures: figures('Modules loaded', { id: 'modules', label: 'Modules', distinctOf: 'module.file.path' }),
  splits,
};

const job: ClassLayout = {
  columns: [...where, 'job.name', 'job.file.path', ...acting],
  facets: [...usual, 'job.name', 'metadata.correlation_uid'],
  figures: figures('Scheduled jobs', { id: 'jobs', label: 'Jobs', distinctOf: 'job.name' }),
  splits,
};

const process: ClassLayout = {
  columns: [
    ...where,
    'ocsf.process.name',
    'ocsf.process.cmd_line',
    'ocsf.process.pid',
    'actor.process.name',
    'ocsf.process.user.name',
    'severity_id',
  ],
  facets: [...usual, 'ocsf.process.name', 'ocsf.process.user.name', 'metadata.correlation_uid'],
  figures: figures('Process events', {
    id: 'processes',
    label: 'Processes',
    distinctOf: 'ocsf.process.name',
  }),
  splits,
};

const script: ClassLayout = {
  columns: [...where, 'script.type', 'actor.process.cmd_line', ...acting],
  facets: [...usual, 'script.type', 'metadata.correlation_uid'],
  figures: figures('Scripts'),
  splits,
};

const network: ClassLayout = {
  columns: [
    ...where,
    'actor.process.name',
    'connection_info.direction',
    'src_ip',
    'dst_endpoint.ip',
    'dst_endpoint.port',
    'severity_id',
  ],
  facets: [
    ...usual,
    'dst_endpoint.ip',
    'dst_endpoint.port',
    'connection_info.direction',
    'src_ip',
    'metadata.correlation_uid',
  ],
  figures: figures('Connections', { id: 'targets', label: 'Addresses', distinctOf: 'dst_endpoint.ip' }),
  splits,
};

const http: ClassLayout = {
  columns: [
    ...where,
    'http_request.http_method',
    'http_request.url.url_string',
    'actor.process.name',
    'src_ip',
  ],
  facets: [...usual, 'http_request.http_method', 'http_request.url.hostname', 'metadata.correlation_uid'],
  figures: figures('Requests', {
    id: 'addresses',
    label: 'Addresses',
    distinctOf: 'http_request.url.url_string',
  }),
  splits,
};

const dns: ClassLayout = {
  columns: [...where, 'query.hostname', 'answers.rdata', 'actor.process.name', 'src_ip'],
  facets: [...usual, 'query.hostname', 'answers.rdata', 'metadata.correlation_uid'],
  figures: figures('Look-ups', { id: 'names', label: 'Names', distinctOf: 'query.hostname' }),
  splits,
};

const registryKey: ClassLayout = {
  columns: [...where, 'reg_key.path', ...acting, 'severity_id'],
  facets: [...usual, 'reg_key.path', 'metadata.correlation_uid'],
  figures: figures('Registry events', { id: 'keys', label: 'Keys', distinctOf: 'reg_key.path' }),
  splits,
};

const registryValue: ClassLayout = {
  columns: [...where, 'reg_value.path', 'reg_value.name', ...acting, 'severity_id'],
  facets: [...usual, 'reg_value.name', 'reg_value.path', 'metadata.correlation_uid'],
  figures: figures('Registry events', { id: 'values', label: 'Values', distinctOf: 'reg_value.name' }),
  splits,
};

export const systemLayouts = {
  1001: file,
  1005: module,
  1006: job,
  1007: process,
  1009: script,
  4001: network,
  4002: http,
  4003: dns,
  201001: registryKey,
  201002: registryValue,
} as const;
