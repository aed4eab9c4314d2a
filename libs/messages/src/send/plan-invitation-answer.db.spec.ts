import type { Principal } from '@guichet/access';
import { caseDetail, saveDraft, shownEntry, timeline } from '@guichet/cases';
import type { Invitation, InvitationAnswer } from '@guichet/contracts';
import { NotificationListener, type Tx } from '@guichet/database';
import { loadConfig } from '@guichet/platform';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { planAnswer } from './plan-invitation-answer.js';
import { reply } from './write-reply.js';

let town: TestTown;
let ana: Principal;
let mailbox: Intake;
let accounts: Accounts;
let notificationListener: NotificationListener;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Mairie');
  ana = await town.agent('Ana', [team]);
  mailbox = await town.mailbox(team);
  notificationListener = new NotificationListener(town.database.url);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), notificationListener);
});
afterAll(async () => {
  await notificationListener.close();
  await town.close();
});

const VISIT: Invitation = {
  ...{ method: 'request', summary: 'Visite', start: { kind: 'moment', time: '2026-11-05T13:00:00.000Z' }, end: null },
  ...{ location: '', organizer: { name: 'Zoé', address: 'zoe@citizen.test' }, recurrence: null, answer: null },
  ...{ uid: 'visite-1', sequence: 1, recurrenceId: null, attendee: 'mairie@town.test' },
};

const as = <Result>(work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, work);

async function invited(invitation: Invitation): Promise<{ caseId: string; entryId: string }> {
  const caseId = (await receive(town, mailbox, { ...from('email', 'zoe@citizen.test'), invitation }))[0]!;
  const { items } = await timeline(town.database, ana, { caseId, query: { limit: 1 } });
  return { caseId, entryId: items[0]!.id };
}

async function answer(of: { caseId: string; entryId: string }, status: InvitationAnswer): Promise<string> {
  const context = { reader: town.database, who: ana, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts };
  const planned = await planAnswer(context, of, status);
  return as((tx) => reply({ tx, who: ana, keyring: town.keyring }, of.caseId, { ...planned, seenVersion: null }));
}

describe('the answer to an invitation', () => {
  it('is a reply to its organiser, which waits for the undo delay and says what was answered', async () => {
    const of = await invited(VISIT);
    const draft = { mode: 'reply', text: 'Bonjour', html: null, attachmentIds: [], mentions: [] } as const;
    await as((tx) => saveDraft(tx, ana, { caseId: of.caseId, draft: { ...draft, attachmentIds: [], mentions: [] } }));
    const entry = await shownEntry(town.database, ana, { caseId: of.caseId, entryId: await answer(of, 'tentative') });
    expect(entry).toMatchObject({
      ...{ kind: 'message', direction: 'out', subject: 'Provisoire : Visite', delivery: { status: 'scheduled' } },
      to: [{ value: 'zoe@citizen.test' }],
      invitation: { ...VISIT, method: 'reply', answer: { status: 'tentative' } },
    });
    expect((await caseDetail(town.database, ana, { id: of.caseId })).status).toBe('waiting');
    const [drafts] = await town.database.query<{ count: number }>(
      `select count(*)::int as count from draft where case_id = $1`,
      [of.caseId],
    );
    expect(drafts?.count).toBe(1);
  });

  it.each([
    ['is for nobody here', { attendee: null }],
    ['is canceled', { method: 'cancel' as const, attendee: null }],
    ['names no organiser', { organizer: null }],
  ])('cannot be given where the invitation %s', async (_, more) => {
    const of = await invited({ ...VISIT, uid: 'visite-2', ...more });
    await expect(answer(of, 'accepted')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('cannot be given to a message that is an answer itself', async () => {
    const of = await invited({ ...VISIT, uid: 'visite-3' });
    const entryId = await answer(of, 'accepted');
    await expect(answer({ ...of, entryId }, 'declined')).rejects.toMatchObject({ code: 'not-found' });
  });
});
