import { channelKindInfo, channels } from '@guichet/channels';
import { reasonText } from '@guichet/contracts';
import { ChannelAccount } from '@guichet/database';
import { freePort } from '../../../../test/support/free-port.js';
import { ScheduledReplies } from '../../../../test/support/scheduled-replies.js';
import { setHealthOfReceiving } from './account-health-and-changed-event.js';
import { checkChannel } from './check-account.js';

let replies: ScheduledReplies;
beforeEach(async () => {
  replies = await ScheduledReplies.open();
});
afterEach(() => replies.close());

describe('the settings of an account', () => {
  it('are mended, and what waits for another attempt by it goes out at once, but nothing while they are wrong', async () => {
    const { outbox, sink, mailbox, write, stateOf } = replies;
    const { database } = outbox.town;
    const sendBy = async (port: number) => {
      const config = {
        ...{ address: 'contact@town.test', inbound: { smtp: true }, undoSeconds: 0 },
        outbound: { host: '127.0.0.1', port, secure: false },
      };
      await database.source.getRepository(ChannelAccount).update({ id: mailbox.id }, { config, health: 'unknown' });
      outbox.accounts.invalidate();
    };
    const check = () => checkChannel({ database, accounts: outbox.accounts, tokens: outbox.tokens }, mailbox.id);
    await sendBy(await freePort());
    const caseId = await write('zoe@citizen.test');
    const entryId = await outbox.answer(caseId, { channelAccountId: mailbox.id, to: 'zoe@citizen.test', text: 'Oui' });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await outbox.run();
      outbox.pass(120);
    }
    await check();
    await outbox.run();
    expect(sink.mails).toEqual([]);
    expect(await stateOf(entryId)).toMatch(/^queued: /);
    await sendBy(sink.port);
    await outbox.run();
    expect(sink.mails).toEqual([]);
    await check();
    await outbox.run();
    expect([await stateOf(entryId), sink.mails.length]).toEqual(['sent', 1]);
  });

  it('that fail to send are said to, though mail was read before the check was over and is read still', async () => {
    const { outbox, mailbox } = replies;
    const { database } = outbox.town;
    const repo = database.source.getRepository(ChannelAccount);
    const config = {
      ...{ address: 'contact@town.test', inbound: { smtp: true }, undoSeconds: 0 },
      outbound: { host: '127.0.0.1', port: await freePort(), secure: false },
    };
    const isRead = () => outbox.as((tx) => setHealthOfReceiving(tx, mailbox.id, { state: 'ok', reason: null }));
    const account = () => repo.findOneByOrFail({ id: mailbox.id });
    const health = async () => (await account()).health;
    await repo.update({ id: mailbox.id }, { config, health: 'unknown' });
    outbox.accounts.invalidate();
    await isRead();
    expect(await health()).toBe('ok');
    await checkChannel({ database, accounts: outbox.accounts, tokens: outbox.tokens }, mailbox.id);
    expect(await health()).toBe('error');
    await isRead();
    expect(await health()).toBe('error');
    expect(reasonText((await account()).healthReason!, channelKindInfo(channels.email, 'fr').texts)).toMatch(
      /^L’envoi ne fonctionne pas\. 127\.0\.0\.1:/,
    );
  });
});
