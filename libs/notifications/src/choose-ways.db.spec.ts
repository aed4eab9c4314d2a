import type { Principal } from '@guichet/access';
import {
  NotificationPreferences,
  SaveNotificationPreferences,
  type NotificationTopic,
  type NotificationWays,
} from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { allEvents } from '../../../test/support/all-events.js';
import { from, receive, type Intake } from '../../../test/support/receive-messages.js';
import { TestTown } from '../../../test/support/test-town.js';
import { listNotifications, markNotificationsRead } from './list-and-mark-read-notifications.js';
import { notifyAgents } from './notify-agents-of-case-events.js';
import { preferencesOf } from './preferences/notification-preferences.js';
import { pauseNotifications, savePreferences } from './preferences/save-preferences.js';

let town: TestTown;
let ana: Principal;
let bob: Principal;
let box: Intake;

beforeEach(async () => {
  town = await TestTown.build();
  const schools = await town.team('Écoles');
  [ana, bob] = [await town.agent('Ana', [schools]), await town.agent('Bob', [schools])];
  box = { ...(await town.mailbox(schools)), kind: 'sms', conversation: true };
});
afterEach(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const writes = async (body: string, phone = '+33639980001') =>
  (await receive(town, box, from('phone', phone, { body })))[0] ?? '';
const assign = (caseId: string, to: Principal) =>
  town.database.execute(`update cases set assignee_id = $2 where id = $1`, [caseId, to.id]);
const follow = (caseId: string, who: Principal) =>
  town.database.execute(`insert into case_follow (agent_id, case_id, since) values ($2, $1, now())`, [caseId, who.id]);
const choose = (who: Principal, topic: NotificationTopic, ways: NotificationWays) => {
  const usual = NotificationPreferences.parse({});
  return as(who, (tx) =>
    savePreferences(tx, who, NotificationPreferences.parse({ ...usual, choices: { ...usual.choices, [topic]: ways } })),
  );
};
/** Notifies of all that has happened, as the worker does: those who were notified already are not again. */
const notified = async (who: Principal) => {
  const events = await allEvents(town.database);
  await as(bob, (tx) => notifyAgents(tx, events));
  const { items, unread } = await listNotifications(town.database, who, { limit: 9 });
  return { about: items.map(({ about }) => about.type), unread };
};

it('keeps the mails and the quiet times of which a client does not know', async () => {
  const chosen = NotificationPreferences.parse({ digest: { when: 'daily', at: '09:15' } });
  const quiet = { ...chosen.quiet, outsideTeamHours: true, whileAbsent: true };
  await as(ana, (tx) => savePreferences(tx, ana, { ...chosen, quiet }));
  const older = { sound: true, quiet: { enabled: true, from: '18:00', to: '08:00', days: [7] } };
  await as(ana, (tx) => savePreferences(tx, ana, SaveNotificationPreferences.parse(older)));

  expect(await preferencesOf(town.database, ana.id)).toMatchObject({
    ...{ sound: true, digest: chosen.digest },
    quiet: { ...older.quiet, outsideTeamHours: true, whileAbsent: true },
  });
});

describe('what the citizen replies', () => {
  it('is told to whoever has the case, once until they have read of it, also where they follow it', async () => {
    const id = await writes('Bonjour');
    await assign(id, ana);
    for (const who of [ana, bob]) await follow(id, who);
    expect(await notified(ana)).toEqual({ about: ['followed-case'], unread: 1 });
    await as(ana, (tx) => markNotificationsRead(tx, ana, {}));

    await writes('Toujours rien ?');
    await writes('Allô ?');

    expect(await notified(ana)).toEqual({ about: ['citizen-replied', 'followed-case'], unread: 1 });
    expect(await notified(bob)).toEqual({ about: ['followed-case'], unread: 1 });
  });

  it('is told again once they have read the case, however much lies above it in their list', async () => {
    const [id, other] = [await writes('Bonjour'), await writes('Bonsoir', '+33639980002')];
    for (const caseId of [id, other]) await follow(caseId, ana);
    expect(await notified(ana)).toEqual({ about: ['followed-case', 'followed-case'], unread: 2 });

    await as(ana, (tx) => markNotificationsRead(tx, ana, { caseId: id }));
    expect(await notified(ana)).toEqual({ about: ['followed-case', 'followed-case'], unread: 1 });

    await writes('Toujours rien ?');
    expect(await notified(ana)).toEqual({ about: ['followed-case', 'followed-case', 'followed-case'], unread: 2 });
  });

  it('is no reply where it opened the case', async () => {
    await assign(await writes('Bonjour'), ana);

    expect(await notified(ana)).toEqual({ about: [], unread: 0 });
  });
});

describe('a message that does not arrive', () => {
  interface Sent {
    caseId: string;
    state: 'failed' | 'unknown';
    position?: number;
  }

  it('is told to the agent who sent it, or to whoever has the case where they may no longer open it', async () => {
    const [one, other] = [await writes('Bonjour'), await writes('Bonsoir', '+33639980002')];
    for (const id of [one, other]) await assign(id, bob);
    for (const [caseId, state] of [[one, 'failed'], [other, 'unknown']] as const) await sent(ana, { caseId, state }); // prettier-ignore
    expect(await notified(ana)).toEqual({ about: ['delivery-failed', 'delivery-failed'], unread: 2 });
    expect(await notified(bob)).toEqual({ about: [], unread: 0 });

    await town.database.execute(`update agent set active = false where id = $1`, [ana.id]);
    expect(await notified(bob)).toEqual({ about: ['delivery-failed', 'delivery-failed'], unread: 2 });
  });

  it('is told once of several in a case, and again where it is sent anew and does not arrive either', async () => {
    const caseId = await writes('Bonjour');
    for (const position of [7, 8]) await sent(ana, { caseId, state: 'failed', position });
    expect(await notified(ana)).toEqual({ about: ['delivery-failed'], unread: 1 });
    await as(ana, (tx) => markNotificationsRead(tx, ana, {}));
    expect(await notified(ana)).toMatchObject({ unread: 0 });

    await town.database.execute(`update delivery set changed_at = changed_at + interval '1 second'`);
    expect(await notified(ana)).toMatchObject({ unread: 1 });
  });

  /** A reply of an agent, of which it is known what became of it. */
  const sent = (who: Principal, { caseId, state, position = 7 }: Sent) =>
    as(who, async (tx) => {
      const [entry] = await tx.query<{ id: string }>(
        `insert into timeline_entry (id, case_id, position, kind, direction, at, actor_kind, actor_id, actor_name, data)
         values (gen_random_uuid(), $1, $4, 'message', 'out', now(), 'agent', $2, $3, '{}') returning id`,
        [caseId, who.id, who.name, position],
      );
      const entryId = entry!.id;
      await tx.query(
        `insert into delivery (entry_id, case_id, channel_account_id, state, due_at, changed_at)
         values ($1, $2, $3, $4, now(), now())`,
        [entryId, caseId, box.id, state],
      );
      const { teamId } = box;
      tx.publish('delivery.changed', { entryId, status: state }, { caseId, teamIds: [teamId] });
    });
});

describe('what an agent has chosen', () => {
  it('keeps a topic out of the count of what is unread, and never out of the list, even where no device shows it', async () => {
    await choose(ana, 'citizen-replied', { console: false, device: true });
    const id = await writes('Bonjour');
    for (const who of [ana, bob]) await follow(id, who);

    expect([await notified(ana), await notified(bob)]).toEqual([
      { about: ['followed-case'], unread: 0 },
      { about: ['followed-case'], unread: 1 },
    ]);
    const { items } = await listNotifications(town.database, ana, { limit: 1 });
    expect(items).toMatchObject([{ quiet: true, readAt: null }]);
  });

  it('never keeps what concerns their account from alerting them', () => {
    const hidden = { choices: { security: { console: false, device: false } } };
    expect(NotificationPreferences.safeParse(hidden).success).toBe(false);
  });

  it('is theirs alone, and what is usual for whoever has chosen nothing', async () => {
    await choose(ana, 'mentioned', { console: true, device: false });

    const [hers, his] = [await preferencesOf(town.database, ana.id), await preferencesOf(town.database, bob.id)];
    expect([hers.choices.mentioned.device, his.choices.mentioned.device]).toEqual([false, true]);
    expect(his).toMatchObject({ sound: false, quiet: { enabled: false }, pausedUntil: null, timeZone: 'Europe/Paris' });
  });
});

describe('what is stored of an agent', () => {
  const stored = () =>
    town.database.query<{ choices: object; quiet: object }>(`select choices, quiet from notification_preference`);

  it('is read also where it was written by another version, with what is usual in place of what is not understood', async () => {
    await choose(ana, 'mentioned', { console: true, device: false });
    const odd = { approval: { console: 1 }, gone: {}, mentioned: { console: true, device: false }, deadline: null };
    const values = [JSON.stringify(odd), JSON.stringify({ enabled: true, from: '25:00' })];
    await town.database.execute(`update notification_preference set choices = $1, quiet = $2`, values);

    const [{ choices, quiet }, usual] = [
      await preferencesOf(town.database, ana.id),
      await preferencesOf(town.database, bob.id),
    ];
    expect(choices).toEqual({ ...usual.choices, mentioned: { console: true, device: false } });
    expect(quiet).toEqual(usual.quiet);
  });

  it('stays as it is when they pause', async () => {
    await choose(ana, 'mentioned', { console: true, device: false });
    await town.database.execute(`update notification_preference set choices = choices || '{"new": {"console": true}}'`);
    const before = await stored();
    await as(ana, (tx) => pauseNotifications(tx, ana, new Date(town.database.now.getTime() + 1000).toISOString()));
    expect(await stored()).toEqual(before);
  });
});

describe('a pause', () => {
  it('quiets all but the list until its end, and stays when something else is chosen', async () => {
    const alerts = async () => (await listNotifications(town.database, ana, { limit: 1 })).alerts;
    const inHours = (hours: number) => new Date(town.database.now.getTime() + hours * 3_600_000).toISOString();
    const until = inHours(1);
    await as(ana, (tx) => pauseNotifications(tx, ana, until));
    await choose(ana, 'mentioned', { console: true, device: false });
    expect([(await preferencesOf(town.database, ana.id)).pausedUntil, await alerts()]).toEqual([until, 'none']);

    await as(ana, (tx) => pauseNotifications(tx, ana, null));
    expect([(await preferencesOf(town.database, ana.id)).pausedUntil, await alerts()]).toEqual([null, 'silent']);

    await expect(as(ana, (tx) => pauseNotifications(tx, ana, inHours(24 * 8)))).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });
});
