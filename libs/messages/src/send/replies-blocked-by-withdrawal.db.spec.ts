import type { Principal } from '@guichet/access';
import { moveEntries, saveDraft, shareDraft } from '@guichet/cases';
import { blockSource, TemplateContent, type PostMessage } from '@guichet/contracts';
import { Template, TemplateUse, TemplateVersion, type Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { withdrawTemplate } from '@guichet/templates';
import type { Outbox } from '../../../../test/support/delivery-outbox.js';
import type { MailSink } from '../../../../test/support/mail-sink.js';
import { ScheduledReplies } from '../../../../test/support/scheduled-replies.js';
import { cancelMessage, retryDelivery, sendNow } from './cancel-send-now-retry.js';
import { planReply } from './plan-reply.js';
import { reply } from './write-reply.js';
import { blockForTemplate, unsentWithTemplate } from './unsent-conditions-and-template-withdrawal.js';

let later: ScheduledReplies;
let outbox: Outbox;
let sink: MailSink;

beforeAll(async () => {
  later = await ScheduledReplies.open();
  ({ outbox, sink } = later);
});
afterAll(() => later?.close());

const HOUR = 3600;
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    ({ more }: { more: object }) => more,
  );

/** A template in use, and answers made from it. */
class Model {
  private constructor(
    readonly id: string,
    private readonly versionId: string,
    private readonly block: Model | null,
  ) {}

  static approved = (): Promise<Model> => Model.saying('Envoyez la pièce.');

  /** A template that includes a shared block, which is in use. */
  static async withBlock(): Promise<{ model: Model; block: Model }> {
    const block = await Model.saying('La mairie ouvre à 9 h.', { isBlock: true });
    return { model: await Model.saying(`Venez. ${blockSource(block.id)}`, { block }), block };
  }

  private static async saying(
    full: string,
    { isBlock = false, block = null }: { isBlock?: boolean; block?: Model | null } = {},
  ): Promise<Model> {
    const { source, now } = outbox.town.database;
    const [id, versionId] = [newId(), newId()];
    await source.getRepository(Template).insert({ id, isBlock, key: null, title: 'Pièce', sourceLanguage: 'fr', createdAt: now, updatedAt: now }); // prettier-ignore
    const content = TemplateContent.parse({ subject: '', blocks: [{ kind: 'next', full }] });
    await source.getRepository(TemplateVersion).insert({
      ...{ id: versionId, templateId: id, language: 'fr', number: 1, state: 'approved', content },
      ...{ createdAt: now, createdBy: 'Ana' },
    });
    return new Model(id, versionId, block);
  }

  async answer(caseId: string, changes: Partial<PostMessage> = {}): Promise<string> {
    const entryId = await later.scheduleReply(caseId, changes);
    const { source, now } = outbox.town.database;
    await source.getRepository(TemplateUse).insert({
      ...{
        entryId,
        caseId,
        teamId: outbox.team,
        agentId: outbox.ana.id,
        templateId: this.id,
        versionId: this.versionId,
        blockVersionIds: this.block ? [this.block.versionId] : [],
      },
      ...{ language: 'fr', channelKind: 'email', level: 'full', verbatim: true, edits: [], facts: [], at: now },
    });
    return entryId;
  }

  /** Its versions are withdrawn; what has not left is not stopped yet. */
  withdrawn = () =>
    outbox.town.database.execute(`update template_version set state = 'withdrawn' where template_id = $1`, [this.id]);

  async withdraw() {
    await this.withdrawn();
    return outbox.as((tx) => blockForTemplate(tx, this.id));
  }
}

