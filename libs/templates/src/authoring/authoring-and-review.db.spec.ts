import { createSector, saveOrganisation, updateTeam, type Principal } from '@guichet/access';
import {
  Organisation,
  PreviewTemplate,
  TemplateContent,
  TemplateQuery,
  type TemplateFinding,
  type UpdateTemplate,
} from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { allEvents } from '../../../../test/support/all-events.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { seedTemplates } from '../seed/seed-templates.js';
import { previewTemplate } from './preview-template.js';
import { getTemplate, listTemplates } from './template.queries.js';
import { findVersion, listVersions } from './template-versions.queries.js';
import { approveVersion, returnVersion, submitVersion, withdrawTemplate } from './version-review-steps.js';
import { createTemplate, deleteDraft, saveDraft, updateTemplate } from './edit-template.js';
import { getConsistency } from '../usage/template-reply-consistency.queries.js';
import { getUseReport } from '../usage/template-use-report.queries.js';

let town: TestTown;
let ana: Principal;
let sam: Principal;

beforeEach(async () => {
  town = await TestTown.build();
  ana = await town.agent('Ana');
  sam = await town.agent('Sam', [], 'supervisor');
});
afterEach(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const body = (full: string, short: string | null = null) =>
  TemplateContent.parse({
    blocks: [
      { kind: 'facts', full, short },
      { kind: 'signature', full: '{{ agent_name }}', short: '' },
    ],
  });
const PARKING = 'Votre carte coûte 42,50 €. Venez avant le {{ deadline }}.';

const create = (content: TemplateContent) =>
  as(ana, (tx) =>
    createTemplate(tx, ana, {
      title: 'Stationnement',
      intention: '',
      sectorId: null,
      tags: ['voirie'],
      validFrom: null,
      validUntil: null,
      language: 'fr',
      content,
    }),
  );
const approve = async (id: string, language: 'fr' | 'en', number: number) => {
  await as(ana, (tx) => submitVersion(tx, ana, { id, which: { language, number } }));
  await as(sam, (tx) => approveVersion(tx, sam, { approved: [], id, which: { language, number } }));
};
/** A sector with these teams. */
const sectorOf = async (...teamIds: string[]): Promise<string> => {
  const root = await town.agent('Root', [], 'administrator');
  const { id } = await as(root, (tx) => createSector(tx, root, { name: `Sector ${root.id}` }));
  for (const teamId of teamIds) await as(root, (tx) => updateTeam(tx, root, { id: teamId, wanted: { sectorId: id } }));
  return id;
};
const variantsOf = async (id: string) =>
  (await getTemplate(town.database, sam, id)).variants.map(({ language, approved, open, stale }) => [
    language,
    approved,
    open?.state,
    stale,
  ]);
const found = async (query: object) =>
  (await listTemplates(town.database, sam, { today: '2026-11-25', query: TemplateQuery.parse(query) })).items.map(
    ({ title }) => title,
  );

describe('a template', () => {
  it('is written by agents, approved by supervisors, and says who and when', async () => {
    const id = await create(body(PARKING));
    await expect(
      as(ana, (tx) => approveVersion(tx, ana, { approved: [], id, which: { language: 'fr', number: 1 } })),
    ).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await expect(
      as(sam, (tx) => approveVersion(tx, sam, { approved: [], id, which: { language: 'fr', number: 1 } })),
    ).rejects.toMatchObject({
      more: { reason: 'version-not-open' },
    });

    await as(ana, (tx) => submitVersion(tx, ana, { id, which: { language: 'fr', number: 1 } }));
    const back = await as(sam, (tx) =>
      returnVersion(tx, sam, { id, which: { language: 'fr', number: 1 }, remark: 'Dites où venir.' }),
    );
    expect(back).toMatchObject({ state: 'draft', remark: 'Dites où venir.' });
    await approve(id, 'fr', 1);

    const [version] = await listVersions(town.database, id);
    expect(version).toMatchObject({
      state: 'approved',
      created: { by: 'Ana' },
      submitted: { by: 'Ana' },
      approved: { by: 'Sam' },
    });
  });

  it('is never changed once approved, not even by the database’s own hand', async () => {
    const id = await create(body(PARKING));
    await approve(id, 'fr', 1);
    const rewrite = as(sam, (tx) =>
      tx.query(`update template_version set content = '{}' where template_id = $1`, [id]),
    );
    await expect(rewrite).rejects.toThrow('never changed');
    await expect(
      as(sam, (tx) => tx.query(`delete from template_version where template_id = $1`, [id])),
    ).rejects.toThrow('never changed');
  });

  it('has a new version beside the old one', async () => {
    const id = await create(body(PARKING));
    await approve(id, 'fr', 1);
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'fr', content: body('La carte est gratuite.'), revision: null }),
    );
    await approve(id, 'fr', 2);
    const versions = await listVersions(town.database, id);
    expect(versions.map(({ number, state }) => [number, state])).toEqual([
      [2, 'approved'],
      [1, 'replaced'],
    ]);
    expect(versions[1]!.content).toEqual(body(PARKING));
  });

  it('does not lose what somebody else has saved', async () => {
    const id = await create(body(PARKING));
    await as(ana, (tx) => saveDraft(tx, ana, { id, language: 'fr', content: body('Un.'), revision: 1 }));
    const late = as(sam, (tx) => saveDraft(tx, sam, { id, language: 'fr', content: body('Deux.'), revision: 1 }));
    await expect(late).rejects.toMatchObject({ more: { reason: 'draft-changed', data: { revision: 2 } } });
  });

  it('is gone with its only draft', async () => {
    const id = await create(body(PARKING));
    await as(ana, (tx) => deleteDraft(tx, ana, { id, language: 'fr' }));
    await expect(getTemplate(town.database, sam, id)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('an agent who submitted a version', () => {
  const submitAndApprove = async (id: string) => {
    await as(sam, (tx) => submitVersion(tx, sam, { id, which: { language: 'fr', number: 1 } }));
    return as(sam, (tx) => approveVersion(tx, sam, { approved: [], id, which: { language: 'fr', number: 1 } }));
  };

  it('approves it where the organisation does not ask for four eyes', async () => {
    await expect(submitAndApprove(await create(body(PARKING)))).resolves.toMatchObject({ state: 'approved' });
  });

  it('does not approve it where the organisation asks for four eyes, but another agent does', async () => {
    const root = await town.agent('Root', [], 'administrator');
    await as(root, (tx) => saveOrganisation(tx, root, Organisation.parse({ fourEyesApproval: true })));
    const id = await create(body(PARKING));
    await expect(submitAndApprove(id)).rejects.toMatchObject({
      code: 'conflict',
      more: { reason: 'own-submission' },
    });

    await as(root, (tx) => approveVersion(tx, root, { approved: [], id, which: { language: 'fr', number: 1 } }));
    expect(await listVersions(town.database, id)).toMatchObject([
      { state: 'approved', submitted: { byId: sam.id }, approved: { byId: root.id } },
    ]);
  });
});

describe('days', () => {
  it('on which a template may be used are for those who approve it', async () => {
    const id = await create(body(PARKING));
    const until = (who: Principal) =>
      as(who, (tx) => updateTemplate(tx, who, { id, wanted: { validUntil: '2020-01-01' } }));
    await expect(until(ana)).rejects.toMatchObject({ code: 'not-permitted' });
    await until(sam);
    await as(ana, (tx) => updateTemplate(tx, ana, { id, wanted: { title: 'Parking' } }));
  });
});

describe('the title, the purpose and the sector', () => {
  const change = (who: Principal, id: string, wanted: UpdateTemplate) =>
    as(who, (tx) => updateTemplate(tx, who, { id, wanted }));
  const refused = { code: 'not-permitted' };

  // Threats: A018.
  // ASVS: 8.2.3.
  it('of what is approved are for those who approve it, until they are withdrawn and after', async () => {
    const id = await create(body(PARKING));
    await change(ana, id, { title: 'Parking' });
    await approve(id, 'fr', 1);
    const changes = [
      { title: 'Refus de la carte' },
      { intention: 'Tout autre chose' },
      { sectorId: await sectorOf() },
      { tags: [] },
    ];
    for (const wanted of changes) await expect(change(ana, id, wanted)).rejects.toMatchObject(refused);
    // A draft beside the approved version takes nothing away from it.
    await as(ana, (tx) => saveDraft(tx, ana, { id, language: 'fr', content: body('Gratuit.'), revision: null }));
    await expect(change(ana, id, changes[0]!)).rejects.toMatchObject(refused);
    await change(ana, id, { title: 'Parking', tags: ['voirie'] });
    expect(await getTemplate(town.database, sam, id)).toMatchObject({ title: 'Parking', tags: ['voirie'] });
    await change(sam, id, { title: 'Carte de stationnement' });
    await as(sam, (tx) => withdrawTemplate(tx, sam, { id, remark: 'Périmé' }));
    await expect(change(ana, id, changes[0]!)).rejects.toMatchObject(refused);
    expect(await found({ q: 'refus' })).toEqual([]);
  });

  it('are not changed under the eyes of who reviews them, but after a return', async () => {
    const id = await create(body(PARKING));
    const which = { language: 'fr', number: 1 } as const;
    await as(ana, (tx) => submitVersion(tx, ana, { id, which }));
    await expect(change(ana, id, { title: 'Autre' })).rejects.toMatchObject(refused);
    await as(sam, (tx) => returnVersion(tx, sam, { id, which, remark: 'Titre ?' }));
    await change(ana, id, { title: 'Autre' });
    expect(await getTemplate(town.database, sam, id)).toMatchObject({ title: 'Autre' });
  });
});

describe('what was read', () => {
  it('is what is approved', async () => {
    const id = await create(body(PARKING));
    await as(ana, (tx) => submitVersion(tx, ana, { id, which: { language: 'fr', number: 1, revision: 1 } }));
    await as(sam, (tx) => returnVersion(tx, sam, { id, which: { language: 'fr', number: 1 }, remark: undefined }));
    await as(ana, (tx) => saveDraft(tx, ana, { id, language: 'fr', content: body('Tout autre chose.'), revision: 1 }));
    await as(ana, (tx) => submitVersion(tx, ana, { id, which: { language: 'fr', number: 1, revision: 2 } }));
    const approving = as(sam, (tx) =>
      approveVersion(tx, sam, { approved: [], id, which: { language: 'fr', number: 1, revision: 1 } }),
    );
    await expect(approving).rejects.toMatchObject({ more: { reason: 'draft-changed' } });
  });
});

describe('a translation', () => {
  it('that was handed in after its source had changed is not stale', async () => {
    const id = await create(body('Venez avant le {{ deadline }}.'));
    await approve(id, 'fr', 1);
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('Come before {{ deadline }}.'), revision: null }),
    );
    await as(ana, (tx) =>
      saveDraft(tx, ana, {
        id,
        language: 'fr',
        content: body('Venez le {{ deadline }} au plus tard.'),
        revision: null,
      }),
    );
    await approve(id, 'fr', 2);
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('Come by {{ deadline }}.'), revision: 1 }),
    );
    await approve(id, 'en', 1);
    expect(await variantsOf(id)).toEqual([
      ['fr', 2, undefined, false],
      ['en', 1, undefined, false],
    ]);
  });

  it('that was written together with its source, before anything was approved, translates its first version', async () => {
    const id = await create(body('Venez avant le {{ deadline }}.'));
    const { sourceNumber } = await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('Come before {{ deadline }}.'), revision: null }),
    );
    expect(sourceNumber).toBe(1);
    await as(ana, (tx) => submitVersion(tx, ana, { id, which: { language: 'en', number: 1 } }));
    await approve(id, 'fr', 1);
    await as(sam, (tx) => approveVersion(tx, sam, { approved: [], id, which: { language: 'en', number: 1 } }));
    expect(await variantsOf(id)).toEqual([
      ['fr', 1, undefined, false],
      ['en', 1, undefined, false],
    ]);
  });

  it('that was submitted before its source was written on is stale once that is approved', async () => {
    const id = await create(body('Venez avant le {{ deadline }}.'));
    const en = { language: 'en', number: 1 } as const;
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('Come before {{ deadline }}.'), revision: null }),
    );
    await as(ana, (tx) => submitVersion(tx, ana, { id, which: en }));
    await as(ana, (tx) =>
      saveDraft(tx, ana, {
        id,
        language: 'fr',
        content: body('Venez le {{ deadline }} au plus tard.'),
        revision: 1,
      }),
    );
    await approve(id, 'fr', 1);
    await as(sam, (tx) => approveVersion(tx, sam, { approved: [], id, which: en }));
    expect(await variantsOf(id)).toEqual([
      ['fr', 1, undefined, false],
      ['en', 1, undefined, true],
    ]);

    // Whoever submits it again has seen the wording that is in use.
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('Come by {{ deadline }}.'), revision: null }),
    );
    await approve(id, 'en', 2);
    expect(await variantsOf(id)).toEqual([
      ['fr', 1, undefined, false],
      ['en', 2, undefined, false],
    ]);
  });

  it('that was submitted before its source was written from the beginning again is stale once that is approved', async () => {
    const id = await create(body('Venez avant le {{ deadline }}.'));
    const en = { language: 'en', number: 1 } as const;
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('Come before {{ deadline }}.'), revision: null }),
    );
    await as(ana, (tx) => submitVersion(tx, ana, { id, which: en }));
    await as(ana, (tx) => deleteDraft(tx, ana, { id, language: 'fr' }));
    const again = body('Venez le {{ deadline }} au plus tard.');
    const { number } = await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'fr', content: again, revision: null }),
    );
    await approve(id, 'fr', number);
    await as(sam, (tx) => approveVersion(tx, sam, { approved: [], id, which: en }));
    expect(await variantsOf(id)).toEqual([
      ['fr', 2, undefined, false],
      ['en', 1, undefined, true],
    ]);
  });

  /** Both languages in use, and corrected together by Ana, who submits the one first and then the other. */
  const correctBoth = async (order: readonly ['fr' | 'en', 'fr' | 'en']): Promise<string> => {
    const id = await create(body('Venez avant le {{ deadline }}.'));
    await approve(id, 'fr', 1);
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('Come before {{ deadline }}.'), revision: null }),
    );
    await approve(id, 'en', 1);
    const texts = { fr: 'Venez le {{ deadline }} au plus tard.', en: 'Come by {{ deadline }}.' };
    for (const language of ['fr', 'en'] as const)
      await as(ana, (tx) => saveDraft(tx, ana, { id, language, content: body(texts[language]), revision: null }));
    for (const language of order) await as(ana, (tx) => submitVersion(tx, ana, { id, which: { language, number: 2 } }));
    return id;
  };
  const accept = (id: string, language: 'fr' | 'en', number = 2) =>
    as(sam, (tx) => approveVersion(tx, sam, { approved: [], id, which: { language, number } }));

  it.each([
    [
      ['en', 'fr'],
      ['en', 'fr'],
    ],
    [
      ['en', 'fr'],
      ['fr', 'en'],
    ],
    [
      ['fr', 'en'],
      ['en', 'fr'],
    ],
    [
      ['fr', 'en'],
      ['fr', 'en'],
    ],
  ] as const)(
    'that is corrected together with its source, submitted %j and approved %j, is not stale',
    async (submitted, approved) => {
      const id = await correctBoth(submitted);
      for (const language of approved) await accept(id, language);
      expect(await variantsOf(id)).toEqual([
        ['fr', 2, undefined, false],
        ['en', 2, undefined, false],
      ]);
    },
  );

  it('that is corrected together with its source is stale once that is sent back, written on and approved', async () => {
    const id = await correctBoth(['en', 'fr']);
    const fr = { language: 'fr', number: 2 } as const;
    await accept(id, 'en');
    await as(sam, (tx) => returnVersion(tx, sam, { id, which: fr, remark: 'Plus poli.' }));
    const polite = body('Merci de venir le {{ deadline }} au plus tard.');
    await as(ana, (tx) => saveDraft(tx, ana, { id, language: 'fr', content: polite, revision: 1 }));
    await approve(id, 'fr', 2);
    expect(await variantsOf(id)).toEqual([
      ['fr', 2, undefined, false],
      ['en', 2, undefined, true],
    ]);
  });

  it('that is submitted while somebody else writes the next version of its source is stale once that is approved', async () => {
    const id = await create(body('Venez avant le {{ deadline }}.'));
    await approve(id, 'fr', 1);
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('Come before {{ deadline }}.'), revision: null }),
    );
    const next = body('Venez le {{ deadline }} au plus tard.');
    await as(sam, (tx) => saveDraft(tx, sam, { id, language: 'fr', content: next, revision: null }));
    await approve(id, 'en', 1);
    await as(sam, (tx) => submitVersion(tx, sam, { id, which: { language: 'fr', number: 2 } }));
    await accept(id, 'fr');
    expect(await variantsOf(id)).toEqual([
      ['fr', 2, undefined, false],
      ['en', 1, undefined, true],
    ]);
  });

  it('that is approved together with its source is of that version, although somebody else had begun it', async () => {
    const id = await create(body('Venez avant le {{ deadline }}.'));
    await approve(id, 'fr', 1);
    const save = (who: Principal, language: 'fr' | 'en', text: string) =>
      as(who, (tx) => saveDraft(tx, who, { id, language, content: body(text), revision: null }));
    await save(ana, 'en', 'Come before {{ deadline }}.');
    await approve(id, 'en', 1);
    await save(sam, 'fr', 'Venez le {{ deadline }} au plus tard.');
    await save(ana, 'en', 'Come by {{ deadline }}.');
    for (const language of ['en', 'fr'] as const)
      await as(ana, (tx) => submitVersion(tx, ana, { id, which: { language, number: 2 } }));
    const which = { language: 'en', number: 2, other: { language: 'fr', number: 2 } } as const;
    const saved = await as(sam, (tx) => approveVersion(tx, sam, { approved: [], id, which }));
    expect(saved).toMatchObject({ language: 'en', state: 'approved', sourceNumber: 2 });
    expect(await variantsOf(id)).toEqual([
      ['fr', 2, undefined, false],
      ['en', 2, undefined, false],
    ]);
  });

  it('is stale from when its source is approved anew', async () => {
    const id = await create(body('Venez avant le {{ deadline }}.'));
    await approve(id, 'fr', 1);
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('Come before {{ deadline }}.'), revision: null }),
    );
    await approve(id, 'en', 1);
    expect(await variantsOf(id)).toEqual([
      ['fr', 1, undefined, false],
      ['en', 1, undefined, false],
    ]);
    await as(ana, (tx) =>
      saveDraft(tx, ana, {
        id,
        language: 'fr',
        content: body('Venez le {{ deadline }} au plus tard.'),
        revision: null,
      }),
    );
    await approve(id, 'fr', 2);
    expect(await variantsOf(id)).toEqual([
      ['fr', 2, undefined, false],
      ['en', 1, undefined, true],
    ]);
    expect(await found({ state: 'stale' })).toEqual(['Stationnement']);
  });

  it('is used no more once its source promises something else', async () => {
    const id = await create(body('Venez avant le {{ deadline }}.'));
    await approve(id, 'fr', 1);
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('Come before {{ deadline }}.'), revision: null }),
    );
    await approve(id, 'en', 1);
    await as(ana, (tx) =>
      saveDraft(tx, ana, {
        id,
        language: 'fr',
        content: body('Venez avant le {{ deadline }}, sous 15 jours.'),
        revision: null,
      }),
    );
    await approve(id, 'fr', 2);
    expect(await variantsOf(id)).toEqual([
      ['fr', 2, undefined, false],
      ['en', null, undefined, true],
    ]);
  });

  it('cannot promise something else than its source', async () => {
    const id = await create(body('Vous avez deux mois pour répondre.'));
    await approve(id, 'fr', 1);
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('You have three months to answer.'), revision: null }),
    );
    await as(ana, (tx) => submitVersion(tx, ana, { id, which: { language: 'en', number: 1 } }));
    await expect(
      as(sam, (tx) => approveVersion(tx, sam, { approved: [], id, which: { language: 'en', number: 1 } })),
    ).rejects.toMatchObject({
      more: {
        reason: 'template-not-approvable',
        data: { findings: [{ code: 'source-differs', data: { missing: ['2 mois'], added: ['3 months'] } }] },
      },
    });
  });
});

