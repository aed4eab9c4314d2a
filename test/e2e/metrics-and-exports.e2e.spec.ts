import type { Board, MetricCases, MetricInfo, MetricResult, Page, Wallboard } from '@guichet/contracts';
import { MetricName } from '@guichet/contracts';
import { MailSink } from '../support/mail-sink.js';
import { filesOfZip } from '../support/read-zip.js';
import { ApiClient, RunningProduct } from '../support/running-product.js';

let product: RunningProduct;
let sink: MailSink;
let root: ApiClient;
let ana: ApiClient;
const zoe = { email: 'ana@town.test', password: 'correct horse battery' };

beforeAll(async () => {
  [product, sink] = await Promise.all([RunningProduct.start(), MailSink.open()]);
  root = await ApiClient.signIn(product.url);
  const { id: teamId } = await root.post<{ id: string }>('/teams', { name: 'Écoles', agentIds: [] });
  await root.post('/agents', { ...zoe, name: 'Ana', role: 'agent', teamIds: [teamId] });
  ana = await ApiClient.signIn(product.url, zoe);
  const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
  const config = { address: 'ecoles@town.test', inbound: { smtp: true }, outbound, undoSeconds: 0 };
  await root.post('/channels', { kind: 'email', name: 'Écoles', config, teamId });
  for (const from of ['lou@citizen.test', 'max@citizen.test'])
    await product.mail({ from, to: 'ecoles@town.test', subject: '=1+1', text: 'Une question' });
  await product.processed();
  const { items } = await ana.get<Page<{ id: string }>>('/cases');
  await ana.post(`/cases/${items[0]!.id}/messages`, { text: 'Bonjour, voici la réponse.' });
  await product.delivered();
  await ana.patch(`/cases/${items[0]!.id}`, { status: 'closed' });
  await product.settled();
});
afterAll(async () => {
  await product.close();
  await sink.close();
});

describe('the figures of a house', () => {
  it('are all there, and follow what happens', async () => {
    const { items } = await ana.get<Page<MetricInfo>>('/metrics');
    expect(items.map(({ name }) => name)).toEqual(MetricName.options);
    const total = async (name: MetricName, query = '') =>
      (await ana.get<MetricResult>(`/metrics/${name}?${query}`)).total;
    expect(await total('contacts')).toMatchObject({ value: 2 });
    expect(await total('opened', 'compare=previous')).toMatchObject({ value: 2 });
    expect(await total('replies', 'groupBy=agent')).toMatchObject({ value: 1 });
    expect(await total('closed')).toMatchObject({ value: 1 });
    expect(await total('backlog')).toMatchObject({ value: 1 });
    expect(await total('first-response')).toMatchObject({ count: 1 });
    for (const name of MetricName.options) await total(name);
    await expect(ana.get('/metrics/nonsense')).rejects.toMatchObject({ status: 400 });
    await expect(ana.get('/metrics/contacts?from=2026-02-30')).rejects.toMatchObject({ status: 400 });
    await expect(ana.get('/metrics/opened?groupBy=agent')).rejects.toMatchObject({ status: 400 });
  });

  it('have their cases, and a board', async () => {
    const cases = await ana.get<MetricCases>('/metrics/replies/cases');
    expect(cases).toMatchObject({ total: 1, items: [{ case: { status: 'closed' }, value: 1 }] });
    const { items } = await ana.get<{ items: { counts: number[] }[] }>('/metrics/ageing');
    expect(items).toMatchObject([{ counts: [1, 0, 0, 0, 0] }]);
    const board = await ana.get<Board>('/board');
    expect(board).toMatchObject({ waiting: 1, unassigned: 1, today: { contacts: 2, replies: 1, closed: 1 } });
    expect(board.channels).toMatchObject([{ kind: 'email', waiting: 1, lastAt: expect.any(String) }]);
    const wall = JSON.stringify(await ana.get<Wallboard>('/board/wallboard'));
    expect(wall).not.toMatch(/Ana|lou@|1\+1/);
  });

  it('leave as files, for those who may take them along', async () => {
    const csv = await root.raw('GET', '/exports/cases?language=fr&status=any');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.headers.get('content-disposition')).toMatch(/Dossiers \d{4}-\d\d-\d\d\.csv/);
    const text = await csv.text();
    expect(text.split('\r\n')).toHaveLength(4);
    expect(text).toContain(`;'=1+1;`);
    const xlsx = await root.raw('GET', '/exports/metrics?metrics=contacts,opened&format=xlsx&language=en');
    expect(xlsx.headers.get('content-disposition')).toMatch(/Figures( \d{4}-\d\d-\d\d){2}\.xlsx/);
    const parts = filesOfZip(new Uint8Array(await xlsx.arrayBuffer()));
    const part = (name: string) => parts.get(`xl/${name}.xml`)!.toString();
    expect([...part('workbook').matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'Period',
      'By day',
    ]);
    const textsOf = (row: string) => [...row.matchAll(/<t [^>]*>([^<]*)|<v>([^<]*)/g)].map(([, text, n]) => text ?? n);
    const rows = [...part('worksheets/sheet1').matchAll(/<row>(.*?)<\/row>/g)].map(([, row]) => textsOf(row!));
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ['Metric', 'Channel', 'Value', 'Unit'],
      ['Contacts', 'Total', '2', 'number'],
      ['Contacts', 'Email', '2', 'number'],
      ['New cases', 'Total', '2', 'number'],
      ['New cases', 'Email', '2', 'number'],
    ]);
    expect((await ana.raw('GET', '/exports/cases')).status).toBe(403);
    expect((await ana.raw('GET', '/exports/metrics?metrics=contacts')).status).toBe(403);
    expect((await root.raw('GET', '/exports/metrics?metrics=nonsense')).status).toBe(400);
  });
});
