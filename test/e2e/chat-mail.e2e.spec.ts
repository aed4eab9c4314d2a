import { randomUUID } from 'node:crypto';
import type { ChannelAccount } from '@guichet/contracts';
import { Accounts, continueByMail } from '@guichet/messages';
import type { LiveAgent } from '../support/live-agent.js';
import { RunningTown } from '../support/running-town.js';

let town: RunningTown;
let desk: LiveAgent;
let chat: ChannelAccount;

beforeAll(async () => {
  town = await RunningTown.open();
  desk = town.desk;
  chat = await town.openChat();
});
afterAll(() => town?.close());

/** An answer has left, and nobody looked at it. */
async function waitedFor(entryId: string): Promise<void> {
  await town.product.delivered();
  const { product, sql, keyring } = town.product;
  const parts = { database: sql, accounts: product.app.get(Accounts), keyring };
  await continueByMail(parts, entryId);
}
const word = () => randomUUID().slice(0, 8);

describe('a visitor who has gone', () => {
  it('gets the answers by mail, once, and goes on from there in the same case', async () => {
    const zoe = await town.enter(chat);
    const question = `Je dois partir ${word()}`;
    await zoe.say(question, { profile: { name: 'Zoé', email: 'zoe.gone@citizen.test' } });
    const item = await town.caseOf(question);
    zoe.leave();
    await desk.answer(item.id, { text: 'Voici la réponse.' });
    await town.product.delivered();

    const mail = await town.sink.find(({ envelope }) => envelope.to.includes('zoe.gone@citizen.test'));
    expect(mail.raw).toContain('Voici la r');
    await desk.answer(item.id, { text: 'Et une autre.' });
    await town.sink.find(({ raw }) => raw.includes('Et une autre.'));
    const mails = town.sink.mails.filter(({ envelope }) => envelope.to.includes('zoe.gone@citizen.test'));
    expect(mails).toHaveLength(2);
    expect(mails[1]!.raw).not.toContain('Voici la r');
    expect((await desk.messages(item.id)).filter(({ flags }) => flags.includes('continued'))).toHaveLength(2);

    await town.product.mail({
      from: 'zoe.gone@citizen.test',
      to: mail.headers.get('reply-to')!,
      subject: `Re: ${question}`,
      text: 'Merci, par mail.',
    });
    await town.product.processed();
    expect((await desk.messages(item.id)).at(-1)).toMatchObject({
      channel: 'email',
      direction: 'in',
      text: 'Merci, par mail.',
    });
    // In the chat they find their conversation, without the mails.
    const back = await zoe.again();
    expect(back.texts).toEqual([question, 'Voici la réponse.', 'Et une autre.']);
    back.leave();
  });

  // Threats: A003, L02.
  it('is not mailed without end: an address that somebody has only said may be anybody’s', async () => {
    const zoe = await town.enter(chat);
    const question = `Bombe ${word()}`;
    await zoe.say(question, { profile: { email: 'victim@citizen.test' } });
    const item = await town.caseOf(question);
    zoe.leave();
    for (let n = 0; n < 12; n += 1) {
      const { id } = await desk.answer(item.id, { text: `réponse ${n}` });
      await waitedFor(id);
    }
    expect((await desk.messages(item.id)).filter(({ flags }) => flags.includes('continued'))).toHaveLength(10);
  });

  it('is not mailed what they have read, nor while they are there', async () => {
    const zoe = await town.enter(chat);
    const question = `Je reste ${word()}`;
    await zoe.say(question, { profile: { email: 'zoe.here@citizen.test' } });
    const item = await town.caseOf(question);
    await desk.answer(item.id, { text: 'Lue tout de suite' });
    const { id } = await zoe.message('Lue tout de suite');
    await zoe.send('seen', { ids: [id], how: 'read' });
    await town.product.processed();
    zoe.leave();
    await desk.answer(item.id, { text: 'Pour plus tard' });
    const mail = await town.sink.find(({ envelope }) => envelope.to.includes('zoe.here@citizen.test'));
    expect(mail.raw).toContain('Pour plus tard');
    expect(mail.raw).not.toContain('Lue tout de suite');
  });

  it('gets the answer by mail also when this browser no longer knows them, and goes on from there', async () => {
    const zoe = await town.enter(chat);
    const question = `Je reviens un autre jour ${word()}`;
    await zoe.say(question, { profile: { email: 'zoe.later@citizen.test' } });
    const item = await town.caseOf(question);
    zoe.leave();
    town.product.clock.advance(25 * 3600_000);
    const { id } = await desk.answer(item.id, { text: 'Le lendemain.' });
    await waitedFor(id);
    const next = await zoe.again();
    expect(next).toMatchObject({ texts: [], welcome: { forget: true, profile: {} } });
    next.leave();

    const mail = await town.sink.find(({ envelope }) => envelope.to.includes('zoe.later@citizen.test'));
    await town.product.mail({
      from: 'zoe.later@citizen.test',
      to: mail.headers.get('reply-to')!,
      subject: `Re: ${question}`,
      text: 'Merci, par mail.',
    });
    await town.product.processed();
    expect((await desk.messages(item.id)).at(-1)).toMatchObject({ direction: 'in', text: 'Merci, par mail.' });
  });
});
