import { dyingDatabase } from '../../../../test/support/dying-database.js';
import type { Principal } from '@guichet/access';
import {
  caseDetail,
  createCaseField,
  createCaseType,
  markRead,
  openCase,
  setCaseFields,
  timeline,
  updateCase,
} from '@guichet/cases';
import {
  CreateCaseField,
  StartBulkAction,
  TemplateContent,
  type BulkItemState,
  type Entry,
  type MessageEntry,
} from '@guichet/contracts';
import { NotificationListener, type Database, type Tx } from '@guichet/database';
import { loadConfig, newId } from '@guichet/platform';
import { approveVersion, createTemplate, submitVersion, withdrawTemplate } from '@guichet/templates';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { TestTown, type MessageChanges } from '../../../../test/support/test-town.js';
import { signAddressToken } from '../signed-address-token.js';
import { Accounts } from '../accounts/channel-accounts.js';
import type { BulkContext } from './bulk-context.js';
import { bulkActionStatus, bulkItems } from './bulk-actions.queries.js';
import { confirmBulkReplies, undoBulkAction } from './confirm-cancel-undo-bulk-action.js';
import { runBulkAction } from './run-bulk-action.js';
import { startBulkAction } from './start-bulk-action.js';

const FORGED = {
  ...{ verdict: 'failed', domain: 'citizen.test', source: 'checked', warnings: [] },
  ...{ spf: 'fail', dkim: 'none', dmarc: 'fail', arc: 'none' },
} satisfies MessageChanges['authentication'];

let town: TestTown;
let lea: Principal;
let root: Principal;
let mailbox: Intake;
let accounts: Accounts;
let notificationListener: NotificationListener;
let template: string;

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Écoles');
  lea = await town.agent('Léa', [team]);
  root = await town.agent('Root', [], 'administrator');
  mailbox = await town.mailbox(team);
  await town.database.execute(`update channel_account set config = config || '{"undoSeconds": 60}'`);
  notificationListener = new NotificationListener(town.database.url);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), notificationListener);
  template = await approved();
});
afterAll(async () => {
  await notificationListener.close();
  await town.close();
});
beforeEach(async () => {
  await town.forget();
  await town.database.execute(`delete from bulk_action`);
});

async function approved(
  full = 'Bonjour {{ citizen_name }}, la cantine est fermée lundi.',
  attachments: TemplateContent['attachments'] = [],
): Promise<string> {
  const content = TemplateContent.parse({ blocks: [{ kind: 'facts', full }], attachments });
  const meta = { title: 'Fermeture', intention: '', sectorId: null, tags: [], validFrom: null, validUntil: null };
  const id = await as(root, (tx) => createTemplate(tx, root, { ...meta, language: 'fr', content }));
  const which = { language: 'fr', number: 1 } as const;
  await as(root, (tx) => submitVersion(tx, root, { id, which }));
  await as(root, (tx) => approveVersion(tx, root, { approved: [], id, which }));
  return id;
}

const asked = async (name: string, changes: MessageChanges = {}): Promise<string> => {
  const address = `${newId().slice(-8)}@citizen.test`;
  const message = from('email', address, { name, body: 'Bonjour, la cantine est-elle ouverte lundi ?', ...changes });
  return (await receive(town, mailbox, message))[0]!;
};
const context = (database: Database = town.database): BulkContext => ({
  ...{ database, accounts, fileTexts: town.fileTexts, keyring: town.keyring, logger: { error: () => undefined } },
  config: { publicUrl: 'https://guichet.test' },
});
const prepare = async (caseIds: string[], templateId = template, values?: Record<string, string>) => {
  const action = { kind: 'reply', templateId, ...(values && { values }) };
  const { id } = await as(lea, (tx) => startBulkAction(tx, lea, StartBulkAction.parse({ cases: { caseIds }, action })));
  return run(id);
};
const run = async (id: string) => {
  const status = () => bulkActionStatus(town.database, lea, id);
  while (['preparing', 'running', 'undoing'].includes((await status()).state)) await runBulkAction(context(), id);
  return status();
};
const confirm = (id: string, count: number) => as(lea, (tx) => confirmBulkReplies(tx, lea, { id, count }));
const itemsIn = async (id: string, state: BulkItemState) =>
  (await bulkItems(town.database, lea, { id, query: { state, limit: 200 } })).items;
const repliesIn = async (caseId: string): Promise<MessageEntry[]> => {
  const { items } = await timeline(town.database, lea, { caseId, query: { limit: 50 } });
  return items.filter((entry: Entry) => entry.kind === 'message' && entry.direction === 'out') as MessageEntry[];
};

