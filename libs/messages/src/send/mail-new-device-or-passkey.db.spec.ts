import { updateTeam, type Principal } from '@guichet/access';
import type { Permission } from '@guichet/contracts';
import { Outbox } from '../../../../test/support/delivery-outbox.js';
import { MailSink } from '../../../../test/support/mail-sink.js';
import { guardSystemMail, systemMailAccount } from '../accounts/system-mail-account.js';
import { mailNewDevice, newDeviceMail } from './mail-new-device-or-passkey.js';

let outbox: Outbox;
let sink: MailSink;
beforeEach(async () => {
  [outbox, sink] = await Promise.all([Outbox.open(), MailSink.open()]);
});
afterEach(() => Promise.all([outbox.close(), sink.close()]));

const mailTo = (agentId: string, userAgent: string | null) =>
  mailNewDevice(
    { ...outbox, database: outbox.town.database, config: { publicUrl: 'https://guichet.example' } },
    { agentId, userAgent, address: '203.0.113.7', at: '2026-03-02T09:30:00.000Z', language: 'fr' },
  );
const connectMail = (address = 'mairie@town.test') =>
  outbox.connect('email', {
    address,
    inbound: { smtp: true },
    outbound: { host: '127.0.0.1', port: sink.port, secure: false },
    undoSeconds: 0,
  });

describe('a sign-in with a new browser', () => {
  it('is told to its agent by mail', async () => {
    await connectMail();
    await mailTo(outbox.ana.id, null);
    expect(sink.mails.map(({ envelope }) => envelope)).toEqual([{ from: expect.any(String), to: [outbox.ana.email] }]);
  });

  it('is told by an account that all teams share, so that no other one is named to everybody', async () => {
    await connectMail('violences@town.test');
    const shared = await connectMail('mairie@town.test');
    await outbox.town.database.execute(`update channel_account set shared = true where id = $1`, [shared]);
    await mailTo(outbox.ana.id, null);
    expect(sink.mails.map(({ headers }) => headers.get('from'))).toEqual([expect.stringContaining('mairie@town.test')]);
  });

  it('is told by no mail where none can be sent, or by the account of a confidential team alone', async () => {
    await mailTo(outbox.ana.id, null);
    await connectMail('violences@town.test');
    await outbox.town.database.execute(`update team set confidential = true`);
    await mailTo(outbox.ana.id, null);
    expect(sink.mails).toEqual([]);
  });

  it('is not led to another account by whoever makes a team confidential and does not manage agents', async () => {
    const { town, accounts, team, ana } = outbox;
    await connectMail('mairie@town.test');
    const mine = await connectMail('mine@town.test');
    await town.database.execute(`update channel_account set team_id = $2 where id = $1`, [
      mine,
      await town.team('Mine'),
    ]);
    accounts.invalidate();
    const manager = (...permissions: Permission[]): Principal => ({
      ...ana,
      grants: [{ ...ana.grants[0]!, reach: 'all-teams', permissions }],
    });
    const hide = (who: Principal) =>
      outbox.as((tx) =>
        guardSystemMail({ tx, who, accounts }, () => updateTeam(tx, who, { id: team, wanted: { confidential: true } })),
      );
    await expect(hide(manager('team.manage'))).rejects.toMatchObject({ code: 'not-permitted' });
    expect((await systemMailAccount(accounts))?.config).toMatchObject({ address: 'mairie@town.test' });
    await hide(manager('team.manage', 'agent.manage'));
    accounts.invalidate();
    expect((await systemMailAccount(accounts))?.config).toMatchObject({ address: 'mine@town.test' });
  });
});

it('the mail says when it was, with what, from where, and where the session is ended', () => {
  const link = 'https://guichet.example/settings/account';
  const { text, html } = newDeviceMail({
    ...{ language: 'fr', name: 'Ana <b>', organisation: '', timeZone: 'Europe/Paris', link },
    ...{ address: '203.0.113.7', at: '2026-03-02T09:30:00.000Z' },
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
  });
  for (const fact of ['Firefox, Linux', '203.0.113.7', 'lundi 2 mars 2026', '10\u00a0h\u00a030', link]) {
    expect(text).toContain(fact);
    expect(html).toContain(fact);
  }
  expect(html).not.toContain('<b>');
});

it('the mail of a new passkey says what it is called, and what to do if it was somebody else', () => {
  const link = 'https://guichet.example/settings/account';
  const { subject, text, html } = newDeviceMail({
    ...{ language: 'en', name: 'Ana', organisation: 'Valbourg', timeZone: 'Europe/Paris', link },
    ...{ address: '203.0.113.7', at: '2026-03-02T09:30:00.000Z', userAgent: null, passkey: 'Phone <i>' },
  });
  expect(subject).toBe('A passkey was added to your Guichet account');
  for (const fact of ['Phone', 'an unknown browser', '203.0.113.7', 'Valbourg', 'remove this passkey', link]) {
    expect(text).toContain(fact);
    expect(html).toContain(fact);
  }
  expect(html).not.toContain('<i>');
});

it.each([
  ['en', 'A passkey was removed from your Guichet account', 'It no longer signs in'],
  ['fr', 'Une clé d’accès a été retirée de votre compte Guichet', 'Elle ne permet plus'],
] as const)('the mail of a passkey that was removed says which, and what to do, in %s', (language, subject, what) => {
  const link = 'https://guichet.example/settings/account';
  const mail = newDeviceMail({
    ...{ language, name: 'Ana', organisation: 'Valbourg', timeZone: 'Europe/Paris', link, userAgent: null },
    ...{ address: '203.0.113.7', at: '2026-03-02T09:30:00.000Z', passkey: 'Phone', isRemoved: true },
  });
  expect(mail.subject).toBe(subject);
  for (const fact of ['Phone', '203.0.113.7', what, link]) expect(mail.text).toContain(fact);
});
