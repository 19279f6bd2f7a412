import { firstMigration } from './0001-first.ts';
import type { Migration } from './migration.ts';

/** In order. A new one is added at the end. */
export const allMigrations: readonly Migration[] = [firstMigration];
