import type { ChannelAccount, ChannelTest } from '@guichet/contracts';
import { Mastodon, type MastodonFile, type MastodonSent } from '../providers/mastodon.js';
import { LiveAgent } from '../support/live-agent.js';
import { RunningProduct } from '../support/running-product.js';

const CAMILLE = { acct: 'camille@social.example', name: 'Camille Noël' };
const MAUD = { acct: 'rouelibre@social.example', name: 'Maud Peyret' };
const PNG: MastodonFile = {
  name: 'le trou.png',
  type: 'image/png',
  content: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};
const PLAN = { name: 'arrêté.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.4\n%%EOF\n') };

let product: RunningProduct;
let instance: Mastodon;
let desk: LiveAgent;
let account: ChannelAccount;

beforeAll(async () => {
  [product, instance] = await Promise.all([RunningProduct.start(), Mastodon.start()]);
  instance.connect({ accessToken: 'a-token-of-the-town' });
  instance.write({ from: MAUD, text: 'Avant que vous ne lisiez', visibility: 'public' });
  desk = await LiveAgent.open(product);
  account = await desk.connect('mastodon', {
    instanceUrl: instance.url,
    accessToken: 'a-token-of-the-town',
    pollSeconds: 1,
    undoSeconds: 0,
  });
  await instance.polled();
});
afterAll(async () => {
  desk?.close();
  await product?.close();
  await instance?.close();
});

const sentOf = (text: string): Promise<MastodonSent> => instance.find((sent) => sent.text.endsWith(text));
const words = async (caseId: string) =>
  (await desk.messages(caseId)).map(({ direction, text }) => `${direction} ${text}`);
/** The product looks for news and understands it. */
const looked = async () => {
  await instance.polled();
  await product.processed();
};

it('a Mastodon account is tested, and hides its token', async () => {
  const { kind, id, config } = account;
  const test = await desk.client.post<ChannelTest>('/channels/test', { kind, id, config });
  expect(test).toMatchObject({
    ok: true,
    checks: [{ name: 'mastodon.instance' }, { name: 'mastodon.account' }, { name: 'mastodon.notifications' }],
  });
  expect(JSON.stringify(await desk.account(id))).not.toContain('a-token-of-the-town');
  expect((await desk.account(id)).health.state).toBe('ok');
  expect(await desk.cases()).toEqual([]);
});

describe('a post in public', () => {
  let caseId: string;
  const activityOf = (activity: string) =>
    desk.until(async () => (await desk.activities(caseId)).find(({ type }) => type === activity));

  // Threats: X01.
  it('is answered by a direct post to the citizen alone, whoever else is named', async () => {
    const post = instance.write({
      from: CAMILLE,
      text: 'Il y a un trou rue Basse',
      visibility: 'public',
      files: [PNG],
      and: ['elue@conseil.example'],
    });
    const item = await desk.caseWith('@elue Il y a un trou rue Basse');
    caseId = item.id;
    const [question] = await desk.until(async () => {
      const messages = await desk.messages(caseId);
      return messages[0]!.attachments[0]!.state === 'ready' ? messages : undefined;
    });
    expect(question).toMatchObject({ flags: ['public'], from: { name: 'Camille Noël', verified: true } });
    expect(question!.attachments).toMatchObject([{ name: 'le trou.png', type: 'image/png' }]);
    expect(await desk.file(question!.attachments[0]!.id)).toEqual(PNG.content);

    const { id } = await desk.answer(caseId, {
      text: 'Merci, votre dossier est avec @paul et @elue@conseil.example.',
      files: [PNG, PLAN],
    });
    await desk.status(caseId, id, 'sent');
    const sent = instance.sent.at(-1)!;
    expect(sent).toMatchObject({ visibility: 'direct', mentions: ['camille@social.example'], replyTo: post });
    expect(sent.files.map(({ name, content }) => [name, Buffer.from(content)])).toEqual([['le trou.png', PNG.content]]);
    // What a post cannot hold is a link.
    expect(sent.text).toMatch(/arrêté\.pdf\nhttp\S+\/portal\/files\/\S+$/);
  });

  it('goes on in its thread, with edits and applause', async () => {
    const mine = instance.write({ from: CAMILLE, text: 'Mercredi alors ?', replyTo: instance.sent.at(-1)!.id });
    expect((await desk.caseWith('Mercredi alors ?')).id).toBe(caseId);
    instance.edit(mine, 'Jeudi alors ?');
    instance.favourite(CAMILLE, instance.sent.at(-1)!.id);
    expect(await activityOf('edited')).toMatchObject({ text: 'Jeudi alors ?' });
    expect(await activityOf('reaction')).toMatchObject({ emoji: '⭐', by: 'Camille Noël' });
    instance.delete(mine);
    await activityOf('deleted');
  });
});

