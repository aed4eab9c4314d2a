import type { Principal } from '@guichet/access';
import { CreateTemplate, TemplateContent, TemplateQuery, type Permission } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { openCase } from '@guichet/cases';
import { allEvents } from '../../../../test/support/all-events.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { listAutomaticTemplates, templateFaults } from '../rendering/automatic-templates.js';
import { renderAutomatically } from '../rendering/render-automatically.js';
import { renderInCase } from '../rendering/render-in-case.js';
import { listTemplateChoices } from '../rendering/template-choices.queries.js';
import { createTemplate, saveDraft, updateTemplate } from './edit-template.js';
import { proposeTemplate } from './propose-own-text.js';
import { approveVersion, returnVersion, submitVersion, withdrawTemplate } from './version-review-steps.js';
import { getTemplate, listTemplates } from './template.queries.js';
import { listVersions } from './template-versions.queries.js';
import { withdrawOwnTextsOfDeparted } from './withdraw-texts-of-departed-agent.js';

let town: TestTown;
let schools: string;
let roads: string;
let ana: Principal;
let bob: Principal;
let otto: Principal;
let sam: Principal;
let rita: Principal;
let root: Principal;

beforeEach(async () => {
  town = await TestTown.build();
  [schools, roads] = [await town.team('Écoles'), await town.team('Voirie')];
  ana = await town.agent('Ana', [schools]);
  bob = await town.agent('Bob', [schools]);
  otto = await town.agent('Otto', [roads]);
  sam = await supervises(await town.agent('Sam', [schools], 'supervisor'), schools);
  rita = await supervises(await town.agent('Rita', [roads], 'supervisor'), roads);
  root = await town.agent('Root', [], 'administrator');
});
afterEach(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const text = (full: string, short: string | null = null) =>
  TemplateContent.parse({ blocks: [{ kind: 'facts', full, short }] });
const create = (who: Principal, wanted: Partial<CreateTemplate>) =>
  as(who, (tx) =>
    createTemplate(
      tx,
      who,
      CreateTemplate.parse({ title: 'Cantine', content: text('La cantine ouvre à 12 h.'), ...wanted }),
    ),
  );
const first = { language: 'fr', number: 1 } as const;
const submit = (who: Principal, id: string) => as(who, (tx) => submitVersion(tx, who, { id, which: first }));
const approve = (who: Principal, id: string) =>
  as(who, (tx) => approveVersion(tx, who, { approved: [], id, which: first }));
const own = async (who: Principal, wanted: Partial<CreateTemplate> = {}) => {
  const id = await create(who, { ...wanted, scope: 'mine' });
  await submit(who, id);
  return id;
};
const library = async (who: Principal, query: object = {}) =>
  (await listTemplates(town.database, who, { today: '2026-11-25', query: TemplateQuery.parse(query) })).items.map(
    ({ id }) => id,
  );
const readerFor = (who: Principal) => ({ reader: town.database, who, linkTo: town.linkTo });
const caseIn = (teamId: string) =>
  as(root, (tx) => openCase(tx, root, { subject: 'École', teamId, citizenName: 'Zoé' }));
/** Sam and Rita supervise one team each. */
async function supervises(who: Principal, teamId: string): Promise<Principal> {
  await as(who, (tx) =>
    tx.query(`update role_grant set reach = 'teams', team_ids = $2 where agent_id = $1`, [who.id, [teamId]]),
  );
  return { ...who, grants: who.grants.map((grant) => ({ ...grant, reach: 'teams', teamIds: [teamId] })) };
}
const onlyWith = (who: Principal, permissions: Permission[]): Principal => ({
  ...who,
  grants: who.grants.map((grant) => ({ ...grant, permissions })),
});
const notFound = { code: 'not-found' };
const notPermitted = { code: 'not-permitted' };

describe('an agent’s own text', () => {
  it('is in use as soon as its author says so, without approval', async () => {
    const id = await create(ana, { scope: 'mine' });
    const version = await submit(ana, id);
    expect(version).toMatchObject({ state: 'approved', approved: { byId: ana.id } });
    expect(await getTemplate(town.database, ana, id)).toMatchObject({
      scope: 'mine',
      teamId: null,
      rights: ['write'],
      variants: [{ approved: 1, open: null }],
    });
    const draft = await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'fr', content: text('La cantine ouvre à 11 h 30.'), revision: null }),
    );
    await as(ana, (tx) => submitVersion(tx, ana, { id, which: { language: 'fr', number: draft.number } }));
    expect((await listVersions(town.database, id)).map(({ number, state }) => [number, state])).toEqual([
      [2, 'approved'],
      [1, 'replaced'],
    ]);
    await as(ana, (tx) => withdrawTemplate(tx, ana, { id, remark: 'Plus utile.' }));
  });

  it('is there for nobody else, not even for an administrator', async () => {
    const id = await own(ana);
    for (const who of [bob, sam, root]) {
      expect(await library(who)).toEqual([]);
      await expect(getTemplate(town.database, who, id)).rejects.toMatchObject(notFound);
      await expect(
        as(who, (tx) => updateTemplate(tx, who, { id, wanted: { title: 'Mine now' } })),
      ).rejects.toMatchObject(notFound);
      await expect(submit(who, id)).rejects.toMatchObject(notFound);
    }
    expect(await library(ana)).toEqual([id]);
    const heard = (await allEvents(town.database)).filter(({ type }) => type === 'template.changed');
    expect(heard.map(({ audience, agentId }) => [audience, agentId])).toEqual(heard.map(() => ['agent', ana.id]));
  });

  it('must say the same by every channel, as all texts must', async () => {
    const id = await create(ana, {
      scope: 'mine',
      content: text('La cantine ouvre à 12 h.', 'La cantine ouvre à 13 h.'),
    });
    await expect(submit(ana, id)).rejects.toMatchObject({ more: { reason: 'template-not-approvable' } });
  });

  it('stands first in the picker of its author alone, and is rendered in a case', async () => {
    const shared = await create(ana, { title: 'Partagé' });
    await submit(ana, shared);
    await approve(sam, shared);
    const id = await own(ana, { title: 'À moi' });
    const caseId = await caseIn(schools);
    const choices = (who: Principal) => listTemplateChoices(readerFor(who), caseId, TemplateQuery.parse({ limit: 9 }));
    expect((await choices(ana)).map(({ title, scope }) => [title, scope])).toEqual([
      ['À moi', 'mine'],
      ['Partagé', 'everybody'],
    ]);
    expect((await choices(bob)).map(({ title }) => title)).toEqual(['Partagé']);
    const rendered = await renderInCase(readerFor(ana), id, { caseId, channelKind: 'email', values: {} });
    expect(rendered.text).toBe('La cantine ouvre à 12 h.');
    await expect(renderInCase(readerFor(bob), id, { caseId, channelKind: 'email', values: {} })).rejects.toMatchObject(
      notFound,
    );
  });

  it('is never sent without its author', async () => {
    const id = await own(ana);
    const caseId = await caseIn(schools);
    const { items } = await listAutomaticTemplates(town.database, root, 'fr');
    expect(items).toEqual([]);
    expect(await templateFaults(town.database, root, { templateIds: [id], language: 'fr' })).toMatchObject([
      { templateId: id, title: null, fault: 'withdrawn' },
    ]);
    const wish = { templateId: id, caseId, kind: 'email' as const, receivedAt: new Date(), name: '' };
    expect(await renderAutomatically({ reader: town.database, linkTo: town.linkTo }, wish)).toBe('withdrawn');
  });

  it('is proposed to a team as a version that its approvers decide on', async () => {
    const id = await own(ana);
    const proposed = await as(ana, (tx) => proposeTemplate(tx, ana, { id, teamId: schools }));
    expect(await getTemplate(town.database, sam, proposed)).toMatchObject({
      title: 'Cantine',
      scope: 'team',
      teamId: schools,
      rights: ['write', 'approve'],
      variants: [{ approved: null, open: { number: 1, state: 'review' } }],
    });
    // Whoever is of another team neither hears of it nor is asked.
    await expect(approve(rita, proposed)).rejects.toMatchObject(notFound);
    const notified = await town.database.query<{ name: string }>(
      `select a.name from notification n join agent a on a.id = n.agent_id where n.about ->> 'templateId' = $1`,
      [proposed],
    );
    expect(notified.map(({ name }) => name).sort()).toEqual(['Root', 'Sam']);
    await approve(sam, proposed);
    expect(await library(bob)).toEqual([proposed]);
    // The agent's own goes on as it was.
    expect((await library(ana)).toSorted()).toEqual([id, proposed].toSorted());
  });

  it('is corrected by who has proposed it, where it is sent back, also without the right to write templates', async () => {
    const reader = onlyWith(ana, ['case.read', 'case.reply', 'template.read']);
    const id = await own(reader);
    const proposed = await as(reader, (tx) => proposeTemplate(tx, reader, { id, teamId: null }));
    await as(sam, (tx) => returnVersion(tx, sam, { id: proposed, which: first, remark: 'Dites où.' }));
    const [version] = await listVersions(town.database, proposed);
    expect((await getTemplate(town.database, reader, proposed)).rights).toEqual(['correct']);
    // Not by a token, in no other language, and not in what it is called.
    const token: Principal = { ...reader, scopes: ['cases:read'] };
    expect((await getTemplate(town.database, token, proposed)).rights).toEqual([]);
    const attempts: ((tx: Tx) => Promise<unknown>)[] = [
      (tx) => submitVersion(tx, token, { id: proposed, which: first }),
      (tx) => saveDraft(tx, reader, { id: proposed, language: 'en', content: text('x'), revision: null }),
      (tx) => updateTemplate(tx, reader, { id: proposed, wanted: { title: 'Autre' } }),
    ];
    for (const attempt of attempts) await expect(as(reader, attempt)).rejects.toMatchObject(notPermitted);
    await as(reader, (tx) =>
      saveDraft(tx, reader, { id: proposed, language: 'fr', content: text('À l’école.'), revision: version!.revision }),
    );
    await submit(reader, proposed);
    await approve(sam, proposed);
    // What is in use is for those who write templates.
    await expect(
      as(reader, (tx) => saveDraft(tx, reader, { id: proposed, language: 'fr', content: text('x'), revision: null })),
    ).rejects.toMatchObject(notPermitted);
  });

  it('gives no right to go on with what somebody wrote while they were allowed to write templates', async () => {
    const id = await create(ana, {});
    await submit(ana, id);
    await as(sam, (tx) => returnVersion(tx, sam, { id, which: first, remark: 'Dites où.' }));
    const reader = onlyWith(ana, ['case.read', 'case.reply', 'template.read']);
    expect((await getTemplate(town.database, reader, id)).rights).toEqual([]);
    await expect(submit(reader, id)).rejects.toMatchObject(notPermitted);
  });

  it('is withdrawn once its author is deactivated, and not before', async () => {
    const id = await own(ana);
    const leave = () =>
      town.database.write({ kind: 'system', name: 'Teams' }, (tx) => withdrawOwnTextsOfDeparted(tx, ana.id));
    await leave();
    expect((await listVersions(town.database, id)).map(({ state }) => state)).toEqual(['approved']);
    await town.database.execute(`update agent set active = false where id = $1`, [ana.id]);
    await leave();
    expect((await listVersions(town.database, id)).map(({ state }) => state)).toEqual(['withdrawn']);
  });

  it('is proposed once, until it was decided on', async () => {
    const id = await own(ana);
    const propose = (teamId: string | null) => as(ana, (tx) => proposeTemplate(tx, ana, { id, teamId }));
    const proposed = await propose(schools);
    await expect(propose(null)).rejects.toMatchObject({ more: { reason: 'already-proposed' } });
    await approve(sam, proposed);
    await propose(null);
  });

  it('is neither written nor proposed by who answers nobody, nor proposed by a token that writes no templates', async () => {
    const id = await own(ana);
    const auditor = onlyWith(ana, ['case.read', 'template.read']);
    const token: Principal = { ...ana, scopes: ['cases:read'] };
    await expect(create(auditor, { scope: 'mine' })).rejects.toMatchObject(notPermitted);
    for (const who of [auditor, token])
      await expect(as(who, (tx) => proposeTemplate(tx, who, { id, teamId: schools }))).rejects.toMatchObject(
        notPermitted,
      );
  });

  it('is proposed by nobody before it is in use, nor to a team of which its author does not know', async () => {
    const draft = await create(ana, { scope: 'mine' });
    await expect(as(ana, (tx) => proposeTemplate(tx, ana, { id: draft, teamId: schools }))).rejects.toMatchObject({
      more: { reason: 'template-not-usable' },
    });
    const id = await own(ana);
    await expect(as(ana, (tx) => proposeTemplate(tx, ana, { id, teamId: roads }))).rejects.toMatchObject({
      more: { errors: [{ path: 'teamId', reason: 'no-such-team' }] },
    });
  });

  it('is written by a token only where that may write templates', async () => {
    const token: Principal = { ...ana, scopes: ['cases:read'] };
    await expect(create(token, { scope: 'mine' })).rejects.toMatchObject(notPermitted);
  });
});

