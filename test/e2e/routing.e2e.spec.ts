import type {
  Agent,
  CaseDetail,
  CaseField,
  CaseSummary,
  CaseType,
  Role,
  Reconciliation,
  Team,
  Routing,
  RoutingTrial,
  Workforce,
} from '@guichet/contracts';
import type { Socket } from 'socket.io-client';
import { newId } from '@guichet/platform';
import { Twilio } from '../providers/twilio.js';
import { AgentClient } from '../support/agent-client.js';
import { eventually } from '../support/eventually.js';
import { ADDRESS, RunningTown } from '../support/running-town.js';
import type { ApiClient } from '../support/running-product.js';

const password = 'another horse battery';
const US = '+33757050101';
const HOUR = 3600_000;
const always = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

let town: RunningTown;
let twilio: Twilio;
let root: ApiClient;
let ana: AgentClient;
let bob: AgentClient;
let schools: Team;
let roads: Team;
let kind: CaseType;
let chatId: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  [town, twilio] = await Promise.all([RunningTown.open(), Twilio.start()]);
  root = town.desk.client;
  const credentials = { accountSid: `AC${'4f1d'.repeat(8)}`, authToken: 'the token of an account' };
  const line = twilio.connect({ ...credentials, numbers: [US], webhookUrl: null });
  const sms = await town.desk.connect('sms', { ...credentials, from: US, apiBaseUrl: twilio.url, undoSeconds: 0 });
  line.webhookUrl = sms.webhookUrl;
  chatId = (await town.openChat()).id;
  [schools, roads] = [await root.post('/teams', { name: 'Écoles' }), await root.post('/teams', { name: 'Voirie' })];
  for (const { id } of [schools, roads])
    await root.call('PUT', `/teams/${id}/business-hours`, {
      body: { timeZone: 'Europe/Paris', week: always, territory: null },
    });
  kind = await root.post('/case-types', { name: 'Inscription scolaire' });
  ana = await enter('Ana', [schools.id]);
  bob = await enter('Bob', [schools.id]);
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await town?.close();
  await twilio?.close();
});

async function enter(name: string, teamIds: string[], role: Role = 'agent'): Promise<AgentClient> {
  const email = `${name.toLowerCase()}@town.test`;
  await root.post<Agent>('/agents', { name, email, role, password, teamIds });
  const agent = await AgentClient.signIn(town.product.url, { email, password });
  sockets.push(await agent.live());
  return agent;
}
const idOf = ({ session }: AgentClient) => session.agent.id;
const put = <Answer>(path: string, body: object) => root.call<Answer>('PUT', path, { body });
const rule = (name: string, when: object[], then: object[]) => ({ id: newId(), name, when, then });
const presence = async (name: string) =>
  (await root.get<Workforce>('/presence')).items.find((item) => item.name === name)!;
const isHere = (name: string) => eventually(async () => expect((await presence(name)).state).toBe('available'));
const settled = async () => {
  await town.product.processed();
  await town.product.settled();
};
const activities = (id: string) => town.desk.activities(id);
const item = (id: string) => root.get<CaseSummary>(`/cases/${id}`);
async function mail(subject: string, text: string, more: object = {}): Promise<CaseSummary> {
  await town.product.mail({ from: 'zoe@citizen.test', to: ADDRESS, subject, text, ...more });
  await settled();
  return (await town.desk.cases(`&q=${encodeURIComponent(subject)}`))[0]!;
}

