import type { CaseDetail, ChannelAccount, CheckedMessage, MessageEntry } from '@guichet/contracts';
import type { ReplyPage } from '@guichet/database';
import { replyLink } from '@guichet/messages';
import type { z } from 'zod';
import { newId } from '@guichet/platform';
import { ApiClient, RunningProduct } from '../support/running-product.js';

let product: RunningProduct;
let root: ApiClient;
let mailbox: string;

beforeAll(async () => {
  product = await RunningProduct.start();
  root = await ApiClient.signIn(product.url);
  const config = { address: 'contact@town.test', inbound: { smtp: true }, outbound: { host: '127.0.0.1', port: 1 } };
  mailbox = (await root.post<ChannelAccount>('/channels', { kind: 'email', name: 'Mairie', config })).id;
});
afterAll(() => product?.close());

const about = (citizenName: string, address: string) =>
  root.post<CaseDetail>('/contacts', {
    channel: 'phone',
    text: 'Appel.',
    subject: 'Place en crèche',
    citizenName,
    address,
  });

describe('an answer that names somebody else', () => {
  it('is shown what to look at, and leaves once that was looked at', async () => {
    const [zoe, paul] = [await about('Zoé', 'zoe@citizen.test'), await about('Paul', 'paul@citizen.test')];
    const answer = {
      channelAccountId: mailbox,
      to: ['zoe@citizen.test'],
      cc: ['paul@citizen.test'],
      text: `Comme ${paul.reference}.`,
    };
    const keys = ['other-citizen-copied:paul@citizen.test', `other-reference:${paul.reference}`];
    const { findings } = await root.post<z.infer<typeof CheckedMessage>>(`/cases/${zoe.id}/messages/check`, answer);
    expect(findings.map(({ key }) => key)).toEqual(keys);

    const send = (acknowledged: string[]) =>
      root.post<MessageEntry>(`/cases/${zoe.id}/messages`, { ...answer, acknowledged });
    await expect(send(keys.slice(0, 1))).rejects.toMatchObject({
      status: 409,
      problem: { code: 'disclosure-check', reason: 'disclosure', data: { findings: findings.slice(1) } },
    });
    // A client that says nothing of what was found is checked like any other.
    await expect(root.post(`/cases/${zoe.id}/messages`, answer)).rejects.toMatchObject({
      status: 409,
      problem: { code: 'disclosure-check', data: { findings } },
    });
    expect((await send(keys)).delivery).toMatchObject({ status: 'scheduled' });
    // Whoever was written to is part of the case from now on.
    const again = await root.post(`/cases/${zoe.id}/messages/check`, { ...answer, text: 'Bonjour' });
    expect(again).toEqual({ findings: [], contradictions: [] });
  });

  it('is asked about where only its HTML names them, and where a link leads to what they were told', async () => {
    const [lea, tom] = [await about('Léa', 'lea@citizen.test'), await about('Tom', 'tom@citizen.test')];
    const sent = await root.post<MessageEntry>(`/cases/${tom.id}/messages`, {
      ...{ channelAccountId: mailbox, to: ['tom@citizen.test'], text: 'Refusé.' },
    });
    const page = { entryId: sent.id, language: 'fr', subject: 'Refus', html: '<p>Refusé.</p>' } as const;
    const id = newId();
    await product.sql.source.getRepository<ReplyPage>('ReplyPage').insert({ ...page, id, at: product.clock.now() });
    const link = replyLink(product.keyring, product.url, id);

    const keysOf = async (caseId: string, answer: object) => {
      const checked = await root.post<z.infer<typeof CheckedMessage>>(`/cases/${caseId}/messages/check`, answer);
      expect(JSON.stringify(checked)).not.toContain('Tom');
      return checked.findings.map(({ key }) => key);
    };
    const answer = { channelAccountId: mailbox, to: ['lea@citizen.test'] };
    const html = `<p>Comme <b>${tom.reference}</b>, <a href="${link}">voir ici</a>.</p>`;
    const keys = [`other-reference:${tom.reference}`, `other-reference:replies/${id}`];
    expect(await keysOf(lea.id, { ...answer, text: 'Voir ici.', html })).toEqual(keys);
    expect(await keysOf(lea.id, { ...answer, text: `Voir ${link}` })).toEqual(keys.slice(1));
    expect(
      await keysOf(tom.id, { channelAccountId: mailbox, to: ['tom@citizen.test'], text: 'Voir ici.', html }),
    ).toEqual([]);
  });
});
