import { saveOrganisation, type Principal } from '@guichet/access';
import { NotificationPreferences, Organisation, type MailDigest } from '@guichet/contracts';
import {
  markNotificationsRead,
  notify,
  pauseNotifications,
  planDigests,
  savePreferences,
  waitingForMail,
} from '@guichet/notifications';
import { heartbeat } from '@guichet/workforce';
import { Outbox } from '../../../../../test/support/delivery-outbox.js';
import { MailSink } from '../../../../../test/support/mail-sink.js';
import { openCase } from '../../../../../test/support/open-case.js';
import { from, receive } from '../../../../../test/support/receive-messages.js';
import { mailDigest } from './mail-digest.js';

const DAILY: MailDigest = { when: 'daily', at: '08:00' };
const AWAY: MailDigest = { when: 'away', at: '08:00' };
const DAY = 86_400;

let outbox: Outbox;
let sink: MailSink;
let ana: Principal;
let caseId: string;
beforeEach(async () => {
  [outbox, sink] = await Promise.all([Outbox.open(), MailSink.open()]);
  ({ ana } = outbox);
  await outbox.connect('email', {
    ...{ address: 'mairie@town.test', inbound: { smtp: true }, undoSeconds: 0 },
    outbound: { host: '127.0.0.1', port: sink.port, secure: false },
  });
  caseId = await openCase(outbox.town, ana, 'Cantine de Zoé');
});
afterEach(() => Promise.all([outbox.close(), sink.close()]));

const choose = (digest: MailDigest, more: Partial<NotificationPreferences> = {}) =>
  outbox.as((tx) => savePreferences(tx, ana, NotificationPreferences.parse({ digest, ...more })));
const mention = (by = 'Bob', of: string | null = caseId) =>
  outbox.as((tx) => notify(tx, [{ agentId: ana.id, caseId: of, about: { type: 'mentioned', by } }]));
const context = () => ({
  ...outbox,
  database: outbox.town.database,
  config: { publicUrl: 'https://guichet.test' },
  logger: { warn: () => undefined, error: () => undefined },
});
const plan = () => planDigests(context());
const waiting = async () =>
  (
    await outbox.town.database.query<{ payload: { agentId: string; due: string } }>(
      `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'mail-digest'`,
    )
  ).map(({ payload }) => payload);
/** Has a week go by, so that whatever is due is due now, and runs the jobs that are set. */
async function nextWeek(): Promise<void> {
  outbox.pass(7 * DAY);
  await plan();
  for (const payload of await waiting()) await mailDigest(context(), payload);
}
const subjects = () => sink.mails.map(({ headers }) => headers.get('subject'));
const reference = async () =>
  (await outbox.town.database.query<{ reference: string }>(`select reference from cases where id = $1`, [caseId]))[0]!
    .reference;
const text = (n = 0) => sink.mails[n]!.raw.replace(/=\r?\n/g, '');