describe('a translation that is approved before its source', () => {
  it('cannot promise something else than what its source is to say', async () => {
    const id = await create(body('Vous avez deux mois pour répondre.'));
    await as(ana, (tx) => submitVersion(tx, ana, { id, which: { language: 'fr', number: 1 } }));
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('You have three months to answer.'), revision: null }),
    );
    await expect(approve(id, 'en', 1)).rejects.toMatchObject({
      more: {
        reason: 'template-not-approvable',
        data: { findings: [{ code: 'source-differs', data: { missing: ['2 mois'], added: ['3 months'] } }] },
      },
    });
    const wanted = PreviewTemplate.parse({ templateId: id, language: 'en', content: body('You have three months to answer.') }); // prettier-ignore
    const preview = await previewTemplate(town.database, sam, { approved: [], wanted });
    expect(preview.findings).toMatchObject([{ code: 'source-differs' }]);
  });

  it('is compared with nothing as long as its source has no text', async () => {
    const id = await create(TemplateContent.parse({ blocks: [{ kind: 'facts', full: '', short: null }] }));
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('You have two months to answer.'), revision: null }),
    );
    await approve(id, 'en', 1);
    expect((await variantsOf(id)).find(([language]) => language === 'en')?.[1]).toBe(1);
  });

  const both = async (french: string, english: string, short: string | null = null) => {
    const id = await create(body('La piscine est fermée le 20/06/2027.'));
    await approve(id, 'fr', 1);
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('The pool is closed on 20/06/2027.'), revision: null }),
    );
    await approve(id, 'en', 1);
    for (const [language, content] of [
      ['fr', body(french, short)],
      ['en', body(english)],
    ] as const)
      // prettier-ignore
      await as(ana, (tx) => saveDraft(tx, ana, { id, language, content, revision: null }));
    const wanted = PreviewTemplate.parse({ templateId: id, language: 'en', content: body(english) });
    const { findings } = await previewTemplate(town.database, ana, { approved: [], wanted });
    for (const language of ['fr', 'en'] as const)
      await as(ana, (tx) => submitVersion(tx, ana, { id, which: { language, number: 2 } }));
    const other = { language: 'fr' as const, number: 2 };
    const approving = as(sam, (tx) =>
      approveVersion(tx, sam, { approved: [], id, which: { language: 'en', number: 2, other } }),
    );
    return { id, approving, findings };
  };

  it('is named before its source is approved where it goes out of use with it, and not where it says the same', async () => {
    const id = await create(body('La piscine est fermée le 20/06/2027.'));
    await approve(id, 'fr', 1);
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('The pool is closed on 20/06/2027.'), revision: null }),
    );
    await approve(id, 'en', 1);
    const retiredBy = async (language: 'fr' | 'en', full: string) => {
      const wanted = PreviewTemplate.parse({ templateId: id, language, content: body(full) });
      return (await previewTemplate(town.database, sam, { approved: [], wanted })).retires;
    };
    expect(await retiredBy('fr', 'Fermeture de la piscine le 20/06/2027.')).toEqual([]);
    expect(await retiredBy('en', 'The pool is closed on 27/06/2027.')).toEqual([]);
    const later = 'La piscine est fermée le 27/06/2027.';
    expect(await retiredBy('fr', later)).toEqual(['en']);
    await as(ana, (tx) => saveDraft(tx, ana, { id, language: 'fr', content: body(later), revision: null }));
    await approve(id, 'fr', 2);
    expect((await variantsOf(id)).find(([language]) => language === 'en')?.[1]).toBeNull();
  });

  it('together with its source is compared with the source that is approved, and both are in use', async () => {
    const { id, approving, findings } = await both(
      'La piscine est fermée le 27/06/2027.',
      'The pool is closed on 27/06/2027.',
    );
    expect(findings).toEqual([]);
    await approving;
    expect((await variantsOf(id)).map(([language, number]) => [language, number])).toEqual([['fr', 2], ['en', 2]]); // prettier-ignore
  });

  it('together with its source is refused with it where it says something else, so that both former ones stay in use', async () => {
    const { id, approving, findings } = await both('La piscine est fermée le 27/06/2027.', 'The pool is closed.');
    expect(findings).toMatchObject([{ code: 'source-differs' }]);
    await expect(approving).rejects.toMatchObject({ more: { reason: 'template-not-approvable', data: { language: 'en' } } }); // prettier-ignore
    expect((await variantsOf(id)).map((one) => one.slice(0, 3))).toEqual([['fr', 1, 'review'], ['en', 1, 'review']]); // prettier-ignore
  });

  it.each([
    ['template-not-approvable', 'La piscine est fermée le 27/06/2027.', 'Piscine fermée.'],
    ['meaning-unconfirmed', 'La piscine ferme le 27/06/2027.', 'Piscine ouverte le 27/06/2027.'],
  ])('together with its source says of which of the two the findings are: %s', async (reason, french, short) => {
    const { approving } = await both(french, 'The pool closes on 27/06/2027.', short);
    await expect(approving).rejects.toMatchObject({ more: { reason, data: { language: 'fr' } } });
  });

  it('stays in use once its source is approved that says the same', async () => {
    const id = await create(body('Vous avez deux mois pour répondre.'));
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('You have two months to answer.'), revision: null }),
    );
    await approve(id, 'en', 1);
    await approve(id, 'fr', 1);
    expect((await variantsOf(id)).map(([language, number]) => [language, number])).toEqual([
      ['fr', 1],
      ['en', 1],
    ]);
  });
});