describe('a team’s template', () => {
  const ofSchools = async () => create(ana, { scope: 'team', teamId: schools });

  it('is written and approved by those whose roles reach the team', async () => {
    const id = await ofSchools();
    await submit(bob, id);
    await expect(approve(ana, id)).rejects.toMatchObject(notPermitted);
    await approve(sam, id);
    expect((await getTemplate(town.database, sam, id)).rights).toEqual(['write', 'approve']);
    expect((await getTemplate(town.database, bob, id)).rights).toEqual(['write']);
  });

  it('is there for whoever may read cases of the team, and in its cases only', async () => {
    const id = await ofSchools();
    await submit(ana, id);
    await approve(sam, id);
    expect([await library(bob), await library(root), await library(otto)]).toEqual([[id], [id], []]);
    await expect(getTemplate(town.database, otto, id)).rejects.toMatchObject(notFound);
    const caseId = await caseIn(schools);
    const elsewhere = await caseIn(roads);
    const choices = async (at: string) =>
      (await listTemplateChoices(readerFor(root), at, TemplateQuery.parse({ limit: 9 }))).map((one) => one.id);
    expect([await choices(caseId), await choices(elsewhere)]).toEqual([[id], []]);
    const render = (at: string) => renderInCase(readerFor(root), id, { caseId: at, channelKind: 'email', values: {} });
    expect((await render(caseId)).text).toBe('La cantine ouvre à 12 h.');
    await expect(render(elsewhere)).rejects.toMatchObject({ more: { reason: 'template-not-usable' } });
    const heard = (await allEvents(town.database)).filter(({ type }) => type === 'template.changed');
    expect(heard.map(({ audience, teamIds }) => [audience, teamIds])).toEqual(heard.map(() => ['teams', [schools]]));
  });

  it('is not for whoever sees the team’s cases and writes for another team', async () => {
    // Reads everywhere, writes and approves for roads.
    const [given] = rita.grants;
    const wide: Principal = {
      ...rita,
      grants: [
        { ...given!, permissions: ['case.read', 'template.read'], reach: 'all-teams' },
        { ...given!, reach: 'teams', teamIds: [roads] },
      ],
    };
    const id = await ofSchools();
    await submit(ana, id);
    expect((await getTemplate(town.database, wide, id)).rights).toEqual([]);
    await expect(approve(wide, id)).rejects.toMatchObject(notPermitted);
    await expect(as(wide, (tx) => updateTemplate(tx, wide, { id, wanted: { title: 'Autre' } }))).rejects.toMatchObject(
      notPermitted,
    );
  });

  it('is neither put into a team that its author does not know, nor into a sector', async () => {
    await expect(create(otto, { scope: 'team', teamId: schools })).rejects.toMatchObject({
      more: { errors: [{ path: 'teamId', reason: 'no-such-team' }] },
    });
    await expect(create(ana, { scope: 'team' })).rejects.toMatchObject({
      more: { errors: [{ path: 'teamId', reason: 'no-such-team' }] },
    });
  });

  it('is found by whose it is', async () => {
    const mine = await own(ana);
    const ours = await ofSchools();
    const all = await create(ana, {});
    expect([
      await library(ana, { scope: 'mine' }),
      await library(ana, { scope: 'team' }),
      await library(ana, { scope: 'everybody' }),
    ]).toEqual([[mine], [ours], [all]]);
  });
});
