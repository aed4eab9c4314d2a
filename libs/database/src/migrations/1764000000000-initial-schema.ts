import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accessSchema } from './initial-schema/access.js';
import { casesSchema } from './initial-schema/cases.js';
import { channelsSchema } from './initial-schema/channels.js';
import { citizensSchema } from './initial-schema/citizens.js';
import { eventLogSchema } from './initial-schema/event-log.js';
import { messagesSchema } from './initial-schema/messages.js';
import { metricsSchema } from './initial-schema/metrics.js';
import { templatesSchema } from './initial-schema/templates.js';
import { workSchema } from './initial-schema/work.js';

/** In this order, as each part refers to those before it. */
const parts = [
  accessSchema,
  channelsSchema,
  citizensSchema,
  casesSchema,
  templatesSchema,
  messagesSchema,
  workSchema,
  metricsSchema,
  eventLogSchema,
];

/**
 * The tables of the first release. Columns are those of the entities (`drift.db.spec.ts` compares them); foreign keys, checks,
 * partial indexes and triggers are written here alone.
 */
export class InitialSchema1764000000000 implements MigrationInterface {
  name = 'InitialSchema1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of parts) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('The first migration has nothing to go back to: restore a backup.');
  }
}
