import type { Board } from '@guichet/contracts';
import { City } from '../support/city/city.js';
import { answerCases } from '../support/city/agents-answer-cases.js';
import { dayOf, dice, services } from '../support/city/city-plan.js';
import { recount, figuresOf } from '../support/city/recount-board-figures.js';

/** What a city of 75,000 people is asked in a day, by 800 of them, and one hour at eight times the mean. */
const CONTACTS = Number(process.env['CITY_CONTACTS'] ?? 1900);
const CITIZENS = 800;
const BUSY_HOUR = 2;
const MINUTES = 10;
const STEPS = (11 * 60) / MINUTES;
/** Cases that an agent answers in an hour, when there are so many: 15 agents answer 1,900 contacts in their day. */
const PACE = 14;
const MOMENTS = 20;
const DOORS = 8;

let city: City;
const boards: { step: number; shown: unknown; counted: unknown }[] = [];
let given: { agentId: string; team: string; n: number }[];

const database = () => city.product.sql;
const read = <Row>(sql: string) => database().query<Row>(sql);

/** What the board tells and what a recount finds of one moment: nothing has happened between the first look and the last. */
async function standing(): Promise<{ shown: unknown; counted: unknown }> {
  const happened = async () => (await read<{ n: number }>('select count(*)::int as n from event'))[0]!.n;
  for (;;) {
    const before = await happened();
    const board = await city.supervisor.get<Board>('/board');
    const counted = await recount(database(), board);
    if ((await happened()) === before) return { shown: figuresOf(board), counted };
    await city.calm();
  }
}

/** The whole day, ten minutes at a time: people write, what they write finds somebody, clocks ring, agents answer. */
beforeAll(async () => {
  city = await City.open();
  const contacts = dayOf({ total: CONTACTS, busyHour: BUSY_HOUR, citizens: CITIZENS, seed: 7 });
  const roll = dice(11);
  const moments = new Set<number>();
  while (moments.size < MOMENTS) moments.add(Math.floor(roll() * STEPS));
  let came = 0;
  for (let step = 0; step < STEPS; step += 1) {
    // So many at a time, as lines and doors have: a mail server takes no more from one address.
    while (came < contacts.length && contacts[came]!.at < (step + 1) * MINUTES) {
      const coming = contacts.slice(came, came + DOORS).filter(({ at }) => at < (step + 1) * MINUTES);
      await Promise.all(coming.map((contact, n) => city.take(contact, came + n)));
      came += coming.length;
    }
    await city.calm();
    if (moments.has(step)) boards.push({ step, ...(await standing()) });
    const most = Math.floor(((step + 1) * MINUTES * PACE) / 60) - Math.floor((step * MINUTES * PACE) / 60);
    await Promise.all(city.workers.map((worker) => answerCases(worker, most, step)));
    await city.pass(MINUTES);
  }
  await city.calm();
  given = await read(
    `select e.data ->> 'toId' as "agentId", t.name as team, count(*)::int as n
     from timeline_entry e join team_member m on m.agent_id = (e.data ->> 'toId')::uuid join team t on t.id = m.team_id
     where e.kind = 'activity' and e.data ->> 'type' = 'assigned' and e.data -> 'because' ->> 'by' = 'load' group by 1, 2`,
  );
}, 900_000);
afterAll(() => city?.close());

describe('a day of a city', () => {
  it('loses nothing: every contact is in a case, in the service that it is for', async () => {
    const [row] = await read<{ contacts: number; strayed: number; held: number }>(
      `select (select count(*)::int from timeline_entry where kind = 'message' and direction = 'in') as contacts,
         (select count(*)::int from cases c join case_type k on k.id = c.case_type_id join team t on t.id = c.team_id
          where (k.name, t.name) not in (${services.map(({ caseType, team }) => `('${caseType}', '${team}')`).join(', ')})) as strayed,
         (select count(*)::int from envelope where state <> 'processed') as held`,
    );
    expect(row).toEqual({ contacts: CONTACTS, strayed: 0, held: 0 });
  });

  it('ends with no case that nobody has', async () => {
    expect(await read(`select reference, status from cases where assignee_id is null and status <> 'closed'`)).toEqual(
      [],
    );
  });

  it('is shared fairly within each service, and nobody was given more than they carry', async () => {
    const spread = services.map(({ team, agents }) => {
      const own = given.filter((row) => row.team === team).map(({ n }) => n);
      const mean = own.reduce((sum, n) => sum + n, 0) / agents;
      return { team, own, spread: (Math.max(...own) - Math.min(...own)) / mean };
    });
    console.log(
      spread.map(({ team, own, spread: of }) => `${team}: ${own.join('/')} (${(100 * of).toFixed(0)} %)`).join('; '),
    );
    for (const { own, spread: of } of spread) {
      expect(own.length).toBeGreaterThan(1);
      expect(of).toBeLessThan(0.2);
    }
    expect(
      await read(
        `select 1 from timeline_entry where kind = 'activity' and data ->> 'type' = 'assigned'
           and (data -> 'because' ->> 'load')::float > (data -> 'because' ->> 'capacity')::float`,
      ),
    ).toEqual([]);
  });

  it('has told of every target that was missed, in its case and to whoever watches', async () => {
    const [row] = await read<{ missed: number; shown: number; escalated: number }>(
      `select count(*)::int as missed,
         count(*) filter (where exists (select 1 from timeline_entry e where e.case_id = k.case_id and e.kind = 'activity'
           and e.data ->> 'type' = 'sla-threshold' and e.data ->> 'timer' = k.kind and (e.data ->> 'threshold')::int >= 100))::int as shown,
         count(*) filter (where exists (select 1 from notification n join agent a on a.id = n.agent_id
           where n.case_id = k.case_id and exists (select 1 from role_grant g where g.agent_id = a.id and g.reach = 'all-teams')
             and n.about ->> 'type' = 'sla-threshold' and n.about ->> 'timer' = k.kind
             and (n.about ->> 'threshold')::int >= 100))::int as escalated
       from sla_timer k where breached_at is not null`,
    );
    expect(row!.missed).toBeGreaterThan(0);
    console.log(`${row!.missed} targets missed`);
    expect(row).toEqual({ missed: row!.missed, shown: row!.missed, escalated: row!.missed });
  });

  it('was told by the live board as it was, at twenty moments', () => {
    expect(boards).toHaveLength(MOMENTS);
    for (const { step, shown, counted } of boards)
      expect({ step, ...(shown as object) }).toEqual({ step, ...(counted as object) });
  });
});
