import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Fields of case types, what cases have in them, and by which words a case is found among those that have the same. */
export class CaseFields1796900000001 implements MigrationInterface {
  name = 'CaseFields1796900000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table case_field (
         id uuid primary key,
         case_type_id uuid not null references case_type,
         key text not null,
         kind text not null,
         label jsonb not null,
         help jsonb not null,
         options jsonb not null,
         required boolean not null,
         position integer not null,
         archived_at timestamptz,
         created_at timestamptz not null,
         constraint case_field_key unique (case_type_id, key),
         constraint case_field_kind unique (id, kind),
         constraint case_field_key_check check (key ~ '^[a-z][a-z0-9_]{0,39}$' and key <> 'constructor'),
         constraint case_field_kind_check check (kind in ('text', 'long-text', 'number', 'date', 'yes-no', 'choice', 'choices'))
       )`,
    );
    await runner.query(
      `create table case_field_value (
         case_id uuid not null references cases,
         field_id uuid not null,
         kind text not null,
         value jsonb not null,
         primary key (case_id, field_id),
         foreign key (field_id, kind) references case_field (id, kind),
         constraint case_field_value_check check (jsonb_typeof(value) =
           case kind when 'number' then 'number' when 'yes-no' then 'boolean' when 'choices' then 'array' else 'string' end)
       )`,
    );
    await runner.query(`create index case_field_value_field on case_field_value (field_id)`);
    await runner.query(`alter table cases add field_terms text[] not null default '{}'`);
    await runner.query(`create index cases_field_terms on cases using gin (field_terms) where field_terms <> '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table cases drop field_terms`);
    await runner.query(`drop table case_field_value, case_field`);
  }
}