describe('the mail of unread notifications', () => {
  it('says in one list what happened in which case, and nothing of whom it is about', async () => {
    await choose(DAILY);
    for (const by of ['Bob', 'Chloé']) await mention(by);
    await nextWeek();

    expect(sink.mails.map(({ envelope }) => [envelope.from, ...envelope.to])).toEqual([['', ana.email]]);
    expect(subjects()[0]).toMatch(/2.notifications.non.lues/);
    expect(text()).toContain('Auto-Submitted: auto-generated');
    expect(text()).toContain(await reference());
    expect(text()).toContain(`https://guichet.test/cases/${caseId}`);
    expect(text()).toContain('https://guichet.test/settings/notifications');
    expect(text()).not.toMatch(/Zo|Cantine|Bob|Chlo/);
  });

  it('names as no assignment what was taken over from them', async () => {
    await choose(DAILY);
    await outbox.as((tx) => notify(tx, [{ agentId: ana.id, caseId, about: { type: 'taken-over', by: 'Bob' } }]));
    await nextWeek();

    expect(text()).toContain('Dossiers repris');
    expect(text()).not.toContain('Attributions');
  });

  it('names as no assignment what is about a case that they do not see', async () => {
    await choose(DAILY);
    await mention('Bob', null);
    await nextWeek();

    expect(text()).toContain('Un dossier que vous ne voyez plus');
    expect(text()).not.toMatch(/attribué/);
  });

  it('is none for whoever has chosen none, and none where nothing is unread', async () => {
    await mention();
    await nextWeek();
    await choose(DAILY);
    await nextWeek();
    await mention();
    await outbox.as((tx) => markNotificationsRead(tx, ana, {}));
    await nextWeek();

    expect([await waiting(), sink.mails]).toEqual([[], []]);
  });

  it('leaves out what was read after it was planned, and of what the console alerts nobody', async () => {
    const usual = NotificationPreferences.parse({});
    await choose(DAILY, { choices: { ...usual.choices, assigned: { console: false, device: false } } });
    await mention();
    outbox.pass(7 * DAY);
    await plan();
    const [job] = await waiting();
    await outbox.as((tx) => markNotificationsRead(tx, ana, {}));
    await mailDigest(context(), job!);
    expect(sink.mails).toEqual([]);

    await mention('Chloé');
    await outbox.as((tx) => notify(tx, [{ agentId: ana.id, caseId, about: { type: 'assigned', by: 'Bob' } }]));
    await nextWeek();
    expect(subjects()).toEqual([expect.stringMatching(/1.notification.non.lue/)]);
  });

  it('keeps its time where something else is chosen, and begins anew where it was chosen off', async () => {
    await choose(DAILY);
    await mention();
    outbox.pass(7 * DAY);
    await choose(DAILY, { sound: true });
    await plan();
    expect(await waiting()).toHaveLength(1);

    for (const digest of [{ ...DAILY, when: 'never' as const }, DAILY]) await choose(digest);
    await nextWeek();
    expect(sink.mails).toEqual([]);
  });

  it('tells of each notification once', async () => {
    await choose(DAILY);
    await mention();
    await nextWeek();
    await nextWeek();
    await mention('Chloé');
    await nextWeek();

    expect(subjects()).toEqual([1, 1].map(() => expect.stringMatching(/1.notification.non.lue/) as string));
  });

  // Threats: A018.
  it.each([
    ['the case was restricted to others', `update cases set restricted_to = '{}'`],
    ['they were taken off the team', `delete from team_member`],
    ['they were deactivated', `update agent set active = false`],
    ['they have chosen to get none', `update notification_preference set digest = null`],
    ['they have paused it', `update notification_preference set paused_until = now() + interval '30 days'`],
  ])('is not sent where, in the last moment, %s', async (_what, sql) => {
    await choose(DAILY);
    await mention();
    outbox.pass(7 * DAY);
    await plan();
    const [job] = await waiting();
    await outbox.town.database.execute(sql);
    await mailDigest(context(), job!);

    expect(sink.mails).toEqual([]);
  });

  it('is one for each time, though two workers send it, or one is killed after it was sent', async () => {
    await choose(DAILY);
    await mention();
    outbox.pass(7 * DAY);
    await Promise.all([plan(), plan()]);
    const [job, ...others] = await waiting();
    expect(others).toEqual([]);
    await Promise.all([mailDigest(context(), job!), mailDigest(context(), job!)]);
    expect(sink.mails).toHaveLength(1);

    await outbox.town.database.execute(`update notification set awaits_mail = true`);
    await mailDigest(context(), job!);
    expect(sink.mails).toHaveLength(1);

    await nextWeek();
    expect(sink.mails).toHaveLength(2);
  });

  it('is sent again for the same time where no server took it', async () => {
    await choose(DAILY);
    await mention();
    await nextWeek();
    const claimed = () => outbox.town.database.query(`select digest_claimed from notification_preference`);
    const before = await claimed();
    await mention('Chloé');
    outbox.pass(7 * DAY);
    await plan();
    const job = (await waiting()).at(-1);
    await sink.close();
    await expect(mailDigest(context(), job!)).rejects.toMatchObject({ retryable: true });
    // An earlier one is not sent again either.
    expect(await claimed()).toEqual(before);
    sink = await MailSink.open();
    await outbox.town.database.execute(
      `update channel_account set config = jsonb_set(config, '{outbound,port}', to_jsonb($1::int))`,
      [sink.port],
    );
    outbox.accounts.invalidate();
    await mailDigest(context(), job!);

    expect(sink.mails).toHaveLength(1);
  });

  it('is left to the next time where a server refuses it for good', async () => {
    await choose(DAILY);
    await mention();
    sink.refuse = () => ({ code: 550, message: '5.7.1 Not here' });
    await nextWeek();
    expect(sink.attempts).toBe(1);

    sink.refuse = null;
    await nextWeek();
    expect(subjects()).toEqual([expect.stringMatching(/1.notification.non.lue/)]);
  });

  it('tells nothing of what was read while another worker was about to send it', async () => {
    await choose(DAILY);
    await mention();
    outbox.pass(7 * DAY);
    await plan();
    const [job] = await waiting();
    await outbox.town.commitWhenBlocked(
      ana,
      async (tx) => {
        await tx.query(`select 1 from notification_preference for update`);
        await markNotificationsRead(tx, ana, {});
      },
      () => mailDigest(context(), job!),
    );

    expect(sink.mails).toEqual([]);
  });

  it('lists the newest where there are many, and tells how many more there are', async () => {
    await choose(DAILY);
    for (let n = 0; n < 52; n += 1) await mention(`Bob ${n}`);
    const { ids, notifications } = await waitingForMail(outbox.town.database, ana);
    expect([ids.length, notifications.map(({ id }) => id)]).toEqual([52, ids.slice(0, 50)]);
    await nextWeek();
    await nextWeek();

    expect(subjects()).toEqual([expect.stringMatching(/52.notifications.non.lues/)]);
    expect(text()).toContain('Et 2 autres notifications');
  });

  it('waits for the end of a pause', async () => {
    await choose(AWAY);
    await mention();
    outbox.pass(7 * DAY);
    const until = new Date(outbox.town.database.now.getTime() + 3_600_000).toISOString();
    await outbox.as((tx) => pauseNotifications(tx, ana, until));
    await plan();
    expect(await waiting()).toEqual([]);

    outbox.pass(3601);
    await plan();
    expect(await waiting()).toHaveLength(1);
  });

  it('is planned for all others where it cannot be for one, who is tried later', async () => {
    const bad = await outbox.town.agent('Zoé', [await outbox.town.team('Voirie')]);
    await outbox.as((tx) => savePreferences(tx, bad, NotificationPreferences.parse({ digest: DAILY })));
    await outbox.town.database.execute(
      `update notification_preference set digest_due = digest_due - interval '1 hour'`,
    );
    await outbox.town.database.execute(`update team set business_hours = '{}' where name = 'Voirie'`);
    await choose(DAILY);
    await mention();
    outbox.pass(7 * DAY);
    await plan();
    expect((await waiting()).map(({ agentId }) => agentId)).toEqual([ana.id]);

    await outbox.town.database.execute(`update team set business_hours = null where name = 'Voirie'`);
    await outbox.as((tx) => notify(tx, [{ agentId: bad.id, caseId: null, about: { type: 'mentioned', by: 'Bob' } }]));
    outbox.pass(3601);
    await plan();
    expect((await waiting()).map(({ agentId }) => agentId)).toContain(bad.id);
  });

  // Threats: A006, L09.
  it('says that nobody reads an answer, which opens no case, and its bounce comes to nobody', async () => {
    await choose(DAILY);
    await mention();
    await nextWeek();
    const [sent] = sink.mails;
    expect(sent!.envelope.from).toBe('');
    expect(text()).toMatch(/N.{1,12}y r.{1,12}pondez pas/);
    const number = await reference();
    await outbox.town.database.execute(`delete from team_member`);

    const answer = (key: string) =>
      from('email', ana.email, {
        subject: `Re: ${sent!.headers.get('subject')}`,
        threadKeys: [key],
        body: `D’accord.\n> ${number}`,
      });
    const box = await outbox.town.mailbox(outbox.team);
    const digest = `ref:${sent!.headers.get('message-id')!.replace(/[<>]/g, '')}`;
    const [toDigest, toAnother] = await receive(outbox.town, box, answer(digest), answer(`ref:x.${digest.slice(4)}`));
    expect([toDigest, toAnother]).toEqual(['', expect.stringMatching(/./)]);
    expect(toAnother).not.toBe(caseId);
    expect(await outbox.town.database.query(`select 1 from cases`)).toHaveLength(2);
  });

  it('comes each hour for whoever wants it so, while they are not at the console', async () => {
    await choose(AWAY);
    await mention();
    await outbox.as((tx) => heartbeat(tx, [ana.id]));
    const hour = async () => {
      outbox.pass(3600);
      await plan();
      await outbox.town.database.execute(`update agent_presence set heartbeat_at = $1 where heartbeat_at is not null`, [
        outbox.town.database.now,
      ]);
      for (const payload of await waiting()) await mailDigest(context(), payload);
    };
    await hour();
    expect(sink.mails).toEqual([]);

    await outbox.town.database.execute(`update agent_presence set heartbeat_at = null`);
    await hour();
    expect(sink.mails).toHaveLength(1);
    await mention('Chloé');
    await hour();
    expect(sink.mails).toHaveLength(2);
  });
});

describe('the subject of a case', () => {
  const choosesSubjects = async () => {
    const root = await outbox.town.agent('Root', [], 'administrator');
    await outbox.as((tx) => saveOrganisation(tx, root, Organisation.parse({ subjectsInNotifications: true })));
  };

  it('is in the mail where the organisation has chosen so', async () => {
    await choosesSubjects();
    await choose(DAILY);
    await mention();
    await nextWeek();

    expect(text()).toContain('Cantine');
  });

  it.each([
    ['is restricted, also to those whom it is restricted to', `update cases set restricted_to = array[assignee_id]`],
    ['is of a confidential team', `update team set confidential = true`],
  ])('is not where the case %s', async (_what, sql) => {
    await choosesSubjects();
    await choose(DAILY);
    await mention();
    // Mails to agents are sent by no account of a confidential team.
    await outbox.town.database.execute(`update channel_account set shared = true`);
    outbox.accounts.invalidate();
    await outbox.town.database.execute(`update cases set assignee_id = $1`, [ana.id]);
    await outbox.town.database.execute(sql);
    await nextWeek();

    expect(text()).toContain(await reference());
    expect(text()).not.toContain('Cantine');
  });
});
