/**
 * The fields an event can be asked by. One row a column: the name used in the tree and on screen, the other names
 * people know it by (ECS, OCSF, short), its type and how it is labelled.
 */
export type FieldType = 'text' | 'number' | 'time' | 'address' | 'severity';

export interface Field {
  /** The column of `events`, and the id by which table columns, facets and exports name the field. */
  readonly column: string;
  /** Not kept in `events` but found out when it is asked for. */
  readonly isComputed?: boolean;
  readonly label: string;
  /** How the field stands inside a sentence, where that isn't the label. */
  readonly phrase?: string;
  readonly type: FieldType;
  /**
   * The field's spelling in queries and chips: its ECS name. What OCSF alone knows is spelled in a word of its own, for
   * ECS's `event.category` and the like have other values, which are those of the event's ECS form.
   */
  readonly ecs: string;
  /** OCSF path, where one path is the field's home. */
  readonly ocsf?: string;
  readonly aliases?: readonly string[];
  /** Few enough different values to be offered as a facet. */
  readonly facet?: boolean;
  /** For explaining the field in the field list and in error messages. */
  readonly description: string;
}

export const fields = [
  {
    column: 'time',
    label: 'Time',
    type: 'time',
    ecs: '@timestamp',
    ocsf: 'time',
    aliases: ['timestamp'],
    description: 'When it happened, by the vendor’s clock',
  },
  {
    column: 'received_at',
    label: 'Received',
    type: 'time',
    ecs: 'event.ingested',
    aliases: ['received'],
    description: 'When Keyglass stored it',
  },
  {
    column: 'event_id',
    label: 'Event id',
    type: 'text',
    ecs: 'keyglass.event_id',
    description: 'Keyglass’s own id of the event',
  },
  {
    column: 'vendor_event_id',
    label: 'Vendor id',
    type: 'text',
    ecs: 'event.id',
    ocsf: 'metadata.uid',
    aliases: ['request_id'],
    description: 'The vendor’s id; several events may share one',
  },
  {
    column: 'vendor',
    label: 'Vendor',
    type: 'text',
    ecs: 'observer.vendor',
    ocsf: 'metadata.product.vendor_name',
    facet: true,
    description: 'Which product reported it',
  },
  {
    column: 'source_name',
    label: 'Source',
    type: 'text',
    ecs: 'keyglass.source',
    aliases: ['source'],
    facet: true,
    description: 'The source as you named it',
  },
  {
    column: 'source_id',
    label: 'Source id',
    type: 'text',
    ecs: 'keyglass.source_id',
    description: 'The source’s id',
  },
  {
    column: 'stream',
    label: 'Stream',
    type: 'text',
    ecs: 'stream',
    ocsf: 'metadata.log_name',
    aliases: ['keyglass.stream'],
    facet: true,
    description: 'Which of the vendor’s logs',
  },
  {
    column: 'class_uid',
    label: 'Class id',
    type: 'number',
    ecs: 'keyglass.class_uid',
    ocsf: 'class_uid',
    description: 'OCSF class number, 2006 is Data Security Finding',
  },
  {
    column: 'class_name',
    label: 'Class',
    type: 'text',
    ecs: 'class',
    ocsf: 'class_name',
    aliases: ['keyglass.class'],
    facet: true,
    description: 'OCSF class',
  },
  {
    column: 'activity_id',
    label: 'Activity id',
    type: 'number',
    ecs: 'keyglass.activity_id',
    ocsf: 'activity_id',
    description: 'OCSF activity number',
  },
  {
    column: 'activity_name',
    label: 'Activity',
    type: 'text',
    ecs: 'activity',
    ocsf: 'activity_name',
    aliases: ['keyglass.activity'],
    facet: true,
    description: 'OCSF activity',
  },
  {
    column: 'type_uid',
    label: 'Type id',
    type: 'number',
    ecs: 'keyglass.type_uid',
    ocsf: 'type_uid',
    description: 'OCSF class and activity as one number',
  },
  {
    column: 'severity_id',
    label: 'Severity',
    type: 'severity',
    ecs: 'event.severity',
    ocsf: 'severity_id',
    aliases: ['severity'],
    facet: true,
    description: 'unknown, informational, low, medium, high, critical or fatal',
  },
  {
    column: 'status_id',
    label: 'Status id',
    type: 'number',
    ecs: 'keyglass.status_id',
    ocsf: 'status_id',
    description: 'OCSF status number; its meaning depends on the class',
  },
  {
    column: 'status',
    label: 'Status',
    type: 'text',
    ecs: 'status',
    ocsf: 'status',
    aliases: ['keyglass.status'],
    facet: true,
    description: 'New, Success, Failure …',
  },
  {
    column: 'operation',
    label: 'Operation',
    type: 'text',
    ecs: 'event.action',
    ocsf: 'metadata.event_code',
    facet: true,
    description: 'The vendor’s own name for what happened',
  },
  {
    column: 'message',
    label: 'Message',
    type: 'text',
    ecs: 'message',
    ocsf: 'message',
    description: 'One line about the event',
  },
  {
    column: 'actor',
    label: 'Actor',
    type: 'text',
    ecs: 'keyglass.actor',
    facet: true,
    description: 'Who or what did it',
  },
  {
    column: 'user_name',
    label: 'User',
    phrase: 'user name',
    type: 'text',
    ecs: 'user.name',
    aliases: ['user'],
    facet: true,
    description: 'The user concerned',
  },
  {
    column: 'user_email',
    label: 'User e-mail',
    type: 'text',
    ecs: 'user.email',
    aliases: ['email'],
    facet: true,
    description: 'The user’s mail address',
  },
  {
    column: 'user_uid',
    label: 'User id',
    type: 'text',
    ecs: 'user.id',
    description: 'The vendor’s id of the user',
  },
  {
    column: 'src_ip',
    label: 'Source IP',
    type: 'address',
    ecs: 'source.ip',
    ocsf: 'src_endpoint.ip',
    aliases: ['ip'],
    facet: true,
    description: 'Address it came from; takes 10.0.0.0/8',
  },
  {
    column: 'device_name',
    label: 'Device',
    type: 'text',
    ecs: 'host.name',
    ocsf: 'device.name',
    aliases: ['host', 'device'],
    facet: true,
    description: 'Device concerned',
  },
  {
    column: 'resource',
    label: 'Resource',
    type: 'text',
    ecs: 'keyglass.resource',
    aliases: ['resource.name'],
    facet: true,
    description: 'What it was done to',
  },
  {
    column: 'secret_type',
    label: 'Secret type',
    type: 'text',
    ecs: 'secret.type',
    ocsf: 'data_security.detection_pattern',
    aliases: ['secret_type'],
    facet: true,
    description: 'The detector’s name for the secret',
  },
  {
    column: 'secret_fingerprint',
    label: 'Secret',
    type: 'text',
    ecs: 'secret.fingerprint',
    aliases: ['fp', 'fingerprint'],
    facet: true,
    description: 'Keyed fingerprint; equal values share one',
  },
  {
    column: 'secret_length',
    label: 'Secret length',
    type: 'number',
    ecs: 'secret.length',
    description: 'Characters of the secret’s value',
  },
  {
    column: 'secret_line',
    label: 'Line',
    type: 'number',
    ecs: 'secret.line',
    aliases: ['log.origin.file.line', 'line_number', 'line'],
    description: 'Line of the scanned text',
  },
  {
    column: 'is_latest',
    label: 'Latest version',
    type: 'text',
    isComputed: true,
    ecs: 'keyglass.latest',
    aliases: ['latest'],
    description: 'true, unless a newer version of the same thing is stored',
  },
  {
    column: 'object_uid',
    label: 'Object',
    type: 'text',
    ecs: 'keyglass.object',
    aliases: ['object'],
    description: 'The thing that the event is a version of, by the vendor’s id',
  },
  {
    column: 'run_id',
    label: 'Run',
    type: 'text',
    ecs: 'keyglass.run_id',
    description: 'The collecting run that stored it',
  },
] as const satisfies readonly Field[];

export type FieldColumn = (typeof fields)[number]['column'];

/** The column's field; throws on a column that is not in the table, which only a bug can cause. */
export function fieldOfColumn(column: string): Field {
  const field = (fields as readonly Field[]).find((candidate) => candidate.column === column);
  if (!field) throw new Error(`No field for column ${column}`);
  return field;
}

/** OCSF severity_id by its word, lowest first. */
export const severities = [
  { id: 0, name: 'Unknown' },
  { id: 1, name: 'Informational' },
  { id: 2, name: 'Low' },
  { id: 3, name: 'Medium' },
  { id: 4, name: 'High' },
  { id: 5, name: 'Critical' },
  { id: 6, name: 'Fatal' },
  { id: 99, name: 'Other' },
] as const;
