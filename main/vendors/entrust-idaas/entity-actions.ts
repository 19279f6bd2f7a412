import { byWord, wordKey } from '../read-value.ts';

/** What an `entityAction` is to OCSF's Entity Management (`activity_id`) and to ECS (`event.type`). */
export interface EntityAction {
  readonly activityId: number;
  readonly ecsType: 'creation' | 'access' | 'change' | 'deletion' | 'info';
}

const create: EntityAction = { activityId: 1, ecsType: 'creation' };
const read: EntityAction = { activityId: 2, ecsType: 'access' };
const update: EntityAction = { activityId: 3, ecsType: 'change' };
const remove: EntityAction = { activityId: 4, ecsType: 'deletion' };

/** Only ADD, EDIT, REMOVE, ASSIGN, RESET and VIEW are documented; the others are what a sibling word would be. */
const actions: Readonly<Record<string, EntityAction>> = {
  add: create,
  create,
  created: create,
  view: read,
  read,
  edit: update,
  update,
  updated: update,
  modify: update,
  assign: update,
  unassign: update,
  reset: update,
  remove,
  removed: remove,
  delete: remove,
  deleted: remove,
  enroll: { activityId: 6, ecsType: 'creation' },
  enrolled: { activityId: 6, ecsType: 'creation' },
  unenroll: { activityId: 7, ecsType: 'deletion' },
  enable: { activityId: 8, ecsType: 'change' },
  enabled: { activityId: 8, ecsType: 'change' },
  disable: { activityId: 9, ecsType: 'change' },
  disabled: { activityId: 9, ecsType: 'change' },
  activate: { activityId: 10, ecsType: 'change' },
  deactivate: { activityId: 11, ecsType: 'change' },
  suspend: { activityId: 12, ecsType: 'change' },
  unsuspend: { activityId: 13, ecsType: 'change' },
  resume: { activityId: 13, ecsType: 'change' },
};

/** No action: unknown (0). A word that is new to us: Other (99), and the word says the rest. */
export function entityActionOf(action: string | null): EntityAction {
  if (wordKey(action) === '') return { activityId: 0, ecsType: 'info' };
  return byWord(actions, action) ?? { activityId: 99, ecsType: 'change' };
}
