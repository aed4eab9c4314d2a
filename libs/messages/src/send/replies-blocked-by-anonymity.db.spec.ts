import { setAnonymity, type Principal } from '@guichet/access';
import { ScheduledReplies } from '../../../../test/support/scheduled-replies.js';

let later: ScheduledReplies;
let head: Principal;

beforeEach(async () => {
  later = await ScheduledReplies.open();
  head = await later.outbox.town.agent('Hélène', [later.outbox.team], 'supervisor');
});
afterEach(() => later?.close());

const HOUR = 3600;
const setAnonymous = (subject: { teamId: string } | { agentId: string }, isAnonymous = true) =>
  later.outbox.town.database.write({ kind: 'agent', id: head.id, name: head.name }, (tx) =>
    setAnonymity(tx, head, { subject, reason: isAnonymous ? 'Menaces' : null }),
  );
const atItsHour = async (entryId: string): Promise<string> => {
  later.outbox.pass(HOUR);
  await later.outbox.run();
  return later.stateOf(entryId);
};

describe('a reply for later', () => {
  it.each([
    ['its author', () => ({ agentId: later.outbox.ana.id })],
    ['the team of its case', () => ({ teamId: later.outbox.team })],
  ])('that names its author does not leave once %s is anonymous', async (_, subject) => {
    const entryId = await later.scheduleReply(await later.write('a@citizen.test'));
    await setAnonymous(subject());

    expect(await atItsHour(entryId)).toBe('blocked: author-now-anonymous');
    expect(later.sink.mails).toEqual([]);
  });

  it('leaves where its author was anonymous already when it was written', async () => {
    await setAnonymous({ agentId: later.outbox.ana.id });
    const unnamed = await later.scheduleReply(await later.write('a@citizen.test'));
    await setAnonymous({ agentId: later.outbox.ana.id }, false);
    const named = await later.scheduleReply(await later.write('b@citizen.test'));
    await setAnonymous({ agentId: later.outbox.ana.id });
    expect(await atItsHour(unnamed)).toBe('sent');
    expect(await later.stateOf(named)).toBe('blocked: author-now-anonymous');
  });
});
