import type { ChannelAccount, Page, Report } from '@guichet/contracts';
import PostalMime from 'postal-mime';
import { eventually } from '../support/eventually.js';
import { ADMIN, ApiProblem, ApiClient, RunningProduct } from '../support/running-product.js';
import { MailSink } from '../support/mail-sink.js';

let product: RunningProduct;
let sink: MailSink;
let root: ApiClient;
let account: ChannelAccount;
let schools: string;
const zoe = { email: 'zoe@town.test', password: 'correct horse battery' };

beforeAll(async () => {
  [product, sink] = await Promise.all([RunningProduct.start(), MailSink.open()]);
  root = await ApiClient.signIn(product.url);
  schools = (await root.post<{ id: string }>('/teams', { name: 'Écoles', agentIds: [] })).id;
  await root.post('/agents', { ...zoe, name: 'Zoé', role: 'agent', teamIds: [schools] });
  account = await mailbox('contact@town.test');
  await mailbox('ecoles@town.test', schools);
  for (const to of ['contact@town.test', 'ecoles@town.test', 'ecoles@town.test'])
    await product.mail({ from: 'lou@citizen.test', to, subject: 'Bonjour', text: 'Une question' });
  await product.processed();
  await product.settled();
});
afterAll(async () => {
  await product.close();
  await sink.close();
});

const outbound = () => ({ host: '127.0.0.1', port: sink.port, secure: false });
function mailbox(address: string, teamId?: string): Promise<ChannelAccount> {
  const config = { address, inbound: { smtp: true }, outbound: outbound(), undoSeconds: 0 };
  return root.post('/channels', { kind: 'email', name: 'Mairie', config, ...(teamId && { teamId }) });
}

const find = async (id: string): Promise<Report> =>
  (await root.get<Page<Report>>('/reports')).items.find((one) => one.id === id)!;

async function report(changes: object = {}): Promise<Report> {
  const agents = (await root.get<Page<{ id: string; email: string }>>('/agents')).items;
  const agentIds = [ADMIN.email, zoe.email].map((email) => agents.find((agent) => agent.email === email)!.id);
  // At midnight, of the day that was: whatever the hour at which this runs.
  return root.post('/reports', {
    name: 'Chaque matin',
    every: 'day',
    hour: 0,
    metrics: ['contacts', 'opened'],
    agentIds,
    ...changes,
  });
}

describe('a report', () => {
  it('comes by mail at its hour, once, and tells each agent what they may see', async () => {
    const { id, nextAt } = await report();
    await product.advance(Date.parse(nextAt!) - product.clock.now().getTime() + 1000);
    const sent = await eventually(async () => {
      const known = await find(id);
      expect(known.lastAt).not.toBeNull();
      return known;
    });
    expect(sent).toMatchObject({ problems: [], active: true });
    expect(Date.parse(sent.nextAt!)).toBeGreaterThan(Date.parse(nextAt!));

    const mails = new Map(
      await Promise.all(
        sink.mails.map(
          async ({ envelope: { to }, raw }) => [to[0], await PostalMime.parse(Buffer.from(raw, 'latin1'))] as const,
        ),
      ),
    );
    expect([...mails.keys()].sort()).toEqual([ADMIN.email, zoe.email].sort());
    expect(mails.get(ADMIN.email)).toMatchObject({
      subject: expect.stringContaining('Chaque matin'),
      text: expect.stringContaining('Contacts\u00a0: 3'),
    });
    expect(mails.get(zoe.email)).toMatchObject({ text: expect.stringContaining('Contacts\u00a0: 2') });
    const [file] = mails.get(zoe.email)!.attachments;
    expect(file).toMatchObject({ filename: expect.stringMatching(/^Chiffres \d{4}-\d\d-\d\d\.xlsx$/) });
    expect(
      Buffer.from(file!.content as ArrayBuffer)
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');

    const timers = await timersAgain(id, nextAt!);
    expect(timers).toBe(0);
    expect(sink.mails).toHaveLength(2);
  });

  it('says why it did not leave, and leaves once it can', async () => {
    const { config } = account;
    await root.call('PATCH', `/channels/${account.id}`, {
      body: {
        config: { ...config, outbound: { ...outbound(), port: 9 } },
      },
    });
    const { id, nextAt } = await report({ metrics: ['contacts'] });
    const before = sink.mails.length;
    await product.advance(Date.parse(nextAt!) - product.clock.now().getTime() + 1000);
    await eventually(async () =>
      expect((await find(id)).problems).toContainEqual(expect.objectContaining({ email: ADMIN.email })),
    );
    expect(await find(id)).toMatchObject({ nextAt, lastAt: null });

    await root.call('PATCH', `/channels/${account.id}`, { body: { config: { ...config, outbound: outbound() } } });
    await eventually(async () => {
      await product.advance(3_600_000);
      expect(await find(id)).toMatchObject({ problems: [], lastAt: expect.any(String) });
    });
    expect(sink.mails.slice(before).filter(({ envelope: { to } }) => to[0] === zoe.email)).not.toEqual([]);
  });

  it('is sent at once where somebody asks, and is no business of agents', async () => {
    const { id } = await report({ active: false, language: 'en', name: 'At once' });
    await root.post(`/reports/${id}/send`);
    await eventually(async () => expect(sink.mails.filter(({ raw }) => raw.includes('At once'))).toHaveLength(2));
    expect(await find(id)).toMatchObject({ nextAt: null });
    const agent = await ApiClient.signIn(product.url, zoe);
    await expect(agent.get('/reports')).rejects.toThrow(ApiProblem);
    await expect(agent.post(`/reports/${id}/send`)).rejects.toThrow(ApiProblem);
    await root.call('DELETE', `/reports/${id}`);
    expect(await find(id)).toBeUndefined();
  });
});

/** The timer rings once more. Answers how many of them are left when it has. */
async function timersAgain(reportId: string, due: string): Promise<number> {
  const { Client: Connection } = await import('pg');
  const database = new Connection({ connectionString: product.database.url });
  await database.connect();
  try {
    await database.query(`select graphile_worker.add_job('send-report', $1::json, job_key => 'again')`, [
      JSON.stringify({ reportId, due }),
    ]);
    return await eventually(async () => {
      const { rows } = await database.query<{ n: number }>(
        `select count(*)::int as n from graphile_worker.jobs where key = 'again'`,
      );
      expect(rows[0]!.n).toBe(0);
      return rows[0]!.n;
    });
  } finally {
    await database.end();
  }
}