describe('a direct post', () => {
  // Threats: X01.
  it('of a stranger is seen, and a long answer is a thread that comes back to the case', async () => {
    instance.write({ from: MAUD, text: 'Pour un dossier personnel' });
    const item = await desk.caseWith('Pour un dossier personnel');
    expect((await desk.messages(item.id))[0]!.flags).toEqual([]);
    const { id } = await desk.answer(item.id, { text: `${'Il faut encore ceci. '.repeat(40)}Fin.` });
    await desk.status(item.id, id, 'sent');
    const last = await sentOf('Fin.');
    expect(last.mentions).toEqual(['rouelibre@social.example']);
    instance.write({ from: MAUD, text: 'Merci', replyTo: last.id });
    expect((await desk.caseWith('Merci')).id).toBe(item.id);
  });

  it('of somebody else in that thread learns nothing of the case', async () => {
    const item = await desk.caseWith('Merci');
    instance.write({ from: CAMILLE, text: 'Et moi ?', replyTo: instance.sent.at(-1)!.id });
    expect((await desk.caseWith('Et moi ?')).id).not.toBe(item.id);
  });
});

describe('an answer when the instance is in trouble', () => {
  it('waits for the end of an outage, and is posted once', async () => {
    const item = await desk.caseWith('Et moi ?');
    instance.fault.outage(true);
    const { id } = await desk.answer(item.id, { text: 'Pendant la panne' });
    await desk.triedInVain(item.id, id, 1);
    product.clock.advance(30_000);
    await desk.triedInVain(item.id, id, 2);
    instance.write({ from: CAMILLE, text: 'Écrit pendant la panne' });
    instance.fault.outage(false);
    product.clock.advance(30_000);
    await desk.status(item.id, id, 'sent');
    expect(instance.sent.filter(({ text }) => text.endsWith('Pendant la panne'))).toHaveLength(1);
    await desk.caseWith('Écrit pendant la panne');
  });

  it('is posted once where its answer is lost', async () => {
    const item = await desk.caseWith('Et moi ?');
    instance.fault.loseAnswers(1);
    const { id } = await desk.answer(item.id, { text: 'Sans réponse' });
    await desk.triedInVain(item.id, id, 1);
    product.clock.advance(30_000);
    await desk.status(item.id, id, 'sent');
    expect(instance.sent.filter(({ text }) => text.endsWith('Sans réponse'))).toHaveLength(1);
  });
});

it('a restart loses and doubles no Mastodon post', async () => {
  instance.write({ from: CAMILLE, text: 'Juste avant' });
  await desk.caseWith('Juste avant');
  const before = (await desk.cases()).length;
  desk.close();
  await product.restart(() => void instance.write({ from: CAMILLE, text: 'Pendant ce temps' }));
  desk = await LiveAgent.open(product);
  await desk.caseWith('Pendant ce temps');
  await looked();
  expect(await desk.cases()).toHaveLength(before + 1);
  const item = await desk.caseWith('Juste avant');
  expect(await words(item.id)).toEqual(['in Juste avant']);
});
