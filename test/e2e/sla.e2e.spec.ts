import type { CaseDetail, CaseSummary, Notifications, Page, BusinessHours, SlaTargets } from '@guichet/contracts';
import { ADMIN, ApiClient } from '../support/running-product.js';
import { ADDRESS, RunningTown } from '../support/running-town.js';

const MINUTE = 60_000;

let hall: RunningTown;
let sue: ApiClient;
let teamId: string;

beforeAll(async () => {
  hall = await RunningTown.open();
  const { client } = hall.desk;
  teamId = (await client.get<Page<{ id: string }>>('/teams')).items[0]!.id;
  const person = { email: 'sue@town.test', password: ADMIN.password, name: 'Sue', role: 'supervisor' };
  await client.post('/agents', { ...person, teamIds: [teamId] });
  sue = await ApiClient.signIn(hall.product.url, person);
  // Open day and night: the test is the same at any time of day.
  const hours = await client.get<BusinessHours>(`/teams/${teamId}/business-hours`);
  const week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  await client.call('PUT', `/teams/${teamId}/business-hours`, { body: { ...hours, week } });
  const { version, targets } = await client.get<SlaTargets>('/sla/targets');
  const mails = {
    ...targets.find(({ channels }) => channels.includes('email'))!,
    'first-response': { value: 100, unit: 'minutes' },
    'next-response': { value: 50, unit: 'minutes' },
    resolution: { value: 10, unit: 'hours' },
  };
  await client.call('PUT', '/sla/targets', { body: { version, targets: [mails] } });
});
afterAll(() => hall?.close());

const detail = (id: string) => hall.desk.client.get<CaseDetail>(`/cases/${id}`);
const timer = async (id: string, name: string) => (await detail(id)).slaTimers.find((one) => one.kind === name);
const thresholds = async (id: string) =>
  (await hall.desk.activities(id)).flatMap((activity) =>
    activity.type === 'sla-threshold' ? [`${activity.timer} ${activity.threshold}`] : [],
  );
const notified = async (client: ApiClient) =>
  (await client.get<Notifications>('/notifications')).items.flatMap(({ about, case: item }) =>
    about.type === 'sla-threshold' ? [`${item!.subject}: ${about.timer} ${about.threshold}`] : [],
  );
/** Moves the clock, and waits until the timers of that time have fired. */
const afterMinutes = async (minutes: number, until: () => Promise<boolean>) => {
  await hall.product.advance(minutes * MINUTE);
  await hall.desk.until(async () => (await until()) || undefined);
};

it('an SLA timer runs until the reply, warns, escalates a breach, and pauses while we wait for the citizen', async () => {
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

  // The whole team is warned, as the case has no assignee.
  await afterMinutes(81, async () => (await thresholds(id)).length > 0);
  expect(await thresholds(id)).toEqual(['first-response 80']);
  expect(await notified(sue)).toEqual(['Cantine: first-response 80']);

  // The target is missed: the supervisor is notified.
  await afterMinutes(20, async () => (await thresholds(id)).length > 1);
  expect(await notified(sue)).toEqual(['Cantine: first-response 100', 'Cantine: first-response 80']);
  expect((await desk.client.get<Page<CaseSummary>>('/cases?due=late')).items.map((item) => item.id)).toEqual([id]);

  // A reply ends the response timer; the resolution timer pauses, as we wait for the citizen.
  await desk.answer(id, { text: 'En mairie, au bureau 3.' });
  await product.settled();
  expect(await timer(id, 'first-response')).toMatchObject({ state: 'done', lastThreshold: 100 });
  expect(await timer(id, 'resolution')).toMatchObject({ state: 'paused', dueAt: null });
  expect((await detail(id)).dueAt).toBeNull();
  await product.delivered();
  const before = (await timer(id, 'resolution'))!.elapsedSeconds;
  await product.advance(24 * 60 * MINUTE);

  // The citizen writes again: the timer of the next response starts, and the resolution timer resumes.
  await product.mail({
    ...{ from: 'Zoé <zoe@citizen.test>', to: ADDRESS, inReplyTo: messageId, references: messageId },
    ...{ subject: 'Re: Cantine', text: 'À quelle heure le bureau ouvre-t-il ?' },
  });
  await hall.caseOf('ouvre');
  await product.settled();
  expect((await detail(id)).dueFor).toBe('next-response');
  const { items: explained } = await desk.client.get<{
    items: { kind: string; state: string; elapsedSeconds: number; lines: { kind: string }[] }[];
  }>(`/cases/${id}/sla`);
  const resolution = explained.find((one) => one.kind === 'resolution')!;
  expect(resolution.state).toBe('running');
  expect(resolution.elapsedSeconds - before).toBeLessThan(120);
  expect(resolution.lines.map(({ kind }) => kind)).toContain('waiting');
});