describe('the meaning lock', () => {
  it.each([
    ['another amount', '42,50 € avant le {{ deadline }}.', '40 €, avant le {{ deadline }}.', ['40 €'], ['42,50 €']],
    ['a deadline that is left out', 'Payez avant le {{ deadline }}.', 'Payez.', [], ['{{ deadline }}']],
    [
      'an example in place of a variable',
      'Payez avant le {{ deadline }}.',
      'Payez avant le 18/12/2026.',
      ['18/12/2026'],
      ['{{ deadline }}'],
    ],
    ['a text that is left out', 'Venez : {{ place }}.', 'Venez.', [], ['{{ place }}']],
    [
      'another variable with an equal example',
      'Reçu le {{ completed_on }}.',
      'Reçu le {{ received_on }}.',
      ['{{ received_on }}'],
      ['{{ completed_on }}'],
    ],
    ['a date in the subject', 'Venez.', 'Venez.', ['4 mai 2027'], [], 'Le 4 mai 2027'],
    [
      'another phone number',
      'Appelez le 03 80 12 34 56.',
      'Appelez le 03 80 12 34 57.',
      ['03 80 12 34 57'],
      ['03 80 12 34 56'],
    ],
    [
      'another link',
      'Voir www.valbourg.example/a',
      'Voir www.valbourg.example/b',
      ['www.valbourg.example/b'],
      ['www.valbourg.example/a'],
    ],
    [
      'an appeal that is left out',
      'Contestez devant le tribunal administratif.',
      'Contestez.',
      [],
      ['tribunal administratif'],
    ],
    [
      'a difference in one branch only',
      'Venez{% if place %} le 3 mai 2027{% endif %}.{{ place }}',
      'Venez. {{ place }}',
      [],
      ['3 mai 2027'],
    ],
  ])('finds %s', async (_name, full, short, added, missing, subject = '') => {
    const id = await create({ ...body(full, short), subject });
    await as(ana, (tx) => submitVersion(tx, ana, { id, which: { language: 'fr', number: 1 } }));
    const refused = as(sam, (tx) =>
      approveVersion(tx, sam, { approved: [], id, which: { language: 'fr', number: 1 } }),
    );
    await expect(refused).rejects.toMatchObject({
      code: 'conflict',
      more: { data: { findings: [{ code: 'facts-differ', data: { added, missing } }, ...[]] } },
    });
  });
});