describe('an answer whose template is withdrawn', () => {
  const WITHDRAWN = 'blocked: template-withdrawn';

  it('is stopped wherever it waits, and its case is open again', async () => {
    const model = await Model.approved();
    const [one, two, three] = [
      await later.write('k@citizen.test'),
      await later.write('l@citizen.test'),
      await later.write('m@citizen.test'),
    ];
    const [held, again, sent] = [
      await model.answer(one),
      await model.answer(two, { cancelIfCitizenReplies: true }),
      await model.answer(three, { sendAt: undefined }),
    ];
    await outbox.run();
    await later.write('l@citizen.test', two);
    expect((await outbox.caseOf(one)).status).toBe('waiting');
    expect(await model.withdraw()).toMatchObject([
      { entryId: held, caseId: one, by: 'Ana', dueAt: null, blocked: true },
      { entryId: again, caseId: two, blocked: true },
    ]);
    expect(await Promise.all([held, again, sent].map(later.stateOf))).toEqual([WITHDRAWN, WITHDRAWN, 'sent']);
    expect(await outbox.caseOf(one)).toMatchObject({ status: 'open', deliveryProblem: 'blocked' });
    expect(await outbox.caseOf(three)).toMatchObject({ status: 'waiting', deliveryProblem: null });
    expect((await outbox.timeline(one)).items.at(-1)).toMatchObject({
      activity: { type: 'status', from: 'waiting', to: 'open', snoozeUntil: null },
      actor: { kind: 'agent', name: 'Ana' },
    });
    expect(await Promise.all([held, again, sent].map(later.publishedStates))).toMatchObject([
      ['blocked'],
      ['blocked', 'blocked'],
      ['sending', 'sent'],
    ]);
    outbox.pass(2 * HOUR);
    await outbox.run();
    expect(await Promise.all([held, again].map(later.stateOf))).toEqual([WITHDRAWN, WITHDRAWN]);
  });

  it('is stopped in spam, too, which stays spam', async () => {
    const [model, caseId] = [await Model.approved(), await later.write('spam@citizen.test')];
    const entryId = await model.answer(caseId);
    await outbox.town.database.execute(`update cases set status = 'spam' where id = $1`, [caseId]);
    await model.withdraw();
    expect(await later.stateOf(entryId)).toBe(WITHDRAWN);
    expect((await outbox.caseOf(caseId)).status).toBe('spam');
  });

  it('is stopped with all the others at once, and many cost no more statements than a few', async () => {
    const statements = async (address: string, count: number) => {
      const model = await Model.approved();
      const caseIds = await Promise.all(Array.from({ length: count }, (_, n) => later.write(`${n}.${address}`)));
      const entryIds = await Promise.all(caseIds.map((caseId) => model.answer(caseId)));
      await model.withdrawn();
      let asked = 0;
      await outbox.as(async (tx) => {
        const { query } = tx;
        tx.query = (...of) => ((asked += 1), query(...of));
        await blockForTemplate(tx, model.id);
        tx.query = query;
      });
      expect(new Set(await Promise.all(entryIds.map(later.stateOf)))).toEqual(new Set([WITHDRAWN]));
      const cases = await Promise.all(caseIds.map(outbox.caseOf));
      expect(cases.filter(({ status, deliveryProblem }) => status !== 'open' || deliveryProblem !== 'blocked')).toEqual(
        [],
      );
      return asked;
    };
    const few = await statements('few@citizen.test', 2);
    expect(few).toBeLessThanOrEqual(10);
    expect(await statements('many@citizen.test', 12)).toBe(few);
  });

  it('keeps what was known of its case: a worse fate, and whoever had it open', async () => {
    const [model, caseId] = [await Model.approved(), await later.write('s@citizen.test')];
    await Promise.all([model.answer(caseId), model.answer(caseId)]);
    const before = await outbox.caseOf(caseId);
    await outbox.town.database.execute(`update cases set delivery_problem = 'failed' where id = $1`, [caseId]);
    await model.withdraw();
    const after = await outbox.caseOf(caseId);
    expect(after).toMatchObject({ status: 'open', deliveryProblem: 'failed', version: before.version + 1 });
    await model.withdraw();
    expect((await outbox.caseOf(caseId)).version).toBe(after.version);
  });

  it('is not sent on demand, and may be taken back', async () => {
    const [model, caseId] = [await Model.approved(), await later.write('n@citizen.test')];
    const entryId = await model.answer(caseId);
    await model.withdraw();
    for (const verb of [sendNow, retryDelivery])
      expect(await refusal(outbox.as((tx) => verb(tx, outbox.ana, { caseId, entryId })))).toMatchObject({
        reason: 'template-withdrawn',
      });
    await outbox.as((tx) => cancelMessage(tx, outbox.ana, { caseId, entryId }));
    expect((await outbox.delivery(entryId)).state).toBe('canceled');
  });

  it('does not leave by a hair’s breadth: queued while it was being withdrawn, or failed and tried again', async () => {
    const [model, caseId] = [await Model.approved(), await later.write('o@citizen.test')];
    const [late, failed] = [await model.answer(caseId), await model.answer(caseId, { sendAt: undefined })];
    sink.refuse = () => ({ code: 451, message: 'later' });
    await outbox.run();
    expect((await outbox.delivery(failed)).state).toBe('queued');
    sink.refuse = null;
    await model.withdrawn();
    outbox.pass(2 * HOUR);
    await outbox.run();
    expect(await Promise.all([late, failed].map(later.stateOf))).toEqual([WITHDRAWN, WITHDRAWN]);
    expect(sink.mails.filter(({ envelope }) => envelope.to.includes('o@citizen.test'))).toEqual([]);
  });

  it('is found wherever it was moved while we waited for its case', async () => {
    const [model, one] = [await Model.approved(), await later.write('p@citizen.test')];
    const two = await later.write('q@citizen.test');
    const entryId = await model.answer(one);
    await model.withdrawn();
    const move = (tx: Tx) => moveEntries(tx, outbox.ana, { fromId: one, wanted: { entryIds: [entryId], intoId: two } });
    await outbox.town.commitWhenBlocked(outbox.ana, move, () => outbox.as((tx) => blockForTemplate(tx, model.id)));
    expect(await later.stateOf(entryId)).toBe(WITHDRAWN);
    expect((await outbox.delivery(entryId)).caseId).toBe(two);
  });

  it('is refused when it waited behind the withdrawal', async () => {
    const { town, accounts, ana } = outbox;
    const [model, caseId] = [await Model.approved(), await later.write('t@citizen.test')];
    const root = await town.agent('Root', [], 'administrator');
    const wanted: PostMessage = { text: '', attachmentIds: [], templateId: model.id, language: 'fr' };
    const plan = await planReply(
      { reader: town.database, who: ana, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts },
      caseId,
      wanted,
    );
    const withdraw = async (tx: Tx) => {
      await withdrawTemplate(tx, root, { id: model.id, remark: 'Faux' });
      await blockForTemplate(tx, model.id);
    };
    const send = () =>
      refusal(
        outbox.as((tx) =>
          reply({ tx, who: ana, keyring: town.keyring }, caseId, { message: wanted, plan, seenVersion: null }),
        ),
      );
    expect(await town.commitWhenBlocked(root, withdraw, send)).toMatchObject({ reason: 'template-withdrawn' });
    expect((await outbox.timeline(caseId)).items).toHaveLength(1);
  });

  it('is stopped where the block is withdrawn whose text it has, listed before, and not sent on demand', async () => {
    const [{ model, block }, caseId] = [await Model.withBlock(), await later.write('b@citizen.test')];
    const entryId = await model.answer(caseId);
    const template = { templateId: model.id, number: 1, language: 'fr', values: {} } as const;
    await outbox.as((tx) =>
      saveDraft(tx, outbox.ana, {
        caseId,
        draft: { mode: 'reply', text: 'Bonjour', html: null, attachmentIds: [], mentions: [], template },
      }),
    );
    const { messages, drafts } = await unsentWithTemplate(outbox.town.database, outbox.ana, block.id);
    expect([messages, drafts]).toMatchObject([[{ entryId, blocked: false }], [{ caseId }]]);
    expect(await block.withdraw()).toMatchObject([{ entryId, blocked: true }]);
    expect(await later.stateOf(entryId)).toBe(WITHDRAWN);
    expect(await refusal(outbox.as((tx) => sendNow(tx, outbox.ana, { caseId, entryId })))).toMatchObject({
      reason: 'template-withdrawn',
    });
  });

  it('is not claimed where the block was withdrawn while it was queued', async () => {
    const [{ model, block }, caseId] = [await Model.withBlock(), await later.write('c@citizen.test')];
    const entryId = await model.answer(caseId);
    await block.withdrawn();
    outbox.pass(2 * HOUR);
    await outbox.run();
    expect(await later.stateOf(entryId)).toBe(WITHDRAWN);
  });

  it('is listed with the drafts that use it, as far as their cases may be seen', async () => {
    const [model, caseId] = [await Model.approved(), await later.write('r@citizen.test')];
    const entryId = await model.answer(caseId);
    const template = { templateId: model.id, number: 1, language: 'fr', values: {} } as const;
    const draft = { mode: 'reply', text: 'Bonjour', html: null, attachmentIds: [], template } as const;
    await outbox.as((tx) =>
      saveDraft(tx, outbox.ana, { caseId, draft: { ...draft, attachmentIds: [], mentions: [] } }),
    );
    const seenBy = (who: Principal) => unsentWithTemplate(outbox.town.database, who, model.id);
    expect(await seenBy(outbox.ana)).toMatchObject({
      messages: [{ entryId, blocked: false, dueAt: expect.any(String), by: 'Ana' }],
      drafts: [{ caseId, by: 'Ana', updatedAt: expect.any(String) }],
      hidden: 0,
    });
    await outbox.as((tx) => shareDraft(tx, outbox.ana, caseId));
    expect((await seenBy(outbox.ana)).drafts).toMatchObject([{ caseId, by: 'Ana' }]);
    const stranger = await outbox.town.agent('Eve', [await outbox.town.team('Piscine')]);
    expect(await seenBy(stranger)).toEqual({ messages: [], drafts: [], hidden: 0 });
    const { permissions, ...grant } = stranger.grants[0]!;
    const approver = {
      ...stranger,
      grants: [{ ...grant, permissions: [...permissions, 'template.approve' as const] }],
    };
    expect(await seenBy(approver)).toEqual({ messages: [], drafts: [], hidden: 2 });
  });
});
