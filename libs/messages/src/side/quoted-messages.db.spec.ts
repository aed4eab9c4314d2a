import { caseFor, setAnonymity, type Principal } from '@guichet/access';
import { appendEntry, saveCase, type StoredMessage } from '@guichet/cases';
import type { StartSideConversation } from '@guichet/contracts';
import { SideTown } from '../../../../test/support/side-town.js';
import { quotedText } from './quoted-messages.js';

let town: SideTown;
let root: Principal;

beforeAll(async () => {
  town = await SideTown.open();
  root = await town.outbox.town.agent('Root', [], 'administrator');
});
afterAll(() => town?.close());

/** A case with a question and a reply, which has left. */
async function correspondence(text: string) {
  const { caseId, citizen } = await town.opened('Où aller ?');
  const entryId = await town.outbox.answer(caseId, { channelAccountId: town.account.id, to: citizen, text });
  await town.outbox.town.database.execute(`update delivery set state = 'sent', sent_at = now() where entry_id = $1`, [
    entryId,
  ]);
  return { caseId, entryId };
}
const appendMessage = (caseId: string, text: string, flags: StoredMessage['flags']) =>
  town.outbox.as(async (tx) => {
    const item = await caseFor(tx, town.outbox.ana, { id: caseId, permission: 'case.reply' });
    const data: StoredMessage = {
      ...{ from: null, to: [], cc: [], subject: null, segments: [{ kind: 'visible', text }], html: null },
      ...{ remoteImages: [], attachments: [], claimedAt: null, flags, hiddenParts: 0, hasOriginal: false },
    };
    const entry = {
      kind: 'message',
      direction: 'out',
      channel: 'email',
      channelAccountId: town.account.id,
      data,
    } as const;
    await appendEntry(tx, { item, entry, actor: { kind: 'system', name: 'Check' } });
    await saveCase(tx, item);
  });
const quote = (caseId: string, wanted: StartSideConversation['quote']) =>
  quotedText(town.context(), { caseId, quote: wanted });
const anonymous = (reason: string | null) =>
  town.outbox.as((tx) => setAnonymity(tx, root, { subject: { agentId: town.outbox.ana.id }, reason }));

describe('what is quoted to those who are asked', () => {
  it('names an agent who is anonymous as citizens know them, in a message and in the history, also later', async () => {
    const before = await correspondence('Au guichet 4.');
    await anonymous('Menaces');
    const after = await correspondence('Au guichet 5.');
    const texts = [
      await quote(before.caseId, { what: 'message', entryId: before.entryId }),
      await quote(before.caseId, { what: 'history' }),
    ];
    await anonymous(null);
    texts.push(
      await quote(after.caseId, { what: 'message', entryId: after.entryId }),
      await quote(after.caseId, { what: 'history' }),
    );
    for (const text of texts) {
      expect(text).toMatch(/^> Agent \d+, /m);
      expect(text).not.toMatch(/\bAna\b/);
    }
    expect(await quote(before.caseId, { what: 'history' })).toMatch(/^> Ana, /m);
  });

  it('is no automatic message and nothing of a third party in the history, as nobody chose them', async () => {
    const flags = ['automatic', 'acknowledgement', 'survey', 'survey-response', 'continued', 'third-party'] as const;
    const { caseId } = await correspondence('Au guichet 4.');
    for (const flag of flags) await appendMessage(caseId, `Bonjour, ceci est ${flag}.`, [flag]);
    await appendMessage(caseId, 'Bonjour, je précise.', []);
    const text = await quote(caseId, { what: 'history' });
    expect(text).toContain('> Au guichet 4.');
    expect(text.match(/Bonjour, .*/g)).toEqual(['Bonjour, je précise.']);
  });

  // Threats: A007. Whoever has such a link needs no password.
  it('has no link to a reply, a file or a survey, in a message or in the history', async () => {
    const link = (page: string) =>
      `https://town.test/guichet/portal/${page}/abcdefghijklmnopqrstuvwxyz.abcdefghijklmnop`;
    const text = `Lisez ${link('replies')}. Et ${link('files')}, ${link('surveys')} ou https://town.test/horaires`;
    const { caseId, entryId } = await correspondence(text);
    for (const wanted of [{ what: 'message', entryId }, { what: 'history' }] as const) {
      const quoted = await quote(caseId, wanted);
      expect(quoted).not.toContain('abcdefghijklm');
      expect(quoted).toContain('> Lisez https://town.test/guichet/portal/replies/…');
      expect(quoted).toContain('https://town.test/horaires');
    }
  });
});

describe('a message to those who are asked', () => {
  it('does not leave with the name of its author who is anonymous, in its text or subject', async () => {
    const { caseId } = await correspondence('Au guichet 4.');
    const plan = (wanted: Partial<StartSideConversation>) =>
      town.plan(caseId, { to: ['atelier@durand.test'], text: 'Quand ?', ...wanted });
    await anonymous('Menaces');
    const refused = (path: string) => ({ more: { errors: [{ path, reason: 'author-anonymous' }] } });
    await expect(plan({ text: 'Quand ?\nAna' })).rejects.toMatchObject(refused('text'));
    await expect(plan({ subject: 'Fuite, pour Ana' })).rejects.toMatchObject(refused('subject'));
    await expect(plan({})).resolves.toMatchObject({ text: 'Quand ?' });
    await anonymous(null);
    await expect(plan({ text: 'Quand ?\nAna' })).resolves.toMatchObject({ subject: 'Fuite' });
  });
});