describe('words that could mean something else', () => {
  const version = (id: string) => ({ id, which: { language: 'fr' as const, number: 1 } });
  const submitted = async (full: string, short: string) => {
    const id = await create(body(full, short));
    await as(ana, (tx) => submitVersion(tx, ana, version(id)));
    return id;
  };
  const approveWith = (id: string, sameMeaning?: string[]) =>
    as(sam, (tx) =>
      approveVersion(tx, sam, {
        approved: [],
        id,
        which: { ...version(id).which, ...(sameMeaning && { sameMeaning }) },
      }),
    );
  const warningsOf = async (id: string, sameMeaning?: string[]) => {
    const error = await approveWith(id, sameMeaning).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ more: { reason: 'meaning-unconfirmed' } });
    return (error as { more: { data: { findings: TemplateFinding[] } } }).more.data.findings;
  };

  it('are named behind the errors for which a version is refused, but for those that were answered', async () => {
    const id = await submitted('Acceptée. Venez le 3 mai 2027.', 'Refusée.');
    const refusedFor = async (sameMeaning?: string[]) => {
      const error = (await approveWith(id, sameMeaning).catch((thrown: unknown) => thrown)) as {
        more: { reason: string; data: { count: number; findings: TemplateFinding[] } };
      };
      expect(error.more).toMatchObject({ reason: 'template-not-approvable', data: { count: 1 } });
      return error.more.data.findings;
    };
    const [error, warning, ...more] = await refusedFor();
    expect([error, warning, more]).toMatchObject([{ code: 'facts-differ' }, { code: 'words-differ' }, []]);
    expect(await refusedFor([warning!.key!])).toMatchObject([{ code: 'facts-differ' }]);
  });

  it('are asked about like a mention of the law that is missing, which is kept where it is approved without', async () => {
    const content = TemplateContent.parse({
      legal: { act: 'missing-documents', source: 'CRPA L. 114-5', confirmedBy: null },
      blocks: [{ kind: 'facts', full: 'Votre dossier est incomplet.', short: 'Dossier incomplet.' }],
    });
    const id = await create(content);
    await as(ana, (tx) => submitVersion(tx, ana, version(id)));
    const missing = (await warningsOf(id)).filter(({ code }) => code === 'mention-missing');
    expect(missing.length).toBeGreaterThan(0);
    const { confirmed } = await approveWith(
      id,
      (await warningsOf(id)).map(({ key }) => key!),
    );
    expect(confirmed).toEqual(
      missing.map(({ data }) => ({ about: 'mention', full: [data['name']], short: [data['article']] })),
    );
  });

  it.each([
    ['a decision', 'Nous acceptons votre demande.', 'Demande refusée.', 'accept'],
    ['a negation', 'Vous n’avez pas besoin de venir.', 'Vous avez besoin de venir.', 'required'],
    ['before and after', 'Appelez-nous avant le 3 mai 2027.', 'Appelez-nous après le 3 mai 2027.', 'bound'],
    ['a weekday', 'Ouvert le mardi.', 'Ouvert le jeudi.', 'weekday'],
    ['open and closed', 'La mairie est ouverte.', 'La mairie est fermée.', 'open'],
    ['free and paid', 'La carte est gratuite.', 'La carte est payante.', 'free'],
    ['compulsory and optional', 'Le passeport est obligatoire.', 'Le passeport est facultatif.', 'required'],
    ['a document', 'Apportez votre passeport.', 'Apportez votre carte d’identité.', 'document'],
  ])('are warned about: %s', async (_name, full, short, about) => {
    const findings = await warningsOf(await submitted(full, short));
    expect(findings.map(({ data }) => data['about'])).toContain(about);
  });

  it('are confirmed one by one by whoever approves, and kept with their names', async () => {
    const id = await submitted('La mairie est ouverte le mardi.', 'Mairie fermée le jeudi.');
    const findings = await warningsOf(id);
    const keys = findings.map(({ key }) => key!);
    expect(keys.length).toBeGreaterThan(1);
    expect(await warningsOf(id, keys.slice(1))).toEqual(findings);
    const approved = await approveWith(id, keys);
    expect(approved).toMatchObject({ state: 'approved', approved: { by: 'Sam' } });
    expect(approved.confirmed).toEqual(findings.map(({ data }) => data));
  });

  it('need no confirmation where both wordings say the same by other words', async () => {
    const id = await submitted(
      'Nous acceptons votre demande. Venez à midi, sous deux semaines.',
      'Demande acceptée. Venez à 12h sous 14 jours.',
    );
    await expect(approveWith(id)).resolves.toMatchObject({ state: 'approved', confirmed: [] });
  });
});

