import type { Principal } from '@guichet/access';
import { MetricsScenario } from '../../../../test/support/metrics-scenario.js';
import { openCase } from '../../../../test/support/open-case.js';
import type { Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseDetail } from './case-detail.queries.js';

let town: TestTown;
let ana: Principal;
let mailbox: Intake;
let story: MetricsScenario;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  mailbox = await town.mailbox(team);
  story = new MetricsScenario(town, new Date());
});
afterAll(() => town.close());

const isUnanswered = async (id: string) => (await caseDetail(town.database, ana, { id })).unanswered;

describe('a case in which a citizen has written', () => {
  it('waits for a first reply until one is about to leave', async () => {
    const id = await story.writes(mailbox, 'zoe@citizen.test');
    expect(await isUnanswered(id)).toBe(true);
    const reply = await story.answers(ana, { caseId: id, account: mailbox, state: 'scheduled' });
    expect(await isUnanswered(id)).toBe(false);
    await story.becomes(reply, 'canceled');
    expect(await isUnanswered(id)).toBe(true);
    await story.becomes(await story.answers(ana, { caseId: id, account: mailbox, state: 'queued' }), 'failed');
    expect(await isUnanswered(id)).toBe(true);
    await story.answers(ana, { caseId: id, account: mailbox });
    // What comes after it has been answered once, and what is written there later is another matter.
    await story.writes(mailbox, 'zoe@citizen.test', { caseId: id });
    expect(await isUnanswered(id)).toBe(false);
  });

  it('waits for none once it is over, or where nobody but an agent or a machine has written', async () => {
    const [spam, automatic] = [
      await story.writes(mailbox, 'ads@citizen.test'),
      await story.writes(mailbox, 'robot@citizen.test', { flags: ['automatic'] }),
    ];
    await story.changes(ana, spam, { status: 'spam' });
    const own = await openCase(town, ana, 'Note');
    expect(await Promise.all([spam, automatic, own].map(isUnanswered))).toEqual([false, false, false]);
  });
});