describe('what comes in', () => {
  it('goes where the rules send it, after a trial on earlier messages', async () => {
    const before = await mail('Inscription en CP', 'Bonjour, comment inscrire ma fille à l’école ?');
    const rules = [
      rule('Écoles', [{ on: 'words', is: ['école*', 'inscri*'] }], [{ do: 'team', teamId: schools.id }, { do: 'caseType', caseTypeId: kind.id }]), // prettier-ignore
      rule('Voirie par SMS et chat', [{ on: 'channel', is: ['sms', 'chat'] }, { on: 'words', is: ['trou', 'nid de poule'] }], [{ do: 'team', teamId: roads.id }, { do: 'priority', priority: 'high' }]), // prettier-ignore
      rule('Arabe', [{ on: 'language', is: ['ar'] }, { on: 'caseType', is: [kind.id] }], [{ do: 'agent', agentId: idOf(ana) }]), // prettier-ignore
    ];
    const tried = await root.post<RoutingTrial>('/routing/trial', { rules, latest: 50 });
    expect(tried).toMatchObject({ checked: 1, changed: 1, byRule: [{ matched: 1 }, { matched: 0 }, { matched: 0 }] });
    expect(tried.items[0]).toMatchObject({ caseId: before.id, then: { teamId: schools.id, caseTypeId: kind.id } });
    expect((await item(before.id)).team.id).not.toBe(schools.id);

    expect(await put('/routing', { rules, version: 0 })).toMatchObject({ version: 1 });
    const written = await mail('Inscription de Paul', 'Je voudrais inscrire mon fils à l’école maternelle.');
    expect(written).toMatchObject({
      team: { name: 'Écoles' },
      caseType: { name: 'Inscription scolaire' },
      language: 'fr',
    });
    expect(await activities(written.id)).toEqual([expect.objectContaining({ type: 'routed', rules: ['Écoles'], team: 'Écoles' })]); // prettier-ignore

    await twilio.write({ from: '+33639981201', text: 'Un nid de poule rue des Lilas' });
    const hole = await town.desk.caseWith('Un nid de poule rue des Lilas');
    expect(hole).toMatchObject({ team: { name: 'Voirie' }, priority: 'high', assignee: null });

    const visitor = await town.enter({ id: chatId } as never);
    await visitor.say('Il y a un trou devant la mairie');
    expect(await town.caseOf('devant la mairie')).toMatchObject({ team: { name: 'Voirie' }, priority: 'high' });

    const arabic = await mail('Inscription', 'السلام عليكم، أريد تسجيل ابنتي في المدرسة');
    expect(arabic).toMatchObject({ team: { name: 'Écoles' }, language: 'ar', assignee: { name: 'Ana' } });
    expect((await activities(arabic.id)).at(-1)).toMatchObject({ to: 'Ana', because: { by: 'rule', rule: 'Arabe' } });
  });

  it('is not shown to an agent of another team, not even in a trial', async () => {
    const tried = await ana.post<RoutingTrial>('/routing/trial', { rules: [], latest: 50 });
    expect(tried.items.map(({ subject }) => subject).join()).not.toMatch(/trou|poule/);
    await expect(ana.put('/routing', { rules: [], version: 1 })).rejects.toMatchObject({ status: 403 });
  });
});

describe('a field that is filled in', () => {
  it('sends the case out of sight of whoever did it, who still reads what they did', async () => {
    const written = await mail('Inscription de Zoé', 'Je voudrais inscrire ma fille à l’école.');
    const label = { en: 'District', fr: 'Quartier' };
    const options = [{ label: { en: 'North', fr: 'Nord' } }];
    const field = await root.post<CaseField>(`/case-types/${kind.id}/fields`, { kind: 'choice', label, options });
    const before = await root.get<Routing>('/routing');
    const north = rule('Secteur nord', [{ on: 'field', fieldId: field.id, is: ['nord'] }], [{ do: 'team', teamId: roads.id }]); // prettier-ignore
    const { version } = await put<Routing>('/routing', { ...before, rules: [...before.rules, north] });

    const changes = [{ key: 'quartier', value: 'nord', was: null }];
    const filled = await ana.patch<CaseDetail>(`/cases/${written.id}/fields`, { changes });

    expect(filled).toMatchObject({ team: { name: 'Voirie' }, fields: [{ value: 'nord' }] });
    await expect(ana.get(`/cases/${written.id}`)).rejects.toMatchObject({ status: 404 });
    expect((await activities(written.id)).at(-1)).toMatchObject({ type: 'routed', rules: ['Secteur nord'], team: 'Voirie' }); // prettier-ignore
    await put('/routing', { ...before, version });
  });
});

