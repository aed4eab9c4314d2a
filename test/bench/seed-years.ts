import { Database, migrate } from '@guichet/database';
import { rebuildMetrics } from '../../libs/metrics/src/index.js';
import { Client } from 'pg';
import { say } from './statistics-and-results.js';
import { staff } from './seed-town.js';

/** The number of case types of each team. Some cases have no type. */
const KINDS = 5;
/** The share of each channel, in per cent. */
const CHANNELS = { email: 38, phone: 24, counter: 12, whatsapp: 8, chat: 8, sms: 5, post: 5 };

/**
 * Fills a database with two years of a town, for its metrics: cases of ten entries each, by seven channels and with the case
 * types of their teams, replied to, closed and reopened, with SLA timers and replies from templates. Those of the last weeks
 * are open. There is no text to search for.
 */
export async function seedYears(url: string, cases: number): Promise<void> {
  await migrate(url);
  await staff(url);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // Triggers are off, because they would check a million times what the statements below ensure.
    await client.query(
      `set session_replication_role = replica; set maintenance_work_mem = '512MB'; set work_mem = '256MB'; set synchronous_commit = off`,
    );
    await client.query(`select setseed(0.42)`);
    await plan(client, cases);
    for (const statement of FILL) await client.query(statement);
    await client.query(`select setval('case_number', $1)`, [cases]);
    await client.query(`drop table plan`);
    await client.query(`vacuum (analyze)`);
  } finally {
    await client.end();
  }
  const database = await Database.connect(url, { poolSize: 2 });
  try {
    const begun = Date.now();
    await rebuildMetrics(database);
    await database.query(`vacuum (analyze) metric_point`);
    await database.query(`vacuum (analyze) metric_rollup`);
    say(`counted ${cases} cases in ${Math.round((Date.now() - begun) / 1000)} s`);
  } finally {
    await database.close();
  }
}

/** Creates one row per case to come, in the order of opening: mostly on weekdays and in the morning. */
async function plan(client: Client, cases: number): Promise<void> {
  await client.query(
    `insert into channel_account (id, kind, name, team_id, config, addresses)
     select uuidv7(), kind, 'Seeded ' || kind, (select id from team order by id limit 1), '{}', '{}' from unnest($1::text[]) kind`,
    [Object.keys(CHANNELS)],
  );
  await client.query(
    `insert into case_type (id, name) select uuidv7(), t.name || ', matière ' || n from team t, generate_series(1, $1::int) n`,
    [KINDS],
  );
  await client.query(
    `create unlogged table plan as
     with channel as (
       select id, kind, sum(weight) over (order by weight desc, kind) - weight as low, sum(weight) over (order by weight desc, kind) as high
       from channel_account join jsonb_each_text($2::jsonb) w(called, share) on called = kind cross join lateral (select share::int as weight) x),
     member as (select team_id, array_agg(agent_id order by agent_id) as agents from team_member group by 1),
     matter as (select t.id as team_id, array_agg(k.id order by k.id) as case_types from team t join case_type k on k.name like t.name || ', %' group by 1),
     dice as (
       select random() as day, random() as hour, random() as minute, random() as team, random() as kind, random() * 100 as channel, random() as agent,
         random() as length, random() as speed, random() as fate, random() as back, random() as weekend, random() as switch
       from generate_series(1, $1::int)),
     moment as (
       select dice.*, at - case when extract(isodow from at) > 5 and weekend < 0.85 then interval '2 days' else interval '0' end as opened_at
       from dice, lateral (
         select date_trunc('day', now()) - floor(day * 730) * interval '1 day'
           + (7 + floor((hour + hour * hour) / 2 * 11)) * interval '1 hour' + minute * interval '1 hour' as at) x),
     ordered as (select *, row_number() over (order by opened_at) as n from moment where opened_at < now())
     select o.n, uuidv7(o.opened_at - now()) as case_id, o.opened_at, t.id as team_id, case when o.kind > 0.15 then m.case_types[1 + floor((o.kind - 0.15) / 0.85 * ${KINDS})::int] end as case_type_id,
       c.id as channel_account_id, c.kind as channel, b.agents[1 + floor(o.agent * cardinality(b.agents))::int] as agent_id, o.switch < 0.1 as switches,
       1 + floor(o.length * o.length * 9)::int as rounds, 0.2 + o.speed * o.speed * 60 as hours, o.fate, o.fate < 0.9 as ends, o.back < 0.08 as returns,
       (o.n * 7919 % greatest($1::int / 2, 1))::int as person
     from ordered o join (select id, row_number() over (order by id) - 1 as k, count(*) over () as total from team) t on t.k = floor(o.team * o.team * t.total)
       join matter m on m.team_id = t.id join member b on b.team_id = t.id join channel c on o.channel >= c.low and o.channel < c.high`,
    [cases, JSON.stringify(CHANNELS)],
  );
}

