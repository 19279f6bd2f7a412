import type { ObservedPath } from '../ocsf/observables.ts';

/** What is worth a look in an alert: the endpoint and what the rule saw there. */
export const alertObservables: readonly ObservedPath[] = [
  ['device.hostname', 'hostname'],
  ['device.ip', 'ip'],
  ['evidences[].process.name', 'processName'],
  ['evidences[].process.cmd_line', 'commandLine'],
  ['evidences[].process.pid', 'processId'],
  ['evidences[].process.uid', 'processUid'],
  ['evidences[].process.file.name', 'fileName'],
  ['evidences[].process.file.path', 'filePath'],
  ['evidences[].process.file.hashes[].value', 'hash'],
  ['evidences[].process.user.name', 'userName'],
  ['evidences[].process.parent_process.name', 'processName'],
  ['evidences[].process.parent_process.file.hashes[].value', 'hash'],
  ['evidences[].file.name', 'fileName'],
  ['evidences[].file.path', 'filePath'],
  ['evidences[].file.hashes[].value', 'hash'],
  ['evidences[].user.name', 'userName'],
  ['evidences[].src_endpoint.ip', 'ip'],
  ['evidences[].dst_endpoint.ip', 'ip'],
  ['evidences[].dst_endpoint.port', 'port'],
  ['evidences[].query.hostname', 'hostname'],
  ['evidences[].reg_key.path', 'registryKeyPath'],
  ['device', 'endpoint'],
];
