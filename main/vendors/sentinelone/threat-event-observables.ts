import type { ObservedPath } from '../ocsf/observables.ts';

/** What is worth a look in the events of a threat, wherever the class has it. */
export const threatEventObservables: readonly ObservedPath[] = [
  ['device.hostname', 'hostname'],
  ['device.ip', 'ip'],
  ['src_endpoint.ip', 'ip'],
  ['dst_endpoint.ip', 'ip'],
  ['dst_endpoint.port', 'port'],
  ...processPaths('process'),
  ...processPaths('actor.process'),
  ...processPaths('evidences[].process'),
  ['actor.user.name', 'userName'],
  ['user.name', 'userName'],
  ['file.name', 'fileName'],
  ['file.path', 'filePath'],
  ['file.hashes[].value', 'hash'],
  ['file_result.name', 'fileName'],
  ['file_result.path', 'filePath'],
  ['file_result.hashes[].value', 'hash'],
  ['module.file.path', 'filePath'],
  ['module.file.hashes[].value', 'hash'],
  ['job.file.path', 'filePath'],
  ['reg_key.path', 'registryKeyPath'],
  ['reg_value.path', 'registryKeyPath'],
  ['reg_value.name', 'registryValueName'],
  ['http_request.url.url_string', 'url'],
  ['url.url_string', 'url'],
  ['query.hostname', 'hostname'],
];

function processPaths(at: string): readonly ObservedPath[] {
  return [
    [`${at}.name`, 'processName'],
    [`${at}.cmd_line`, 'commandLine'],
    [`${at}.pid`, 'processId'],
    [`${at}.uid`, 'processUid'],
    [`${at}.user.name`, 'userName'],
    [`${at}.file.hashes[].value`, 'hash'],
  ];
}
