import type { CaseDetail, MessageEntry } from '@guichet/contracts';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

let product: RunningProduct;
let root: ApiClient;
let mailbox: string;

beforeAll(async () => {
  product = await RunningProduct.start();
  root = await ApiClient.signIn(product.url);
  const outbound = { host: '127.0.0.1', port: 25, secure: false };
  const config = { address: 'contact@town.test', inbound: { smtp: true }, outbound, undoSeconds: 60 };
  await root.raw('PUT', '/organisation', {
    body: { name: 'Ville de Valbourg', address: '21000 Valbourg', mail: 'a@b.example' },
  });
  mailbox = (await root.post<{ id: string }>('/channels', { kind: 'email', name: 'Mairie', config })).id;
});
afterAll(() => product?.close());

async function answered(): Promise<{ caseId: string; reference: string; entryId: string }> {
  const { id, reference } = await root.post<CaseDetail>('/cases', { subject: 'Carte de stationnement' });
  const message = { text: 'Votre carte est prête.', to: ['zoe@citizen.test'], channelAccountId: mailbox };
  const { id: entryId } = await root.post<MessageEntry>(`/cases/${id}/messages`, message);
  return { caseId: id, reference, entryId };
}
const problem = async (response: Response) => (await response.json()) as { code: string; reason?: string };

describe('an answer on paper', () => {
  it('is a PDF that a browser shows, named after its case', async () => {
    const { caseId, reference, entryId } = await answered();
    const response = await root.raw('GET', `/cases/${caseId}/entries/${entryId}/letter`);
    expect(response.status).toBe(200);
    const { headers } = response;
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toBe(`inline; filename=${reference}.pdf`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).not.toContain('sandbox');
    const pdf = Buffer.from(await response.arrayBuffer()).toString('latin1');
    expect(pdf.slice(0, 8)).toBe('%PDF-1.7');
    expect(pdf).toContain('<rdf:li xml:lang="x-default">Carte de stationnement</rdf:li>');
  });

  // Threats: A036.
  it('is none of what was taken back, of what citizens wrote, or of what one may not read', async () => {
    const { caseId, entryId } = await answered();
    const path = `/cases/${caseId}/entries/${entryId}/letter`;
    const ben = { email: 'ben@town.test', password: ADMIN.password };
    await root.post('/agents', { ...ben, name: 'Ben', role: 'agent', teamIds: [] });
    expect(await problem(await (await ApiClient.signIn(product.url, ben)).raw('GET', path))).toMatchObject({
      code: 'not-found',
    });

    await root.raw('DELETE', `/cases/${caseId}/messages/${entryId}`);
    expect(await problem(await root.raw('GET', path))).toMatchObject({ code: 'conflict', reason: 'taken-back' });
    const note = await root.post<{ id: string }>(`/cases/${caseId}/notes`, { text: 'À rappeler.' });
    expect((await root.raw('GET', `/cases/${caseId}/entries/${note.id}/letter`)).status).toBe(404);
  });

  it('can be looked at while its template is written', async () => {
    const content = { subject: 'Votre carte', blocks: [{ kind: 'next', full: 'Venez le {{ deadline }}.' }] };
    const shown = await root.raw('POST', '/templates/preview/letter', { body: { content, language: 'fr' } });
    expect(shown.status).toBe(200);
    expect(shown.headers.get('content-type')).toBe('application/pdf');
    const wrong = { ...content, blocks: [{ kind: 'next', full: '{{ nobody }}' }] };
    const refused = await root.raw('POST', '/templates/preview/letter', { body: { content: wrong, language: 'fr' } });
    expect(refused.status).toBe(400);
  });

  it('is made of a template once nothing is left to be filled in', async () => {
    const { items } = await root.get<{ items: { id: string; key: string }[] }>('/templates?q=manquantes');
    const { caseId } = await answered();
    const asked = { caseId, channelKind: 'post', values: {} };
    const refused = await root.raw('POST', `/templates/${items[0]!.id}/letter`, { body: asked });
    expect(await refused.json()).toMatchObject({ errors: [{ path: 'values', reason: 'template-unresolved' }] });
    const values = { documents: 'Un acte\nUn livret', deadline: '2026-12-18', keeps_examining: 'yes' };
    const made = await root.raw('POST', `/templates/${items[0]!.id}/letter`, { body: { ...asked, values } });
    expect(made.headers.get('content-type')).toBe('application/pdf');
  });
});
