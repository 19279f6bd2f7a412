import { firstMigration } from './0001-first.ts';
import { versionsAndEcs } from './0002-versions-and-ecs.ts';
import { secretsAndRetention } from './0003-secrets-and-retention.ts';
import type { Migration } from './migration.ts';

/** In order. A new one is added at the end. */
export const allMigrations: readonly Migration[] = [firstMigration, versionsAndEcs, secretsAndRetention];
