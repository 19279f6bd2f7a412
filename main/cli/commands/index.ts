import type { Command } from '../command.ts';
import { backFill } from './back-fill.ts';
import { check } from './check.ts';
import { collect } from './collect.ts';
import { exportCommand } from './export.ts';
import { facets } from './facets.ts';
import { histogram } from './histogram.ts';
import { importCommand } from './import.ts';
import { mapAgain } from './map-again.ts';
import { laterCommands } from './not-available.ts';
import { sampleReport } from './sample-report.ts';
import { search } from './search.ts';
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
  status,
  check,
  vaultStatus,
  vaultRotate,
  ...laterCommands,
  sampleReport,
];