describe('withdrawal', () => {
  it('takes every version out of use, and lets a new one be written', async () => {
    const id = await create(body(PARKING));
    await approve(id, 'fr', 1);
    await as(sam, (tx) => withdrawTemplate(tx, sam, { id, remark: 'Le tarif a changé.' }));
    expect(await findVersion(town.database, { templateId: id, language: 'fr', number: undefined })).toBeNull();
    expect(await found({ state: 'withdrawn' })).toEqual(['Stationnement']);
    expect(await found({ state: 'usable' })).toEqual([]);
    await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'fr', content: body('La carte est gratuite.'), revision: null }),
    );
    await approve(id, 'fr', 2);
    expect(await found({ state: 'usable' })).toEqual(['Stationnement']);
  });
});

describe('a template of a sector', () => {
  it('is published to whoever knows its sector, old or new, and its place in the list and its files are for them alone', async () => {
    const [social, schools] = [await town.team('Social'), await town.team('Schools')];
    const [sectorId, other] = [await sectorOf(social), await sectorOf(schools)];
    const [ines, otto] = [await town.agent('Ines', [social]), await town.agent('Otto', [schools])];
    const file = { id: newId(), name: 'plan.pdf', type: 'application/pdf', size: 3 };
    await town.database.execute(
      `insert into attachment (id, digest, name, type, size, inline, uploaded_by, created_at, state)
       values ($1, $2, $3, $4, $5, false, $6, now(), 'ready')`,
      [file.id, 'd'.repeat(64), file.name, file.type, file.size, ines.id],
    );
    const wanted = { intention: '', tags: [], validFrom: null, validUntil: null, language: 'fr' as const };
    const withFile = { ...body(PARKING), attachments: [file] };
    const write = (who: Principal, own: { title: string; sectorId: string | null; content?: TemplateContent }) =>
      as(who, (tx) => createTemplate(tx, who, { ...wanted, content: body(PARKING), ...own }));
    const id = await write(ines, { title: 'Aide', sectorId, content: withFile });
    await as(sam, (tx) => updateTemplate(tx, sam, { id, wanted: { sectorId: other } }));
    await as(sam, (tx) => updateTemplate(tx, sam, { id, wanted: { sectorId } }));
    const published = (await allEvents(town.database)).flatMap((event) =>
      event.type === 'template.changed' ? [[event.audience, event.teamIds.toSorted()]] : [],
    );
    const both = [social, schools].toSorted();
    expect(published).toEqual([['teams', [social]], ['teams', both], ['teams', both]]); // prettier-ignore

    await write(otto, { title: 'Bourse', sectorId: null });
    const after = async (cursor: string) =>
      (await listTemplates(town.database, otto, { today: '2026-11-25', query: TemplateQuery.parse({ cursor }) })).items;
    expect([await after(id), await after(newId())]).toEqual([[], []]);
    await expect(write(otto, { title: 'Copie', sectorId: null, content: withFile })).rejects.toMatchObject({
      code: 'invalid-request',
    });
    await expect(write(sam, { title: 'Copie', sectorId, content: withFile })).resolves.toEqual(expect.any(String));
  });

  // Threats: A018.
  it('is for whoever may read cases there; to others it does not exist, whatever they ask', async () => {
    const [social, schools] = [await town.team('Social'), await town.team('Schools')];
    const sectorId = await sectorOf(social);
    const elsewhere = await sectorOf(schools);
    const [ines, otto] = [await town.agent('Ines', [social]), await town.agent('Otto', [schools])];
    const wanted = { title: 'Placement', intention: '', tags: [], validFrom: null, validUntil: null };
    const id = await as(ines, (tx) =>
      createTemplate(tx, ines, { ...wanted, sectorId, language: 'fr', content: body(PARKING) }),
    );
    const listed = async (who: Principal, query: object = {}) =>
      (await listTemplates(town.database, who, { today: '2026-11-25', query: TemplateQuery.parse(query) })).items
        .length;
    expect([await listed(ines), await listed(sam), await listed(otto)]).toEqual([1, 1, 0]);
    expect(await listed(otto, { q: 'placement' })).toBe(0);
    await expect(getTemplate(town.database, ines, id)).resolves.toMatchObject({ sectorId });

    const missing = { code: 'not-found' };
    const which = { language: 'fr', number: 1 } as const;
    const days = 30;
    const approver = { ...otto, grants: [{ ...otto.grants[0]!, permissions: [...otto.grants[0]!.permissions, 'template.approve' as const] }] }; // prettier-ignore
    const attempts: [Principal, (tx: Tx) => Promise<unknown>][] = [
      [otto, (tx) => getTemplate(tx, otto, id)],
      [otto, (tx) => getUseReport(tx, otto, { templateId: id, days })],
      [otto, (tx) => getConsistency(tx, otto, { templateId: id, days })],
      [otto, (tx) => updateTemplate(tx, otto, { id, wanted: { title: 'Mine' } })],
      [otto, (tx) => updateTemplate(tx, otto, { id, wanted: { sectorId: null } })],
      [otto, (tx) => saveDraft(tx, otto, { id, language: 'en', content: body('Mine'), revision: null })],
      [otto, (tx) => deleteDraft(tx, otto, { id, language: 'fr' })],
      [otto, (tx) => submitVersion(tx, otto, { id, which })],
      [approver, (tx) => returnVersion(tx, approver, { id, which, remark: undefined })],
      [approver, (tx) => approveVersion(tx, approver, { approved: [], id, which })],
      [approver, (tx) => withdrawTemplate(tx, approver, { id, remark: 'Mine' })],
    ];
    for (const [who, attempt] of attempts) await expect(as(who, attempt)).rejects.toMatchObject(missing);
    // Nor do they put one where they do not see it.
    await expect(
      as(otto, (tx) => createTemplate(tx, otto, { ...wanted, sectorId, language: 'fr', content: body(PARKING) })),
    ).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(
      as(ines, (tx) => updateTemplate(tx, ines, { id, wanted: { sectorId: elsewhere } })),
    ).rejects.toMatchObject({ code: 'invalid-request' });
    await as(ines, (tx) => updateTemplate(tx, ines, { id, wanted: { sectorId: null } }));
    expect(await listed(otto)).toBe(1);
  });
});