const MESSAGE = `jsonb_build_object('from', null, 'to', '[]'::jsonb, 'cc', '[]'::jsonb, 'subject', null, 'segments',
  jsonb_build_array(jsonb_build_object('kind', 'visible', 'text', 'Bonjour, je vous écris au sujet de mon dossier.')), 'html', null, 'remoteImages', '[]'::jsonb,
  'attachments', '[]'::jsonb, 'claimedAt', null, 'flags', '[]'::jsonb, 'hiddenParts', 0, 'hasOriginal', false)`;
const STATUS = (from: string, to: string) =>
  `jsonb_build_object('type', 'status', 'from', ${from}::text, 'to', ${to}::text, 'snoozeUntil', null)`;

/** Creates the citizens, most of whom have two cases. */
const CITIZEN = `overlay(overlay(md5('citizen ' || p.person) placing '7' from 13) placing '8' from 17)::uuid`;

/** Creates the entries: in each round, the citizen writes and an agent replies some hours later. Then the case is closed, and may be reopened once. */
const FILL = [
  `insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_id, actor_name, channel_account_id, channel_kind, direction, data)
   select uuidv7(e.at - now()), p.case_id, row_number() over (partition by p.case_id order by e.at, e.rank), e.kind, e.at, e.actor_kind,
     case when e.actor_kind = 'agent' then p.agent_id end, e.actor_kind, e.channel_account_id, e.channel, e.direction, e.data
   from plan p cross join lateral (
     select opened_at + (r - 1) * (hours + 20) * interval '1 hour' as asked, opened_at + ((r - 1) * (hours + 20) + hours) * interval '1 hour' as answered, r
     from generate_series(1, p.rounds) r) t
   cross join lateral (
     select 1 as rank, 'message' as kind, asked as at, 'citizen' as actor_kind, 'in' as direction, ${MESSAGE} as data,
       case when switches and r > 1 then (select id from channel_account where kind = 'email') else channel_account_id end as channel_account_id,
       case when switches and r > 1 then 'email' else channel end as channel
     union all select 2, 'message', answered, 'agent', 'out', ${MESSAGE}, channel_account_id, channel
     union all select 3, 'activity', asked + interval '1 minute', 'agent', null, '{"type":"assigned","from":null,"to":"A","toId":null}'::jsonb, null, null where r = 1
     union all select 3, 'activity', asked + interval '1 minute', 'agent', null, '{"type":"case-type","from":null,"to":"A"}'::jsonb, null, null where r = 1
     union all select 4, 'activity', answered + interval '1 hour', 'agent', null, ${STATUS(`'waiting'`, `'closed'`)}, null, null where r = rounds and ends
     union all select 5, 'activity', answered + interval '30 hours', 'system', null, ${STATUS(`'closed'`, `'open'`)}, null, null where r = rounds and ends and returns
     union all select 6, 'message', answered + interval '30 hours', 'citizen', 'in', ${MESSAGE}, channel_account_id, channel where r = rounds and ends and returns
     union all select 7, 'activity', answered + interval '50 hours', 'agent', null, ${STATUS(`'open'`, `'closed'`)}, null, null where r = rounds and ends and returns
   ) e where e.at < now()`,
  `insert into delivery (entry_id, case_id, channel_account_id, state, attempts, due_at, changed_at, sent_at)
   select id, case_id, channel_account_id, 'sent', 1, at, at, at from timeline_entry where kind = 'message' and direction = 'out'`,
  `insert into template_use (entry_id, case_id, team_id, agent_id, template_id, version_id, language, channel_kind, level, verbatim, edits, facts, at)
   select e.id, e.case_id, p.team_id, e.actor_id, e.id, e.id, 'fr', e.channel_kind, 'full', true, '[]', '[]', e.at
   from timeline_entry e join plan p on p.case_id = e.case_id where e.direction = 'out' and p.n % 3 = 0`,
  `insert into citizen (id, name, created_at, root_id)
   select id, 'Citizen ' || person || case when person % 50 = 0 then ', married' else '' end, min(opened_at), id
   from (select person, opened_at, ${CITIZEN} as id from plan p) c group by person, id`,
  `insert into cases (id, reference, subject, status, priority, team_id, assignee_id, citizen_id, citizen_name, channels, channel_account_id, case_type_id, tags, preview, last_kind, last_direction,
     last_entry_at, last_position, last_inbound_position, due_at, due_for, delivery_problem, opened_at, closed_at)
   select p.case_id, 'GCH-2025-' || lpad(p.n::text, greatest(6, length(p.n::text)), '0'), 'Demande ' || p.n, s.status,
     (array['low', 'normal', 'normal', 'normal', 'high', 'urgent'])[1 + p.n % 6], p.team_id, case when p.n % 7 > 0 then p.agent_id end, ${CITIZEN}, 'Citizen ' || p.person,
     case when p.switches and p.channel <> 'email' and p.rounds > 1 then array[p.channel, 'email'] else array[p.channel] end, p.channel_account_id, p.case_type_id,
     '{}', 'Bonjour, je vous écris', 'message', l.direction, l.at, l.position, l.position_in,
     case s.status when 'open' then l.at + (p.n % 97 - 9) * interval '2 hours' end, case s.status when 'open' then 'next-response' end,
     case when s.status <> 'closed' and p.n % 211 = 0 then 'failed' end, p.opened_at, case s.status when 'closed' then l.closed_at end
   from plan p join (
     select case_id, max(position) as position, max(at) filter (where kind = 'message') as at, max(position) filter (where direction = 'in') as position_in,
       (array_agg(direction order by position desc) filter (where kind = 'message'))[1] as direction,
       max(at) filter (where data ->> 'to' = 'closed') as closed_at, count(*) filter (where data ->> 'to' = 'closed') - count(*) filter (where data ->> 'from' = 'closed') as closings
     from timeline_entry group by 1) l on l.case_id = p.case_id
   cross join lateral (select case when l.closings > 0 then 'closed' when l.direction = 'in' then 'open' else 'waiting' end as status) s`,
  `insert into case_count (team_id, assignee_id, status, delta) select team_id, assignee_id, status, count(*) from cases group by 1, 2, 3`,
  `insert into sla_timer (id, case_id, kind, start_position, state, target, target_name, team_id, started_at, due_at, elapsed_seconds, total_seconds, as_of, ended_at, breached_at)
   select uuidv7(), p.case_id, 'first-response', 1, case when answered < now() then 'done' else 'running' end, '{"value":8,"unit":"hours"}', 'Seeded', p.team_id,
     p.opened_at, case when answered >= now() then p.opened_at + interval '40 hours' end, least(hours, 60) * 1100, 28800, now(), case when answered < now() then answered end,
     case when hours > 45 and p.opened_at + interval '45 hours' < now() then p.opened_at + interval '45 hours' end
   from plan p cross join lateral (select p.opened_at + p.hours * interval '1 hour' as answered) a`,
  `insert into sla_timer (id, case_id, kind, start_position, state, target, target_name, team_id, started_at, elapsed_seconds, total_seconds, as_of, ended_at, breached_at)
   select uuidv7(), c.id, 'resolution', 1, 'done', '{"value":10,"unit":"days"}', 'Seeded', c.team_id, c.opened_at, extract(epoch from c.closed_at - c.opened_at) / 4,
     288000, c.closed_at, c.closed_at, case when c.closed_at - c.opened_at > interval '14 days' then c.opened_at + interval '14 days' end
   from cases c where c.closed_at is not null`,
  `insert into survey_response (id, day, at, team_id, case_type_id, channel, language, score)
   select uuidv7(), (closed_at + interval '1 day')::date, closed_at + interval '1 day', team_id, case_type_id, channels[1], 'fr', 1 + (hashtext(id::text) & 3) % 3
   from cases where closed_at < now() - interval '1 day' and hashtext(reference) % 12 = 0`,
  `insert into survey (id, case_id, team_id, case_type_id, channel, entry_id, language, sent_at, responded_at)
   select uuidv7(), id, team_id, case_type_id, channels[1], id, 'fr', closed_at + interval '1 day', case when hashtext(reference) % 12 = 0 then closed_at + interval '2 days' end
   from cases where closed_at < now() - interval '2 days'`,
];
