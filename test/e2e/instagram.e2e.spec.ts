import type { ChannelAccount, ChannelTest } from '@guichet/contracts';
import type { InstagramAccount } from '../providers/meta-instagram.js';
import { Meta, type MetaSent } from '../providers/meta.js';
import { picture } from '../support/sample-files.js';
import { LiveAgent } from '../support/live-agent.js';
import { RunningProduct } from '../support/running-product.js';

const ZOE = '6184729301847562';
const LEO = '7293018475620184';
const STORY = picture('fete.png');

let product: RunningProduct;
let meta: Meta;
let desk: LiveAgent;
let account: ChannelAccount;
let instagram: InstagramAccount;
const app = { accessToken: 'EAAG-a-token', appSecret: 'the secret of an app', verifyToken: 'a phrase of ours' };
const ids = { accountId: '17841405822304914', pageId: '682498302938465' };

beforeAll(async () => {
  [product, meta] = await Promise.all([RunningProduct.start(), Meta.start()]);
  meta.now = () => product.clock.now().getTime();
  desk = await LiveAgent.open(product);
  account = await desk.connect('instagram', { ...ids, ...app, apiBaseUrl: meta.url, undoSeconds: 0 });
  instagram = meta.connect({ ...ids, ...app, webhookUrl: account.webhookUrl! });
});
afterAll(async () => {
  desk?.close();
  await meta?.close();
  await product?.close();
});

const sentOf = (text: string): Promise<MetaSent> => meta.find((sent) => sent.text === text);

describe('an Instagram account', () => {
  it('is tested and subscribed', async () => {
    const { kind, id, config } = account;
    const test = await desk.client.post<ChannelTest>('/channels/test', { kind, id, config });
    expect(test).toMatchObject({
      ok: true,
      checks: [{ name: 'instagram.account' }, { name: 'instagram.page' }, { name: 'meta.webhook' }],
    });
    expect(await meta.subscribe(instagram)).toBe(true);
  });
});

describe('a conversation by Instagram', () => {
  let caseId: string;

  it('begins with a message, and the reply is seen', async () => {
    instagram.names.set(ZOE, 'Zoé Martin');
    await instagram.write({ from: ZOE, text: 'La piscine est-elle ouverte ?' });
    const item = await desk.caseWith('La piscine est-elle ouverte ?');
    caseId = item.id;
    const { id } = await desk.answer(caseId, { text: 'Oui, jusqu’à 19 h.' });
    const sent = await sentOf('Oui, jusqu’à 19 h.');
    expect(sent).toMatchObject({ kind: 'instagram', to: ZOE, tag: null });
    await desk.status(caseId, id, 'sent');
    await instagram.see(ZOE, sent);
    await desk.status(caseId, id, 'read');
  });

  it('shows reactions and edits, and an unsent message as deleted', async () => {
    const sent = await sentOf('Oui, jusqu’à 19 h.');
    const mine = await instagram.write({ from: ZOE, text: 'Merci, a demain', replyTo: sent.id });
    await instagram.react(ZOE, sent.id, '❤️');
    await instagram.edit(ZOE, mine, 'Merci, à demain');
    await instagram.unsend(ZOE, mine);
    await product.processed();
    expect((await desk.activities(caseId)).slice(-3)).toMatchObject([
      { type: 'reaction', emoji: '❤️' },
      { type: 'edited', text: 'Merci, à demain' },
      { type: 'deleted' },
    ]);
  });

  it('says of a story mention and of a reply to a story what they are', async () => {
    await instagram.mentionInStory(LEO, STORY);
    await instagram.replyToStory(LEO, 'Quelle belle fête !');
    const item = await desk.caseWith('Quelle belle fête !');
    const { items } = await desk.client.get<{ items: { flags?: string[]; attachments?: object[] }[] }>(
      `/cases/${item.id}/timeline`,
    );
    const flagged = items.filter(({ flags = [] }) => flags.length > 0);
    expect(flagged).toMatchObject([
      { flags: ['instagram.story-mention'], attachments: [{ name: 'fete.png' }] },
      { flags: ['instagram.story-reply'] },
    ]);
  });

  it('takes no words of a colleague elsewhere for the citizen’s', async () => {
    const before = await desk.words(caseId);
    await instagram.writeElsewhere(ZOE, 'Écrit dans Instagram');
    await product.processed();
    expect(await desk.words(caseId)).toEqual(before);
  });
});
