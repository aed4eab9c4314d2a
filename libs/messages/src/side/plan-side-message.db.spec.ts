import { mergeCase } from '@guichet/cases';
import { newId } from '@guichet/platform';
import { SideTown } from '../../../../test/support/side-town.js';
import { planSideMessage } from './plan-side-message.js';

let town: SideTown;

beforeAll(async () => {
  town = await SideTown.open();
});
afterAll(() => town?.close());

const content = { text: 'Quand ?', attachmentIds: [], forwardedIds: [], acknowledged: [] };

/** A case about which somebody was asked. */
async function askedAbout() {
  const { caseId } = await town.opened();
  const acknowledged = ['other-citizen-copied:atelier@durand.test'];
  return { caseId, sideId: await town.ask(caseId, { to: ['atelier@durand.test'], acknowledged }) };
}

const merge = (fromId: string, intoId: string) =>
  town.outbox.as((tx) => mergeCase(tx, town.outbox.ana, { fromId, intoId, reason: 'Même panne' }));

describe('a further message of a side conversation', () => {
  // Threats: A007.
  it('is planned in the case of the conversation alone, and in the one into which that was merged', async () => {
    const [asked, other] = [await askedAbout(), await askedAbout()];
    const inOther = () => planSideMessage(town.context(), { caseId: other.caseId, sideId: asked.sideId }, content);
    await expect(inOther()).rejects.toMatchObject({ code: 'not-found' });
    await merge(asked.caseId, other.caseId);
    expect(await inOther()).toMatchObject({ subject: 'Fuite', to: [{ value: 'atelier@durand.test' }] });
  });

  // Threats: A007.
  it('is checked with the files of the case in which it was started, as they may be sent on', async () => {
    const [asked, other] = [await askedAbout(), await askedAbout()];
    const fileId = newId();
    await town.outbox.town.database.execute(
      `insert into attachment (id, name, type, size, inline, state, source, case_id, created_at)
       values ($1, 'Numéro 1 85 05 78 006 084 91.txt', 'text/plain', 1, false, 'ready', 'received', $2, now())`,
      [fileId, asked.caseId],
    );
    await merge(asked.caseId, other.caseId);
    const ref = { caseId: other.caseId, sideId: asked.sideId };
    await expect(planSideMessage(town.context(), ref, { ...content, forwardedIds: [fileId] })).rejects.toMatchObject({
      more: { data: { findings: [{ code: 'sensitive-number' }] } },
    });
  });
});
