import { createSector, updateTeam, type Principal } from '@guichet/access';
import { TemplateContent } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { listNotifications } from '@guichet/notifications';
import { Failure } from '@guichet/platform';
import { allEvents } from '../../../../test/support/all-events.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { createTemplate, deleteDraft } from './edit-template.js';
import { approveVersion, returnVersion, submitVersion } from './version-review-steps.js';
import { listVersions } from './template-versions.queries.js';

let town: TestTown;
let roadsId: string;
let ana: Principal;
let bob: Principal;
let sam: Principal;

beforeEach(async () => {
  town = await TestTown.build();
  roadsId = await town.team('Voirie');
  [ana, bob] = [await town.agent('Ana', [roadsId]), await town.agent('Bob', [roadsId])];
  sam = await town.agent('Sam', [], 'supervisor');
});
afterEach(() => town.close());

const which = { language: 'fr', number: 1 } as const;
const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const create = (sectorId: string | null = null): Promise<string> =>
  as(ana, (tx) =>
    createTemplate(tx, ana, {
      ...{
        title: 'Stationnement',
        intention: '',
        tags: [],
        validFrom: null,
        validUntil: null,
        language: 'fr',
        sectorId,
      },
      content: TemplateContent.parse({ blocks: [{ kind: 'facts', full: 'Venez avant le 3 mai 2027.' }] }),
    }),
  );
const submit = (who: Principal, id: string) => as(who, (tx) => submitVersion(tx, who, { id, which }));
const sendBack = (who: Principal, id: string, remark?: string) =>
  as(who, (tx) => returnVersion(tx, who, { id, which, remark }));
const notificationsOf = async (who: Principal) =>
  (await listNotifications(town.database, who, { limit: 10 })).items.filter(
    ({ about }) => about.type === 'template-returned',
  );

describe('a version that is sent back', () => {
  it('keeps who did it, when and why, and which submission that answers, also once it is approved', async () => {
    const id = await create();
    await submit(ana, id);
    await sendBack(sam, id, 'Dites où venir.');
    await submit(bob, id);
    await sendBack(sam, id);
    await submit(ana, id);
    await as(sam, (tx) => approveVersion(tx, sam, { approved: [], id, which }));

    const [version] = await listVersions(town.database, id);
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string;
    expect(version).toMatchObject({ state: 'approved', remark: null });
    // It was submitted again as it was, which its reviewer is to read.
    const { revision } = version!;
    expect(version!.returns).toEqual([
      { at, byId: sam.id, by: 'Sam', remark: 'Dites où venir.', revision, submitted: { at, byId: ana.id, by: 'Ana' } },
      { at, byId: sam.id, by: 'Sam', remark: null, revision, submitted: { at, byId: bob.id, by: 'Bob' } },
    ]);
  });

  it('is a draft again where its author takes it back, without a return that nobody has decided', async () => {
    const id = await create();
    await submit(ana, id);
    await expect(sendBack(bob, id)).rejects.toThrow(new Failure('not-permitted'));
    expect(await sendBack(ana, id, 'Pas encore.')).toMatchObject({ state: 'draft', remark: null, returns: [] });
    expect(await notificationsOf(bob)).toEqual([]);
    await submit(bob, id);
    await expect(sendBack(ana, id)).rejects.toThrow(new Failure('not-permitted'));
  });

  it('keeps that for good: it is not rewritten, and not forgotten with the draft', async () => {
    const id = await create();
    await submit(ana, id);
    await sendBack(sam, id, 'Dites où venir.');
    const [{ id: versionId } = { id: '' }] = await listVersions(town.database, id);
    for (const statement of [`update template_return set remark = 'Rien.'`, `delete from template_return`])
      await expect(as(sam, (tx) => tx.query(statement))).rejects.toThrow('never rewritten');
    await as(ana, (tx) => deleteDraft(tx, ana, { id, language: 'fr' }));
    const kept = await town.database.query(`select remark from template_return where version_id = $1`, [versionId]);
    expect(kept).toEqual([{ remark: 'Dites où venir.' }]);
  });

  it('is told to whoever wrote it and whoever submitted it, at once and with the reason, and to nobody else', async () => {
    const id = await create();
    await submit(bob, id);
    await sendBack(sam, id, 'Dites où venir.');
    const about = { type: 'template-returned', by: 'Sam', templateId: id, language: 'fr', title: 'Stationnement', reason: 'Dites où venir.' }; // prettier-ignore
    expect(await notificationsOf(ana)).toMatchObject([{ about, case: null, readAt: null }]);
    expect(await notificationsOf(bob)).toMatchObject([{ about }]);
    expect(await notificationsOf(sam)).toEqual([]);
    const pushed = (await allEvents(town.database)).filter(
      ({ type, audience, agentId }) => type === 'notification.added' && audience === 'agent' && agentId !== sam.id,
    );
    expect(pushed.map(({ audience, agentId }) => [audience, agentId])).toEqual(
      [ana, bob].map(({ id: agentId }) => ['agent', agentId]),
    );
  });

  it('is not told to who does it, be it their own version', async () => {
    const id = await create();
    await submit(sam, id);
    await sendBack(sam, id, 'Non.');
    expect(await notificationsOf(sam)).toEqual([]);
    expect(await notificationsOf(ana)).toHaveLength(1);
  });

  // Threats: A018.
  it('is told with neither title nor reason to an author who may read templates no longer, be it in no sector', async () => {
    const id = await create();
    await submit(bob, id);
    await sendBack(sam, id, 'Dites où venir.');
    expect(await notificationsOf({ ...ana, grants: [] })).toMatchObject([{ about: { title: null, reason: null } }]);

    await submit(bob, id);
    await town.database.execute(`delete from role_grant where agent_id = $1`, [ana.id]);
    await sendBack(sam, id, 'Encore.');
    expect(await notificationsOf(ana)).toHaveLength(1);
    expect(await notificationsOf(bob)).toHaveLength(2);
  });

  // Threats: A018.
  it('is told with neither title nor reason to an author who knows of its sector no longer', async () => {
    const root = await town.agent('Root', [], 'administrator');
    const sectorId = (await as(root, (tx) => createSector(tx, root, { name: 'Voirie' }))).id;
    await as(root, (tx) => updateTeam(tx, root, { id: roadsId, wanted: { sectorId } }));
    const id = await create(sectorId);
    await submit(ana, id);
    await sendBack(root, id, 'Dites où venir.');
    expect(await notificationsOf(ana)).toMatchObject([{ about: { title: 'Stationnement' } }]);
    const elsewhere = { ...ana, teamIds: [await town.team('Écoles')] };
    expect(await notificationsOf(elsewhere)).toMatchObject([{ about: { title: null, reason: null } }]);

    await submit(ana, id);
    await town.database.execute(`delete from team_member where agent_id = $1`, [ana.id]);
    await sendBack(root, id, 'Encore.');
    expect(await notificationsOf(elsewhere)).toHaveLength(1);
  });
});
