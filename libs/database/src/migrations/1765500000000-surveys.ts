import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How it went, as citizens say. */
export class Surveys1765500000000 implements MigrationInterface {
  name = 'Surveys1765500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table survey (
        id uuid primary key, case_id uuid not null references cases, team_id uuid not null references team,
        kind_id uuid references kind, channel text not null, entry_id uuid not null references timeline_entry,
        language text not null, sent_at timestamptz not null, answered_at timestamptz);
      create unique index survey_case on survey (case_id);
      create index survey_sent on survey (sent_at);

      create table survey_answer (
        id uuid primary key, day date not null, at timestamptz not null, team_id uuid not null references team,
        kind_id uuid references kind, channel text not null, language text not null,
        score integer not null check (score between 1 and 3), clarity integer check (clarity between 1 and 5),
        text text not null default '');
      create index survey_answer_day on survey_answer (day, team_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('This migration has nothing to go back to: restore a backup.');
  }
}
