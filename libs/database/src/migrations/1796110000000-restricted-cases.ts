import type { MigrationInterface, QueryRunner } from 'typeorm';

/** SQL: the function that counts cases by queue; `counted` is the condition that a row, by its alias, is counted. */
const countCases = (
  counted: (row: string) => string,
): string => `create or replace function count_cases() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' then
      insert into case_count (team_id, assignee_id, status, delta)
      select team_id, assignee_id, status, count(*) from added where ${counted('added')} group by 1, 2, 3;
    else
      insert into case_count (team_id, assignee_id, status, delta)
      select team_id, assignee_id, status, sum(n) from (
        select a.team_id, a.assignee_id, a.status, 1 as n from added a join removed r using (id)
          where ${counted('a')} and ((a.team_id, a.status) <> (r.team_id, r.status) or a.assignee_id is distinct from r.assignee_id
            or not ${counted('r')})
        union all
        select r.team_id, r.assignee_id, r.status, -1 from removed r join added a using (id)
          where ${counted('r')} and ((a.team_id, a.status) <> (r.team_id, r.status) or a.assignee_id is distinct from r.assignee_id
            or not ${counted('a')})
      ) moved group by 1, 2, 3 having sum(n) <> 0;
    end if;
    return null;
  end
  $$`;

/** Who gets which permission: of the roles that ship, behind the other permissions of cases. */
const GIVEN = {
  supervisor: '{case.restrict,case.break-glass}',
  administrator: '{case.restrict,case.break-glass}',
  dpo: '{case.break-glass}',
};

/**
 * A case may be restricted to named agents. The shared counts leave it out, as they are shown to others. Who has broken the glass
 * for one is kept for good.
 */
export class RestrictedCases1796110000000 implements MigrationInterface {
  name = 'RestrictedCases1796110000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table cases add column restricted_to uuid[]`);
    await runner.query(`create index cases_restricted on cases (team_id) where restricted_to is not null`);
    await runner.query(`create table case_restriction (
      case_id uuid primary key references cases, reason text not null check (reason in ('violence', 'elected-official', 'staff', 'other')),
      detail text not null default '', by_name text not null, at timestamptz not null
    )`);
    await runner.query(`create table break_glass (
      id uuid primary key, case_id uuid not null references cases, agent_id uuid not null references agent, agent_name text not null,
      reason text not null, at timestamptz not null, until timestamptz not null, ended_at timestamptz
    )`);
    await runner.query(`create index break_glass_agent on break_glass (agent_id, until)`);
    await runner.query(`create index break_glass_case on break_glass (case_id, until)`);
    await runner.query(countCases((row) => `${row}.restricted_to is null`));
    for (const [key, given] of Object.entries(GIVEN))
      await runner.query(
        `update role set permissions = array(select p from unnest(permissions) p where p like 'case.%') || $2::text[]
           || array(select p from unnest(permissions) p where p not like 'case.%') where key = $1`,
        [key, given],
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `update role set permissions = array_remove(array_remove(permissions, 'case.restrict'), 'case.break-glass')`,
    );
    await runner.query(countCases(() => 'true'));
    await runner.query(
      `insert into case_count (team_id, assignee_id, status, delta)
       select team_id, assignee_id, status, count(*) from cases where restricted_to is not null group by 1, 2, 3`,
    );
    await runner.query(`drop table break_glass, case_restriction`);
    await runner.query(`alter table cases drop column restricted_to`);
  }
}
