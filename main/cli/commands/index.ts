import type { Command } from '../command.ts';
import { audit } from './audit.ts';
import { backFill } from './back-fill.ts';
import { backupCreate } from './backup-create.ts';
import { backupList } from './backup-list.ts';
import { backupRestore } from './backup-restore.ts';
import { check } from './check.ts';
import { collect } from './collect.ts';
import { exportCommand } from './export.ts';
import { facets } from './facets.ts';
import { histogram } from './histogram.ts';
import { importCommand } from './import.ts';
import { mapAgain } from './map-again.ts';
import { laterCommands } from './not-available.ts';
import { rejectedExport } from './rejected-export.ts';
import { rejectedList } from './rejected-list.ts';
import { rejectedShow } from './rejected-show.ts';
import { retention } from './retention.ts';
import { sampleReport } from './sample-report.ts';
import { search } from './search.ts';
import { secretCheck } from './secret-check.ts';
import { secretList } from './secret-list.ts';
import { secretMark } from './secret-mark.ts';
import { secretShow } from './secret-show.ts';
import { sourceAdd } from './source-add.ts';
import { sourceList } from './source-list.ts';
import { sourceRemove } from './source-remove.ts';
import { sourceTest } from './source-test.ts';
import { status } from './status.ts';
import { vaultRotate } from './vault-rotate.ts';
import { vaultStatus } from './vault-status.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  sourceAdd,
  sourceList,
  sourceTest,
  sourceRemove,
  collect,
  backFill,
  importCommand,
  mapAgain,
  search,
  facets,
  histogram,
  exportCommand,
  secretList,
  secretShow,
  secretMark,
  secretCheck,
  rejectedList,
  rejectedShow,
  rejectedExport,
  audit,
  status,
  check,
  backupCreate,
  backupList,
  backupRestore,
  retention,
  vaultStatus,
  vaultRotate,
  ...laterCommands,
  sampleReport,
];
