import { createSector, updateTeam, type Principal } from '@guichet/access';
import { TemplateContent } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { listNotifications } from '@guichet/notifications';
import { TestTown } from '../../../../test/support/test-town.js';
import { createTemplate, saveDraft } from './edit-template.js';
import { listApprovers } from './notify-of-review.js';
import { approveVersion, returnVersion, submitVersion, withdrawTemplate } from './version-review-steps.js';

let town: TestTown;
let roadsId: string;
let ana: Principal;
let bob: Principal;
let sam: Principal;
let eve: Principal;

beforeEach(async () => {
  town = await TestTown.build();
  roadsId = await town.team('Voirie');
  [ana, bob] = [await town.agent('Ana', [roadsId]), await town.agent('Bob', [roadsId])];
  [sam, eve] = [await town.agent('Sam', [], 'supervisor'), await town.agent('Eve', [], 'supervisor')];
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
const approve = (who: Principal, id: string) => as(who, (tx) => approveVersion(tx, who, { approved: [], id, which }));
const toldTo = async (who: Principal) =>
  (await listNotifications(town.database, who, { limit: 10 })).items.map(({ about }) => about);

describe('a version that waits for approval', () => {
  it('is told to all who may approve it, and to nobody else', async () => {
    const id = await create();
    await submit(ana, id);
    const about = {
      type: 'template-submitted',
      by: 'Ana',
      templateId: id,
      language: 'fr',
      key: null,
      title: 'Stationnement',
    };
    expect(await toldTo(sam)).toEqual([about]);
    expect(await toldTo(eve)).toEqual([about]);
    expect([...(await toldTo(ana)), ...(await toldTo(bob))]).toEqual([]);
  });

  it('is not told to whoever submits it', async () => {
    await submit(sam, await create());
    expect(await toldTo(sam)).toEqual([]);
    expect(await toldTo(eve)).toHaveLength(1);
  });

  it('is no longer told to them once it was sent back, and told again where it is submitted again', async () => {
    const id = await create();
    await submit(ana, id);
    await as(sam, (tx) => returnVersion(tx, sam, { id, which, remark: 'Non.' }));
    expect([...(await toldTo(sam)), ...(await toldTo(eve))]).toEqual([]);
    await submit(ana, id);
    expect((await toldTo(sam)).map(({ type }) => type)).toEqual(['template-submitted']);
  });

  it('is taken back without a reason by whoever has submitted it, one who approves as well', async () => {
    const id = await create();
    await submit(sam, id);
    expect((await as(sam, (tx) => returnVersion(tx, sam, { id, which, remark: undefined }))).returns).toEqual([]);
    expect(await toldTo(eve)).toEqual([]);
    expect(await toldTo(ana)).toEqual([]);
    await submit(sam, id);
    await as(sam, (tx) => returnVersion(tx, sam, { id, which, remark: 'Le titre manque.' }));
    expect(await toldTo(ana)).toMatchObject([{ type: 'template-returned', reason: 'Le titre manque.' }]);
  });

  it('names those who may approve it, for whoever knows of it', async () => {
    const id = await create();
    const read = (who: Principal) => listApprovers(town.database, who, id);
    expect(await read(ana)).toEqual({
      items: [
        { id: eve.id, name: 'Eve' },
        { id: sam.id, name: 'Sam' },
      ],
      fourEyes: false,
    });
    await expect(read({ ...ana, grants: [] })).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('is no longer told to them once its author has taken it back, and told again where it is submitted again', async () => {
    const id = await create();
    await submit(ana, id);
    await as(ana, (tx) => returnVersion(tx, ana, { id, which, remark: undefined }));
    expect([...(await toldTo(sam)), ...(await toldTo(eve))]).toEqual([]);
    await submit(ana, id);
    expect((await toldTo(sam)).map(({ type }) => type)).toEqual(['template-submitted']);
  });

  // Threats: A018.
  it('is not told to who may approve templates of other sectors alone, nor by its title to who may no longer read them', async () => {
    const root = await town.agent('Root', [], 'administrator');
    const sectorId = (await as(root, (tx) => createSector(tx, root, { name: 'Santé' }))).id;
    await as(root, (tx) => updateTeam(tx, root, { id: roadsId, wanted: { sectorId } }));
    const culture = await town.team('Culture');
    const elsewhere = await town.agent('Léa', [culture], 'supervisor');
    await town.database.execute(
      `update role_grant set reach = 'teams', team_ids = array[$2::uuid] where agent_id = $1`,
      [elsewhere.id, culture],
    );
    await submit(ana, await create(sectorId));
    expect(await toldTo(elsewhere)).toEqual([]);
    expect(await toldTo({ ...sam, grants: [] })).toMatchObject([{ type: 'template-submitted', title: null }]);
  });
});

describe('a version that is approved', () => {
  it('is told to whoever has written and submitted it, and not to whoever approves it', async () => {
    const id = await create();
    await submit(bob, id);
    await approve(sam, id);
    const about = {
      type: 'template-approved',
      by: 'Sam',
      templateId: id,
      language: 'fr',
      key: null,
      title: 'Stationnement',
    };
    expect(await toldTo(ana)).toEqual([about]);
    expect(await toldTo(bob)).toEqual([about]);
    // It waits for nobody any more.
    expect([...(await toldTo(sam)), ...(await toldTo(eve))]).toEqual([]);
  });
});

describe('a translation in which a sentence of its source is left', () => {
  it('is approved by whoever says that it shall stand, and by nobody else', async () => {
    const id = await create();
    const content = TemplateContent.parse({
      blocks: [{ kind: 'facts', full: 'Come before 3 May 2027. Pensez à vos pièces.' }],
    });
    await as(ana, (tx) => saveDraft(tx, ana, { content, revision: null, id, language: 'en' }));
    const english = { language: 'en', number: 1 } as const;
    await as(ana, (tx) => submitVersion(tx, ana, { id, which: english }));
    const approveIt = (sameMeaning?: string[]) =>
      as(sam, (tx) => approveVersion(tx, sam, { approved: [], id, which: { ...english, sameMeaning } }));
    await expect(approveIt()).rejects.toMatchObject({
      more: {
        reason: 'meaning-unconfirmed',
        data: { findings: [{ code: 'other-language', data: { texts: ['Pensez à vos pièces.'], language: 'fr' } }] },
      },
    });
    const approved = await approveIt(['language-0-full']);
    expect(approved).toMatchObject({
      state: 'approved',
      confirmed: [{ about: 'language', full: ['Pensez à vos pièces.'], short: [] }],
    });
  });
});

describe('a template that is withdrawn', () => {
  it('is told to whoever has written what was in use, with the reason, and not to whoever withdraws it', async () => {
    const id = await create();
    await submit(ana, id);
    await approve(sam, id);
    await as(eve, (tx) => withdrawTemplate(tx, eve, { id, remark: 'Le tarif a changé.' }));
    expect(await toldTo(ana)).toContainEqual({
      ...{ type: 'template-withdrawn', by: 'Eve', templateId: id, language: 'fr', key: null },
      ...{ title: 'Stationnement', reason: 'Le tarif a changé.' },
    });
    for (const one of [sam, eve, bob])
      expect((await toldTo(one)).map(({ type }) => type)).not.toContain('template-withdrawn');
  });

  it('names neither its title nor the reason to who knows of it no longer', async () => {
    const id = await create();
    await submit(ana, id);
    await approve(sam, id);
    await as(eve, (tx) => withdrawTemplate(tx, eve, { id, remark: 'Le tarif a changé.' }));
    expect(await toldTo({ ...ana, grants: [] })).toContainEqual(
      expect.objectContaining({ type: 'template-withdrawn', title: null, reason: null }),
    );
  });
});
