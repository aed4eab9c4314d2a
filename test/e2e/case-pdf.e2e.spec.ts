import type { CaseDetail } from '@guichet/contracts';
import { pdfUaProblems } from '../support/pdf/check-pdf-ua.js';
import { saidByPdf } from '../support/pdf/said-by-pdf.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

let product: RunningProduct;
let root: ApiClient;
let item: CaseDetail;

beforeAll(async () => {
  product = await RunningProduct.start();
  root = await ApiClient.signIn(product.url);
  await root.raw('PUT', '/organisation', { body: { name: 'Ville de Valbourg' } });
  item = await root.post<CaseDetail>('/cases', { subject: 'Rue barrée' });
  await root.post(`/cases/${item.id}/notes`, { text: 'Vu sur place 👍 مرحبا Ελένη' });
});
afterAll(() => product?.close());

const path = (query = '') => `/cases/${item.id}/export?format=pdf${query}`;

describe('a case as a PDF', () => {
  it('is a file named after its reference, accessible, with the fonts that the product has', async () => {
    const response = await root.raw('GET', path('&language=fr'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename=${item.reference}.pdf`);
    expect(response.headers.get('cache-control')).toContain('no-store');
    const pdf = Buffer.from(await response.arrayBuffer());
    expect(pdfUaProblems(pdf)).toEqual([]);
    const { said } = saidByPdf(pdf);
    expect(said.slice(0, 3).map(({ text }) => text)).toEqual(['Ville de Valbourg', item.reference, 'Rue barrée']);
    expect(said.map(({ text }) => text)).toContain('Vu sur place 👍 مرحبا Ελένη');
  });

  it('is refused to who may not export, and stays a ZIP for who does not ask for a PDF', async () => {
    const ben = { email: 'ben@town.test', password: ADMIN.password };
    await root.post('/agents', { ...ben, name: 'Ben', role: 'agent', teamIds: [item.team.id] });
    expect((await (await ApiClient.signIn(product.url, ben)).raw('GET', path())).status).toBe(403);
    expect((await root.raw('GET', `/cases/${item.id}/export?format=docx`)).status).toBe(400);
    const zip = await root.raw('GET', `/cases/${item.id}/export`);
    expect(zip.headers.get('content-type')).toBe('application/zip');
    await zip.body?.cancel();
  });

  it('ends with whoever takes it: the next ones are served as before', async () => {
    const long = Array.from({ length: 1_500 }, (_, n) => `${n * 7919}`).join(' ');
    for (let n = 0; n < 25; n += 1) await root.post(`/cases/${item.id}/notes`, { text: long });
    for (let n = 0; n < 12; n += 1) {
      const { body } = await root.raw('GET', path());
      const reader = body?.getReader();
      await reader?.read();
      await reader?.cancel();
    }
    expect(pdfUaProblems(Buffer.from(await (await root.raw('GET', path())).arrayBuffer()))).toEqual([]);
  });
});