describe('automatic assignment', () => {
  it('assigns each case to an agent with free capacity, and says why', async () => {
    await Promise.all([isHere('Ana'), isHere('Bob')]);
    await put(`/agents/${idOf(ana)}/profile`, {
      languages: [],
      skills: [{ caseTypeId: kind.id, level: 3 }],
      capacity: 3,
    });
    await put(`/agents/${idOf(bob)}/profile`, {
      languages: [],
      skills: [{ caseTypeId: kind.id, level: 1 }],
      capacity: 3,
    });
    await put(`/teams/${schools.id}/queue`, { assignment: 'automatic' });
    for (let n = 1; n <= 6; n += 1) await mail(`Inscription ${n}`, 'Je voudrais inscrire ma fille à l’école.');
    await settled();
    const [one, other] = [await presence('Ana'), await presence('Bob')];
    // Two were there before, and one of them is Ana's by a rule.
    expect([one.load, other.load]).toEqual([3, 3]);
    expect(one.freeSlots.email).toBe(0);
    const all = await town.desk.cases(`&team=${schools.id}`);
    const given = all.filter(({ assignee }) => assignee);
    expect(given).toHaveLength(6);
    const last = given.find(({ subject }) => subject.startsWith('Inscription de Paul'))!;
    expect((await activities(last.id)).at(-1)).toMatchObject({ type: 'assigned', because: { by: 'load', capacity: 3, skill: { caseType: 'Inscription scolaire' } } }); // prettier-ignore
  });

  it('reassigns the cases of an absent agent, and those that come back later', async () => {
    const [waiting] = await town.desk.cases(`&assignee=${idOf(ana)}`);
    await root.patch(`/cases/${waiting!.id}`, { status: 'waiting' });
    await settled();
    const [mine, theirs] = [await presence('Ana'), await presence('Bob')];
    const { reassigned } = await ana.put<{ reassigned: number }>(`/agents/${idOf(ana)}/absence`, { substituteId: idOf(bob), handOver: 'substitute' }); // prettier-ignore
    expect(reassigned).toBe(mine.open);
    expect(reassigned).toBeGreaterThan(0);
    await eventually(async () => expect((await presence('Ana')).load).toBe(0));
    expect(await presence('Ana')).toMatchObject({ state: 'offline', absence: { substitute: { name: 'Bob' } } });
    expect((await presence('Bob')).load).toBe(theirs.load + reassigned);

    const database = town.product.sql;
    const [{ ref }] = await database.query<{ ref: string }>(`select external_id as ref from message where case_id = $1 limit 1`, [waiting!.id]) as [{ ref: string }]; // prettier-ignore
    await mail('Re: Inscription', 'Voici le justificatif.', { inReplyTo: ref, references: ref });
    await settled();
    expect((await item(waiting!.id)).assignee?.name).toBe('Bob');
    expect((await activities(waiting!.id)).at(-1)).toMatchObject({
      to: 'Bob',
      because: { by: 'substitute', absent: 'Ana' },
    });
  });

  it('overflows once, when nobody took a case in time', async () => {
    await put(`/teams/${schools.id}/queue`, { assignment: 'automatic', overflow: { teamId: roads.id, afterMinutes: 30 } }); // prettier-ignore
    const late = await mail('Inscription tardive', 'Je voudrais inscrire ma fille à l’école.');
    expect(late.assignee).toBeNull();
    await settled();
    await town.product.advance(HOUR);
    await eventually(async () => expect((await item(late.id)).team.name).toBe('Voirie'));
    expect((await activities(late.id)).at(-1)).toMatchObject({ because: { by: 'overflow', minutes: 30 } });
    // From here on, hours go by: what waits for Bob shall stay where it is.
    await put(`/teams/${schools.id}/queue`, { assignment: 'automatic' });
    await isHere('Bob');
  });

  it('starts and ends a planned absence on time', async () => {
    const inHours = (hours: number) => new Date(town.product.clock.now().getTime() + hours * HOUR).toISOString();
    const [from, until] = [inHours(1), inHours(3)];
    await bob.put(`/agents/${idOf(bob)}/absence`, { from, until });
    expect(await presence('Bob')).toMatchObject({ absence: null, planned: { from, until, handOver: 'queue' } });
    await town.product.advance(HOUR + 1000);
    await eventually(async () => expect(await presence('Bob')).toMatchObject({ absence: { until }, planned: null }));
    await eventually(async () => expect((await presence('Bob')).open).toBe(0));
    await town.product.advance(2 * HOUR);
    await eventually(async () => expect((await presence('Bob')).absence).toBeNull());
    await isHere('Bob');
  });
});

describe('the reconciler', () => {
  it('unassigns a case whose assignee may not have it, and reports it', async () => {
    // Back from being away, Bob is given cases again.
    const lost = await eventually(async () => {
      const [first] = await town.desk.cases(`&assignee=${idOf(bob)}`);
      expect(first).toBeDefined();
      return first!;
    });
    const database = town.product.sql;
    await database.execute(`update cases set team_id = $2 where id = $1`, [lost.id, roads.id]);
    await database.execute(`select graphile_worker.add_job('reconcile-queues')`);
    const reconciliation = await eventually(async () => {
      const found = await root.get<Reconciliation>('/routing/reconciliation');
      expect(found.findings.map(({ type }) => type)).toContain('assignee-invalid');
      return found;
    });
    expect(reconciliation.findings.find(({ type }) => type === 'assignee-invalid')).toMatchObject({ type: 'assignee-invalid', count: 1, fixed: true, caseIds: [lost.id] }); // prettier-ignore
    expect((await activities(lost.id)).at(-1)).toMatchObject({ to: null, because: { by: 'reconciler' } });
    expect((await ana.get<Reconciliation>('/routing/reconciliation')).findings).toEqual([]);
  });
});

describe('presence', () => {
  it('ends with the last screen', async () => {
    const second = await bob.live();
    sockets.at(-1)!.disconnect();
    await isHere('Bob');
    second.disconnect();
    await eventually(async () => expect((await presence('Bob')).state).toBe('offline'));
  });
});