describe('a new installation', () => {
  it('begins with 28 texts in two languages, approved, once', async () => {
    await seedTemplates(town.database);
    await seedTemplates(town.database);
    const query = TemplateQuery.parse({ state: 'usable', limit: 200 });
    const { items } = await listTemplates(town.database, sam, { today: '2026-11-25', query });
    expect(items).toHaveLength(28);
    expect(
      items.every(
        ({ variants }) => variants.length === 2 && variants.every(({ approved, stale }) => approved === 1 && !stale),
      ),
    ).toBe(true);
  });

  const shippedTexts = () =>
    town.database.query<{ key: string; language: string; number: number; state: string; by: string | null }>(
      `select t.key, v.language, v.number, v.state, v.approved_by as by from template t join template_version v on v.template_id = t.id
       where t.key like 'right-to-error%' or t.key like 'unfavourable%' or t.key = 'transfer' order by 1, 2 desc, 3`,
    );
  const asTexts = async () =>
    (await shippedTexts()).map(({ key, language, number, state }) => `${key} ${language} ${number} ${state}`);

  it('of an earlier edition is proposed the new texts, and keeps what it has', async () => {
    // As they were: fewer, and in other words. One was made the town's own, and one was taken back.
    await as(sam, async (tx) => {
      await tx.query(
        // The edition before this one was not complete: what it has proposed was written anew.
        `insert into setting (key, value)
         values ('templates-shipped', '{"at": "2026-11-01T00:00:00.000Z", "edition": 1, "proposed": ["right-to-error fr"]}')`,
      );
      await tx.query(
        `insert into template (id, key, title, source_language, created_at, updated_at)
         select gen_random_uuid(), key, key, 'fr', now(), now() from unnest('{right-to-error,unfavourable-decision,transfer}'::text[]) key`,
      );
      await tx.query(
        `insert into template_version (id, template_id, language, number, state, content, source_number, created_at, created_by, created_by_id)
         select gen_random_uuid(), t.id, l.language, 1, case when t.key = 'transfer' and l.language = 'en' then 'withdrawn' else 'approved' end,
           $1, case when l.language = 'en' then 1 end, now(), 'x', case when t.key = 'unfavourable-decision' and l.language = 'fr' then $2::uuid end
         from template t cross join (values ('fr'), ('en')) l (language)`,
        [JSON.stringify(body('Sans aucune sanction.')), sam.id],
      );
    });
    // Somebody is writing one at this moment.
    const [{ id }] = (await town.database.query<{ id: string }>(
      `select id from template where key = 'right-to-error'`,
    )) as [{ id: string }];
    const draft = await as(ana, (tx) =>
      saveDraft(tx, ana, { id, language: 'en', content: body('Mine'), revision: null }),
    );
    await seedTemplates(town.database);
    const proposed = [
      'right-to-error fr 1 approved',
      'right-to-error fr 2 review',
      'right-to-error en 1 approved',
      'right-to-error en 2 draft',
      'transfer fr 1 approved',
      'transfer fr 2 review',
      'transfer en 1 withdrawn',
      'unfavourable-decision fr 1 approved',
      'unfavourable-decision en 1 approved',
      'unfavourable-decision en 2 review',
      'unfavourable-decision-civil-court fr 1 review',
      'unfavourable-decision-civil-court en 1 review',
      'unfavourable-decision-prior-appeal fr 1 review',
      'unfavourable-decision-prior-appeal en 1 review',
    ];
    expect(await asTexts()).toEqual(proposed);
    // A start later nothing is proposed again, also where it was refused meanwhile, but what had to wait.
    expect(draft.number).toBe(2);
    await as(ana, (tx) => deleteDraft(tx, ana, { id, language: 'en' }));
    await seedTemplates(town.database);
    await seedTemplates(town.database);
    expect(await asTexts()).toEqual(proposed.map((one) => one.replace('en 2 draft', 'en 2 review')));
    const which = { language: 'fr', number: 2 } as const;
    await as(sam, (tx) => approveVersion(tx, sam, { approved: [], id, which }));
    expect((await shippedTexts()).find(({ key, number }) => key === 'right-to-error' && number === 2)?.by).toBe(
      sam.name,
    );
  });

  it('finds them by words, whatever their accents', async () => {
    await seedTemplates(town.database);
    expect(await found({ q: 'PIECES manque' })).toContain('Pièces manquantes');
    expect(await found({ q: 'petition' })).toHaveLength(1);
    expect(await found({ q: 'accusé d’enr' })).toEqual(['Accusé d’enregistrement']);
    expect(await found({ q: "accuse d'enr" })).toEqual(['Accusé d’enregistrement']);
    expect(await found({ q: 'xyzzy' })).toEqual([]);
  });

  it('shows them page by page', async () => {
    await seedTemplates(town.database);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listTemplates(town.database, sam, {
        today: '2026-11-25',
        query: TemplateQuery.parse({ limit: 9, cursor }),
      });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(28);
  });
});
