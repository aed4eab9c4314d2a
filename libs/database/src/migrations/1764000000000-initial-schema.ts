import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accessSchema } from './initial-schema/agents-teams-sessions.js';
import { casesSchema } from './initial-schema/cases.js';
import { channelsSchema } from './initial-schema/channel-accounts-and-envelopes.js';
import { citizensSchema } from './initial-schema/citizens.js';
import { eventLogSchema } from './initial-schema/event-log.js';
import { messagesSchema } from './initial-schema/messages.js';
import { metricsSchema } from './initial-schema/metrics-reports-surveys.js';
import { templatesSchema } from './initial-schema/templates.js';
import { workSchema } from './initial-schema/sla-workforce-notifications.js';

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
 * The tables of the first release. Columns are those of the entities (`schema-drift.db.spec.ts` compares them); foreign keys, checks,
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
