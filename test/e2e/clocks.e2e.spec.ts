import type { CaseDetail, CaseSummary, Notifications, Page, Schedule, Targets } from '@guichet/contracts';
import { ADMIN, Client } from '../support/product.js';
import { ADDRESS, TownHall } from '../support/town-hall.js';

const MINUTE = 60_000;

let hall: TownHall;
let sue: Client;
let teamId: string;

beforeAll(async () => {
  hall = await TownHall.open();
  const { client } = hall.desk;
  teamId = (await client.get<Page<{ id: string }>>('/teams')).items[0]!.id;
  const person = { email: 'sue@town.test', password: ADMIN.password, name: 'Sue', role: 'supervisor' };
  await client.post('/agents', { ...person, teamIds: [teamId] });
  sue = await Client.signIn(hall.product.url, person);
  // Open day and night: the story is the same whenever it is told.
  const schedule = await client.get<Schedule>(`/teams/${teamId}/schedule`);
  const week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  await client.call('PUT', `/teams/${teamId}/schedule`, { ...schedule, week });
  const { version, targets } = await client.get<Targets>('/targets');
  const mails = {
    ...targets.find(({ channels }) => channels.includes('email'))!,
    'first-response': { value: 100, unit: 'minutes' },
    'next-response': { value: 50, unit: 'minutes' },
    resolution: { value: 10, unit: 'hours' },
  };
  await client.call('PUT', '/targets', { version, targets: [mails] });
});
afterAll(() => hall?.close());

const detail = (id: string) => hall.desk.client.get<CaseDetail>(`/cases/${id}`);
const clock = async (id: string, name: string) => (await detail(id)).clocks.find((one) => one.clock === name);
const levels = async (id: string) =>
  (await hall.desk.facts(id)).flatMap((fact) => (fact.type === 'clock' ? [`${fact.clock} ${fact.level}`] : []));
const heard = async (client: Client) =>
  (await client.get<Notifications>('/notifications')).items.flatMap(({ about, case: item }) =>
    about.type === 'clock' ? [`${item!.subject}: ${about.clock} ${about.level}`] : [],
  );
/** Once the timers of this moment have gone off. */
const later = async (minutes: number, until: () => Promise<boolean>) => {
  await hall.product.advance(minutes * MINUTE);
  await hall.desk.until(async () => (await until()) || undefined);
};

it('runs from a question to its answer, warns, tells of a breach, and waits while it is the citizen’s turn', async () => {
  const { desk, product } = hall;
  const messageId = await product.mail({
    ...{ from: 'Zoé <zoe@citizen.test>', to: ADDRESS },
    ...{ subject: 'Cantine', text: 'Où inscrire ma fille à la cantine ?' },
  });
  const { id } = await hall.caseOf('cantine');
  await product.settled();

  const asked = await detail(id);
  expect(asked.dueFor).toBe('first-response');
  expect(Date.parse(asked.dueAt!) - Date.parse(asked.openedAt)).toBe(100 * MINUTE);
  const { items } = await desk.client.get<Page<CaseSummary>>('/cases?sort=due');
  expect(items[0]).toMatchObject({ id, dueAt: asked.dueAt });

  // A warning to all of the team, as nobody has it.
  await later(81, async () => (await levels(id)).length > 0);
  expect(await levels(id)).toEqual(['first-response 80']);
  expect(await heard(sue)).toEqual(['Cantine: first-response 80']);

  // Missed: the supervisor hears of it.
  await later(20, async () => (await levels(id)).length > 1);
  expect(await heard(sue)).toEqual(['Cantine: first-response 100', 'Cantine: first-response 80']);
  expect((await desk.client.get<Page<CaseSummary>>('/cases?due=late')).items.map((item) => item.id)).toEqual([id]);

  // An answer ends it; what is promised now waits for the citizen.
  await desk.answer(id, { text: 'En mairie, au bureau 3.' });
  await product.settled();
  expect(await clock(id, 'first-response')).toMatchObject({ state: 'done', rang: 100 });
  expect(await clock(id, 'resolution')).toMatchObject({ state: 'paused', dueAt: null });
  expect((await detail(id)).dueAt).toBeNull();
  await product.delivered();
  const before = (await clock(id, 'resolution'))!.elapsedSeconds;
  await product.advance(24 * 60 * MINUTE);

  // The citizen writes again: the next answer is promised, and the rest of the time goes on.
  await product.mail({
    ...{ from: 'Zoé <zoe@citizen.test>', to: ADDRESS, inReplyTo: messageId, references: messageId },
    ...{ subject: 'Re: Cantine', text: 'À quelle heure le bureau ouvre-t-il ?' },
  });
  await hall.caseOf('ouvre');
  await product.settled();
  expect((await detail(id)).dueFor).toBe('next-response');
  const { items: explained } = await desk.client.get<{
    items: { clock: string; state: string; elapsedSeconds: number; lines: { what: string }[] }[];
  }>(`/cases/${id}/clocks`);
  const resolution = explained.find((one) => one.clock === 'resolution')!;
  expect(resolution.state).toBe('running');
  expect(resolution.elapsedSeconds - before).toBeLessThan(120);
  expect(resolution.lines.map(({ what }) => what)).toContain('waiting');
});
