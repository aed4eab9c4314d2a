import type {
  Attachment,
  CaseDetail,
  CaseSummary,
  Citizen,
  MessageEntry,
  MoveDone,
  Page,
  Timeline,
} from '@guichet/contracts';
import { ApiClient, RunningProduct } from '../support/running-product.js';

let product: RunningProduct;
let root: ApiClient;

beforeAll(async () => {
  product = await RunningProduct.start();
  root = await ApiClient.signIn(product.url);
});
afterAll(() => product?.close());

const messages = async (id: string) =>
  (await root.get<Timeline>(`/cases/${id}/timeline`)).items.filter(
    (entry): entry is MessageEntry => entry.kind === 'message',
  );
const call = { channel: 'phone', text: 'Demande si la piscine ouvre lundi.' };

describe('a call, a visit, a letter', () => {
  it('is written down in a case of its own, with who it was, and a scan', async () => {
    const form = new FormData();
    form.set('file', new Blob(['%PDF-1.7 scan']), 'courrier.pdf');
    const scan = await root.post<Attachment>('/attachments', form);
    const opened = await root.post<CaseDetail>('/contacts', {
      channel: 'post',
      text: 'Conteste le refus du 3 mai.',
      subject: 'Recours gracieux',
      citizenName: 'Zoé Martin',
      address: '06 39 98 12 01',
      attachmentIds: [scan.id],
    });
    expect(opened).toMatchObject({ subject: 'Recours gracieux', citizen: { name: 'Zoé Martin' }, channels: ['post'] });
    expect(await messages(opened.id)).toMatchObject([
      {
        channel: 'post',
        direction: 'in',
        text: 'Conteste le refus du 3 mai.',
        flags: ['recorded'],
        from: { type: 'phone', value: '+33639981201', name: 'Zoé Martin' },
        attachments: [{ name: 'courrier.pdf' }],
        actor: { kind: 'agent' },
        delivery: null,
      },
    ]);

    await root.post(`/cases/${opened.id}/contacts`, { ...call, direction: 'out', at: '2026-11-20T09:00:00.000Z' });
    expect((await messages(opened.id))[1]).toMatchObject({
      channel: 'phone',
      direction: 'out',
      claimedAt: '2026-11-20T09:00:00.000Z',
    });
    const { items } = await root.get<Page<CaseSummary>>('/cases?q=piscine');
    expect(items.map(({ id }) => id)).toEqual([opened.id]);
  });

  it('of somebody we know belongs to them', async () => {
    const first = await root.post<CaseDetail>('/contacts', {
      ...call,
      subject: 'Piscine',
      citizenName: 'Ali Haddad',
      address: 'ali@example.org',
    });
    const second = await root.post<CaseDetail>('/contacts', {
      ...call,
      channel: 'counter',
      subject: 'Carte',
      citizenId: first.citizen!.id,
    });
    expect(second.citizen).toEqual(first.citizen);
    const person = await root.get<Citizen>(`/citizens/${first.citizen!.id}`);
    expect(person.cases.map(({ subject }) => subject).sort()).toEqual(['Carte', 'Piscine']);
    expect(person.handles).toMatchObject([{ value: 'ali@example.org', evidence: 'recorded' }]);
  });

  it('stays with whom it was when its case becomes part of that of somebody else, and comes back', async () => {
    const of = (citizenName: string) =>
      root.post<CaseDetail>('/contacts', { ...call, subject: `Tables pour ${citizenName}`, citizenName });
    const [irene, paulette] = [await of('Irène Delatte'), await of('Paulette Hamelin')];
    const { moveId } = await root.post<MoveDone>(`/cases/${paulette.id}/merge`, { intoId: irene.id });
    expect((await messages(irene.id)).map(({ citizen }) => citizen)).toEqual([undefined, paulette.citizen]);
    expect(await root.get<CaseDetail>(`/cases/${irene.id}`)).toMatchObject({
      citizen: irene.citizen,
      otherCitizens: [paulette.citizen],
    });
    await root.post(`/cases/${irene.id}/moves/${moveId}/undo`, {});
    expect((await messages(paulette.id)).map(({ citizen }) => citizen)).toEqual([undefined]);
    expect((await root.get<CaseDetail>(`/cases/${irene.id}`)).otherCitizens).toEqual([]);
  });

  it.each([
    ['a channel by which one writes', { channel: 'email' }, '"reason":"nothing-written-down"'],
    ['an address that is none', { address: 'rue du Port' }, '"reason":"no-address"'],
    ['a time that is still to come', { at: '2099-01-01T00:00:00.000Z' }, '"reason":"still-to-come"'],
    ['no words', { text: '  ' }, 'text'],
  ])('is refused with %s, and nothing is left of it', async (_, change, fault) => {
    const count = async () => (await root.get<Page<CaseSummary>>('/cases?status=any')).items.length;
    const before = await count();
    await expect(root.post('/contacts', { ...call, subject: 'Non', ...change })).rejects.toThrow(fault);
    expect(await count()).toBe(before);
  });
});
