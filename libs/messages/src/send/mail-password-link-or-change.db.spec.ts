import { Outbox } from '../../../../test/support/delivery-outbox.js';
import { MailSink } from '../../../../test/support/mail-sink.js';
import { mailAddressChanged } from './mail-agent-address-changed.js';
import { mailPasswordChanged } from './mail-password-link-or-change.js';

let outbox: Outbox;
let sink: MailSink;
beforeEach(async () => {
  [outbox, sink] = await Promise.all([Outbox.open(), MailSink.open()]);
});
afterEach(() => Promise.all([outbox.close(), sink.close()]));

const mailOnce = () =>
  mailPasswordChanged(
    { ...outbox, database: outbox.town.database, config: { publicUrl: 'https://guichet.example' } },
    { agentId: outbox.ana.id, language: 'fr' },
  );

it('a password that was changed is told to its agent by mail, and is no failure where none can be sent', async () => {
  await mailOnce();
  expect(sink.mails).toEqual([]);
  await outbox.connect('email', {
    address: 'mairie@town.test',
    inbound: { smtp: true },
    outbound: { host: '127.0.0.1', port: sink.port, secure: false },
    undoSeconds: 0,
  });
  await mailOnce();
  expect(sink.mails.map(({ envelope }) => envelope.to)).toEqual([[outbox.ana.email]]);
  // As is an address that was changed, to the one before and to the new one.
  const context = { ...outbox, database: outbox.town.database };
  for (const [to, isNew] of [
    ['before@town.test', false],
    ['after@town.test', true],
  ] as const)
    await mailAddressChanged(context, { agentId: outbox.ana.id, to, isNew, language: 'fr' });
  expect(sink.mails.slice(1).map(({ envelope }) => envelope.to)).toEqual([['before@town.test'], ['after@town.test']]);
});