describe('a reply to many cases by a template', () => {
  it('is shown for each case, by the channel of each, before anything is sent, and then sent as shown', async () => {
    const [zoe, max] = [await asked('Zoé'), await asked('Max')];
    const { id, state, counts } = await prepare([zoe, max]);
    const shown = await itemsIn(id, 'prepared');
    const before = [...(await repliesIn(zoe)), ...(await repliesIn(max))];

    await confirm(id, 2);
    const after = await run(id);

    expect({ state, prepared: counts.prepared, before }).toEqual({ state: 'ready', prepared: 2, before: [] });
    expect(shown.map(({ preview }) => [preview?.channel, preview?.text])).toEqual([
      ['email', 'Bonjour Zoé, la cantine est fermée lundi.'],
      ['email', 'Bonjour Max, la cantine est fermée lundi.'],
    ]);
    expect(after).toMatchObject({ state: 'done', counts: { done: 2 } });
    const [reply] = await repliesIn(zoe);
    expect(reply).toMatchObject({ delivery: { status: 'scheduled' }, actor: { id: lea.id } });
    expect(reply!.text).toContain('Bonjour Zoé, la cantine est fermée lundi.');
  });

  it('says afterwards which of them did not reach their citizens', async () => {
    const [zoe, max] = [await asked('Zoé'), await asked('Max')];
    const { id } = await prepare([zoe, max]);
    await confirm(id, 2);
    expect((await run(id)).counts).toMatchObject({ done: 2, undelivered: 0 });
    const [reply] = await repliesIn(max);
    await town.database.execute(
      `update delivery set state = 'failed', reason = 'address-unknown', changed_at = now() where entry_id = $1`,
      [reply!.id],
    );

    const { counts, total } = await run(id);

    expect({ ...counts, total }).toMatchObject({ done: 2, undelivered: 1, total: 2 });
    expect((await itemsIn(id, 'undelivered')).map(({ caseId, state }) => ({ caseId, state }))).toEqual([
      { caseId: max, state: 'undelivered' },
    ]);
    expect(await itemsIn(id, 'done')).toHaveLength(2);
  });

  it('leaves no case unread for whoever has answered in it, but for what had come unseen before the reply was written', async () => {
    const [zoe, max] = [await asked('Zoé'), await asked('Max')];
    const unread = async (caseId: string) => (await caseDetail(town.database, lea, { id: caseId })).unread;
    const action = StartBulkAction.parse({
      cases: { caseIds: [zoe, max] },
      action: { kind: 'reply', templateId: template },
    });
    const { id } = await as(lea, (tx) => startBulkAction(tx, lea, action));
    const threadKeys = [`reply:${signAddressToken(town.keyring, 'reply', max)}`];
    const { value } = (await caseDetail(town.database, lea, { id: max })).participants[0]!;
    await receive(town, mailbox, from('email', value, { body: 'Et mardi ?', threadKeys }));
    await run(id);
    expect([await unread(zoe), await unread(max)]).toEqual([true, true]);

    await confirm(id, 2);
    const { counts } = await run(id);

    expect(counts).toMatchObject({ done: 2 });
    expect([await unread(zoe), await unread(max)]).toEqual([false, true]);
  });

  it('is sent with the link to its own page as it was shown', async () => {
    const zoe = await asked('Zoé');
    const { id } = await prepare([zoe], await approved('Bonjour, le menu est ici : {{ reply_link }}'));
    const [shown] = await itemsIn(id, 'prepared');
    await confirm(id, 1);

    const { counts } = await run(id);

    expect(counts).toMatchObject({ done: 1, refused: 0 });
    const [, link] = /(https:\S+\/portal\/replies\/\S+)/.exec(shown!.preview!.text)!;
    expect((await repliesIn(zoe))[0]?.text).toContain(link);
  });

  it('is shown with its subject and its files, with which it is sent', async () => {
    const file = { id: newId(), name: 'menu.pdf', type: 'application/pdf', size: 3 };
    await town.database.execute(
      `insert into attachment (id, digest, name, type, size, inline, uploaded_by, created_at, state)
       values ($1, $2, $3, $4, $5, false, $6, now(), 'ready')`,
      [file.id, 'd'.repeat(64), file.name, file.type, file.size, root.id],
    );
    const zoe = await asked('Zoé', { subject: 'Cantine' });
    const { id } = await prepare([zoe], await approved('Voici le menu.', [file]));
    const [shown] = await itemsIn(id, 'prepared');
    await confirm(id, 1);
    await run(id);

    expect(shown?.preview).toMatchObject({ subject: 'Re: Cantine', files: ['menu.pdf'] });
    expect(await repliesIn(zoe)).toMatchObject([{ attachments: [{ name: 'menu.pdf' }] }]);
  });

  it('is sent to nobody with another subject, text, file or version of its template than was shown', async () => {
    const other = { subject: 'Autre', text: 'Autre', fileIds: [newId()], templateNumber: 2 };
    for (const [field, value] of Object.entries(other)) {
      const zoe = await asked('Zoé');
      const { id } = await prepare([zoe]);
      await town.database.execute(`update bulk_item set reply = reply || $2::jsonb where action_id = $1`, [
        id,
        JSON.stringify({ [field]: value }),
      ]);
      await confirm(id, 1);

      expect([field, (await run(id)).counts.refused, await repliesIn(zoe)]).toEqual([field, 1, []]);
    }
  });

  it('leaves out, with the reason, a missing placeholder, a case that nobody can be answered in, and a doubted sender', async () => {
    const good = await asked('Zoé');
    const nameless = await asked('');
    const forged = await asked('Max', { authentication: FORGED });
    const unreachable = await as(lea, (tx) => openCase(tx, lea, { subject: 'Au guichet', citizenName: 'Ines' }));

    const { id, counts } = await prepare([good, nameless, forged, unreachable]);
    const refused = new Map((await itemsIn(id, 'refused')).map(({ caseId, refusal }) => [caseId, refusal]));
    await confirm(id, 1);
    await run(id);

    expect(counts).toMatchObject({ prepared: 1, refused: 3 });
    expect(refused.get(nameless)).toMatchObject({ errors: [{ reason: 'template-unresolved' }] });
    expect(refused.get(forged)).toMatchObject({ code: 'disclosure-check' });
    expect(refused.get(unreachable)?.errors?.[0]?.reason).toBe('no-recipient');
    for (const caseId of [nameless, forged, unreachable]) expect(await repliesIn(caseId)).toEqual([]);
  });

  it('says what each case has in a field of its type, and leaves out a case that has nothing there', async () => {
    const { id: caseTypeId } = await as(root, (tx) => createCaseType(tx, root, { name: 'Permis' }));
    const wanted = CreateCaseField.parse({ kind: 'text', label: { fr: 'Numéro', en: 'Number' } });
    const field = await as(root, (tx) => createCaseField(tx, root, { caseTypeId, wanted }));
    const [filled, empty] = [await asked('Zoé'), await asked('Max')];
    for (const id of [filled, empty]) await as(lea, (tx) => updateCase(tx, lea, { id, wanted: { caseTypeId } }));
    const changes = [{ key: field.key, value: 'PC 21' }];
    await as(lea, (tx) => setCaseFields(tx, lea, { caseId: filled, changes }));
    const name = `field_text_${field.id.replaceAll('-', '')}_${field.key}`;

    const { id } = await prepare([filled, empty], await approved(`Votre permis {{ ${name} }} est prêt.`));

    expect(await itemsIn(id, 'prepared')).toMatchObject([
      { caseId: filled, preview: { text: 'Votre permis PC 21 est prêt.' } },
    ]);
    expect(await itemsIn(id, 'refused')).toMatchObject([
      { caseId: empty, refusal: { errors: [{ reason: 'template-unresolved' }] } },
    ]);
  });

  it('says what was filled in once in each of them, and what each case says itself beside it', async () => {
    const [zoe, max] = [await asked('Zoé'), await asked('Max')];
    const withDate = await approved('Bonjour {{ citizen_name }}, venez le {{ deadline }}.');

    const { id, counts } = await prepare([zoe, max], withDate, { deadline: '2026-12-14' });
    const shown = await itemsIn(id, 'prepared');
    await confirm(id, 2);
    const after = await run(id);

    expect(counts).toMatchObject({ prepared: 2, refused: 0 });
    expect(shown.map(({ preview }) => preview?.text)).toEqual([
      'Bonjour Zoé, venez le 14 décembre 2026.',
      'Bonjour Max, venez le 14 décembre 2026.',
    ]);
    expect(after.counts).toMatchObject({ done: 2, refused: 0 });
    expect((await repliesIn(max))[0]?.text).toContain('Bonjour Max, venez le 14 décembre 2026.');
  });

  it('says the function of its agent, who may fill it in for all, as it is that of no case', async () => {
    const [zoe, max] = [await asked('Zoé'), await asked('Max')];
    const withRole = await approved('Bonjour, {{ agent_role }}');

    const { id } = await prepare([zoe, max], withRole, { agent_role: 'Responsable du service' });

    const shown = (await itemsIn(id, 'prepared')).map(({ preview }) => preview?.text);
    expect(shown).toEqual(Array(2).fill('Bonjour, Responsable du service'));
  });

  it('names what is still missing in each case where it was filled in for none', async () => {
    const zoe = await asked('Zoé');
    const withDate = await approved('Bonjour {{ citizen_name }}, venez le {{ deadline }}.');

    const { id, counts } = await prepare([zoe], withDate, {});

    expect(counts).toMatchObject({ prepared: 0, refused: 1 });
    expect((await itemsIn(id, 'refused'))[0]?.refusal?.errors).toMatchObject([
      { path: 'values', reason: 'template-unresolved', data: { names: 'Date limite' } },
    ]);
  });

  it('is not begun with a value that does not fit its field, or that would put what one case says into all', async () => {
    const zoe = await asked('Zoé');
    const withDate = await approved('Bonjour {{ citizen_name }}, venez le {{ deadline }}.');

    await expect(prepare([zoe], withDate, { deadline: 'lundi' })).rejects.toMatchObject({
      more: { errors: [{ path: 'action.values.deadline', reason: 'template-value' }] },
    });
    await expect(prepare([zoe], withDate, { citizen_name: 'Zoé' })).rejects.toMatchObject({
      more: { errors: [{ path: 'action.values.citizen_name', reason: 'value-of-each-case' }] },
    });
  });

  it('goes to nobody by an address of which an agent would be warned', async () => {
    const zoe = await asked('Zoé');
    const first = await prepare([zoe]);
    await confirm(first.id, 1);
    await run(first.id);
    await town.database.execute(`update delivery set state = 'failed', reason = 'gone' where case_id = $1`, [zoe]);

    const { id, counts } = await prepare([zoe]);

    expect(counts).toMatchObject({ prepared: 0, refused: 1 });
    expect((await itemsIn(id, 'refused'))[0]?.refusal?.errors).toMatchObject([{ reason: 'last-failed' }]);
  });

  it('is not sent where it was not confirmed, or as another number than was seen', async () => {
    const zoe = await asked('Zoé');
    const { id } = await prepare([zoe]);
    await expect(confirm(id, 2)).rejects.toMatchObject({ more: { reason: 'bulk-action-moved-on' } });
    await runBulkAction(context(), id);
    expect(await repliesIn(zoe)).toEqual([]);

    const next = await prepare([zoe]);
    expect((await bulkActionStatus(town.database, lea, id)).state).toBe('canceled');
    await confirm(next.id, 1);
    await expect(confirm(next.id, 1)).rejects.toMatchObject({ more: { reason: 'bulk-action-moved-on' } });
    await run(next.id);
    expect(await repliesIn(zoe)).toHaveLength(1);
  });

  it('is confirmed by no token that could not write it', async () => {
    const zoe = await asked('Zoé');
    const { id } = await prepare([zoe]);
    const narrow: Principal = { ...lea, scopes: ['admin'] };
    const confirming = as(narrow, (tx) => confirmBulkReplies(tx, narrow, { id, count: 1 }));

    await expect(confirming).rejects.toMatchObject({ code: 'not-permitted' });
    expect(await repliesIn(zoe)).toEqual([]);
  });

  it('goes to nobody who has written since it was shown', async () => {
    const [zoe, max] = [await asked('Zoé'), await asked('Max')];
    const { id } = await prepare([zoe, max]);
    const threadKeys = [`reply:${signAddressToken(town.keyring, 'reply', zoe)}`];
    await receive(town, mailbox, from('email', 'zoe@citizen.test', { body: 'C’est réglé, merci.', threadKeys }));
    await confirm(id, 2);

    const { counts } = await run(id);

    expect(counts).toMatchObject({ done: 1, refused: 1 });
    expect(await itemsIn(id, 'refused')).toMatchObject([{ caseId: zoe, refusal: { code: 'case-changed' } }]);
    expect([(await repliesIn(zoe)).length, (await repliesIn(max)).length]).toEqual([0, 1]);
  });

  it('is sent to nobody once its template is withdrawn', async () => {
    const zoe = await asked('Zoé');
    const { id } = await prepare([zoe]);
    await as(root, (tx) => withdrawTemplate(tx, root, { id: template, remark: 'Erreur de date' }));
    await confirm(id, 1);

    const { counts } = await run(id);
    template = await approved();

    expect(counts).toMatchObject({ done: 0, refused: 1 });
    expect(await repliesIn(zoe)).toEqual([]);
  });

  it('is sent once to each, however often its job is killed, and by two jobs at once', async () => {
    const caseIds: string[] = [];
    for (let n = 0; n < 6; n += 1) caseIds.push(await asked(`Usager ${n}`));
    const { id } = await prepare(caseIds);
    await confirm(id, 6);
    const dying = dyingDatabase(town.database, 4);

    await expect(runBulkAction(context(dying), id)).rejects.toThrow('killed');
    await Promise.all([runBulkAction(context(), id), runBulkAction(context(), id)]);
    await run(id);

    expect((await bulkActionStatus(town.database, lea, id)).counts).toMatchObject({ done: 6, refused: 0 });
    for (const caseId of caseIds) expect(await repliesIn(caseId)).toHaveLength(1);
  });

  it('is canceled by one undo where it has not left, and kept where it has', async () => {
    const [zoe, max] = [await asked('Zoé'), await asked('Max')];
    const { id } = await prepare([zoe, max]);
    await confirm(id, 2);
    const { undoUntil } = await run(id);
    await town.database.execute(`update delivery set state = 'sent' where case_id = $1`, [max]);
    const [due] = await town.database.query<{ at: Date }>(`select due_at as at from delivery where case_id = $1`, [
      max,
    ]);

    await as(lea, (tx) => undoBulkAction(tx, lea, id));
    const { counts } = await run(id);

    expect(undoUntil).toBe(due!.at.toISOString());
    expect(counts).toMatchObject({ undone: 1, kept: 1 });
    expect((await repliesIn(zoe))[0]?.delivery?.status).toBe('canceled');
    expect(await itemsIn(id, 'kept')).toMatchObject([{ caseId: max, refusal: { code: 'already-sent' } }]);
  });

  it('leaves each case as it was before once it is taken back, but for what somebody has done or read since', async () => {
    const cases = [await asked('Zoé'), await asked('Max'), await asked('Ines'), await asked('Ugo')];
    const [zoe, max, ines, ugo] = cases as [string, string, string, string];
    const { id } = await prepare(cases);
    await confirm(id, 4);
    await run(id);
    const held = async (caseId: string) => {
      const { assignee, status, unread } = await caseDetail(town.database, lea, { id: caseId });
      return { assignee: assignee?.name ?? null, status, unread };
    };
    expect(await held(zoe)).toEqual({ assignee: 'Léa', status: 'waiting', unread: false });
    for (const assigneeId of [null, lea.id])
      await as(lea, (tx) => updateCase(tx, lea, { id: max, wanted: { assigneeId } }));
    await as(lea, (tx) => markRead(tx, lea, { caseId: ines, position: 1_000 }));
    await as(lea, (tx) => updateCase(tx, lea, { id: ugo, wanted: { tags: ['urgent'] } }));

    await as(lea, (tx) => undoBulkAction(tx, lea, id));
    expect((await run(id)).counts).toMatchObject({ undone: 4, kept: 0 });

    expect(await held(zoe)).toEqual({ assignee: null, status: 'open', unread: true });
    expect(await held(max)).toEqual({ assignee: 'Léa', status: 'open', unread: true });
    expect(await held(ines)).toEqual({ assignee: null, status: 'open', unread: false });
    expect(await held(ugo)).toEqual({ assignee: 'Léa', status: 'open', unread: true });
  });

  it('can be undone no more once all have left', async () => {
    const zoe = await asked('Zoé');
    const { id } = await prepare([zoe]);
    await confirm(id, 1);
    await run(id);
    await town.database.execute(`update delivery set state = 'sent' where case_id = $1`, [zoe]);

    expect((await bulkActionStatus(town.database, lea, id)).undoUntil).toBeNull();
    const undoing = as(lea, (tx) => undoBulkAction(tx, lea, id));
    await expect(undoing).rejects.toMatchObject({ more: { reason: 'undo-late' } });
  });

  it('leaves the draft that the agent has in a case as it is', async () => {
    const zoe = await asked('Zoé');
    await town.database.execute(
      `insert into draft (case_id, agent_id, mode, content, updated_at) values ($1, $2, 'reply', '{}', now())`,
      [zoe, lea.id],
    );
    const { id } = await prepare([zoe]);
    await confirm(id, 1);
    await run(id);

    expect(await town.database.query(`select 1 from draft where case_id = $1`, [zoe])).toHaveLength(1);
  });

  it('is by an approved template only: a text of one’s own is for one reply at a time', async () => {
    await town.database.execute(`update template set owner_id = $2 where id = $1`, [template, lea.id]);
    const preparing = prepare([await asked('Zoé')]);

    await expect(preparing).rejects.toMatchObject({ more: { errors: [{ reason: 'no-such-template' }] } });
    await town.database.execute(`update template set owner_id = null`);
  });
});
