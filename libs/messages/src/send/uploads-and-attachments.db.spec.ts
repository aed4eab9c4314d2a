import type { Principal } from '@guichet/access';
import { saveDraft, shareDraft, sharedDraft, takeOverDraft } from '@guichet/cases';
import { CreateTemplate, TemplateContent } from '@guichet/contracts';
import { Attachment } from '@guichet/database';
import type { BlobStore } from '@guichet/platform';
import { newId } from '@guichet/platform';
import { createTemplate } from '@guichet/templates';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import {
  assertWithinLimits,
  attachmentFor,
  deleteUnusedUploads,
  removeOrphanedContent,
  storeUpload,
} from './uploads-and-attachments.js';

describe('uploads that no message has taken', () => {
  let town: TestTown;
  beforeAll(async () => {
    town = await TestTown.build();
  });
  afterAll(() => town.close());

  it('are dropped after a day, but those of a draft', async () => {
    const ana = await town.agent('Ana', [await town.team('Écoles')]);
    const caseId = await openCase(town, ana, 'Cantine');
    const upload = async (hours: number) => {
      const id = newId();
      await town.database.source.getRepository(Attachment).insert({
        ...{ id, digest: 'd'.repeat(64), name: 'plan.pdf', type: 'application/pdf', size: 3, inline: false },
        ...{ entryId: null, caseId: null, uploadedBy: ana.id, createdAt: new Date(Date.now() - hours * 3_600_000) },
      });
      return id;
    };
    const [fresh, old, drafted, draftedToo] = [await upload(23), await upload(25), await upload(25), await upload(999)];
    const as = { kind: 'agent', id: ana.id, name: ana.name } as const;
    const draft = { mode: 'reply' as const, text: '', html: null, attachmentIds: [drafted, draftedToo], mentions: [] };
    await town.database.write(as, (tx) => saveDraft(tx, ana, { caseId, draft }));

    const dropped = await town.database.write({ kind: 'system', name: 'Sweep' }, deleteUnusedUploads);

    const left = (await town.database.source.getRepository(Attachment).find()).map(({ id }) => id);
    expect(left.sort()).toEqual([fresh, drafted, draftedToo].sort());
    expect(left).not.toContain(old);
    expect(dropped).toEqual(['d'.repeat(64)]);
  });

  // Interaction: R08.
  it('are kept in a draft that is shared, for those who see its case, and stay the agent’s own outside of it', async () => {
    const team = await town.team('Voirie');
    const [ana, bob] = [await town.agent('Ana', [team]), await town.agent('Bob', [team])];
    const otto = await town.agent('Otto', [await town.team('Musées')]);
    const caseId = await openCase(town, ana, 'Trottoir');
    const upload = async (who: Principal) => {
      const id = newId();
      await town.database.source.getRepository(Attachment).insert({
        ...{ id, digest: 'd'.repeat(64), name: 'plan.pdf', type: 'application/pdf', size: 3, inline: false },
        ...{ entryId: null, caseId: null, uploadedBy: who.id, createdAt: new Date(0) },
      });
      return id;
    };
    const [shown, foreign] = [await upload(ana), await upload(otto)];
    const as = (who: Principal) => ({ kind: 'agent', id: who.id, name: who.name }) as const;
    const draft = { mode: 'reply' as const, text: 'Ou', html: null, attachmentIds: [shown, foreign], mentions: [] };
    await town.database.write(as(ana), (tx) => saveDraft(tx, ana, { caseId, draft }));
    await town.database.write(as(ana), (tx) => shareDraft(tx, ana, caseId));

    await expect(attachmentFor(town.database, bob, foreign)).rejects.toMatchObject({ code: 'not-found' });
    await town.database.write({ kind: 'system', name: 'Sweep' }, deleteUnusedUploads);
    await town.database.write(as(bob), (tx) => takeOverDraft(tx, bob, { caseId }));

    expect((await sharedDraft(town.database, ana, caseId)).attachments).toMatchObject([{ id: shown }]);
    for (const who of [ana, bob]) expect(await attachmentFor(town.database, who, shown)).toMatchObject({ id: shown });
    await expect(attachmentFor(town.database, otto, shown)).rejects.toMatchObject({ code: 'not-found' });
  });

  // Threats: A018.
  it('are for whoever uploaded them, and in a case for whoever may see it', async () => {
    const ana = await town.agent('Ana', [await town.team('Sport')]);
    const bob = await town.agent('Bob', [await town.team('Eau')]);
    const stored = async (caseId: string | null) => {
      const id = newId();
      await town.database.source.getRepository(Attachment).insert({
        ...{ id, digest: 'd'.repeat(64), name: 'plan.pdf', type: 'application/pdf', size: 3, inline: false },
        ...{ entryId: null, caseId, uploadedBy: ana.id, createdAt: new Date() },
      });
      return id;
    };
    for (const id of [await stored(null), await stored(await openCase(town, ana, 'Piscine'))]) {
      expect(await attachmentFor(town.database, ana, id)).toMatchObject({ id, name: 'plan.pdf' });
      await expect(attachmentFor(town.database, bob, id)).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  it('are taken from those who may answer, and from nobody else', async () => {
    const eli = await town.agent('Eli', [await town.team('Parcs')]);
    const [grant] = eli.grants;
    const reader = { ...eli, grants: [{ ...grant!, permissions: ['case.read' as const] }] };
    const upload = (who: Principal) =>
      storeUpload(
        {
          who,
          blobs: town.blobs,
          write: (work) => town.database.write({ kind: 'agent', id: who.id, name: who.name }, work),
        },
        { name: 'plan.txt', type: 'text/plain', content: Buffer.from('Un plan') },
      );
    expect(await upload(eli)).toMatchObject({ name: 'plan.txt' });
    await expect(upload(reader)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('are of a template for whoever knows its sector', async () => {
    const [social, schools] = [await town.team('Social'), await town.team('Classes')];
    const [ines, otto] = [await town.agent('Ines', [social]), await town.agent('Otto', [schools])];
    const colleague = await town.agent('Ida', [social]);
    const as = { kind: 'agent', id: ines.id, name: ines.name } as const;
    const sectorId = newId();
    await town.database.execute(
      `with made as (insert into sector (id, name, position) values ($1, 'Social', 1)) select 1`,
      [sectorId],
    );
    await town.database.execute(`update team set sector_id = $1 where id = $2`, [sectorId, social]);
    const file = { id: newId(), name: 'plan.pdf', type: 'application/pdf', size: 3 };
    await town.database.source.getRepository(Attachment).insert({
      ...{ ...file, digest: 'd'.repeat(64), inline: false, entryId: null, caseId: null, uploadedBy: ines.id, createdAt: new Date() },
    }); // prettier-ignore
    const content = TemplateContent.parse({ blocks: [{ kind: 'facts', full: 'Venez.' }], attachments: [file] });
    const wanted = CreateTemplate.parse({ title: 'Aide', sectorId, content });
    await town.database.write(as, (tx) => createTemplate(tx, ines, wanted));
    expect(await attachmentFor(town.database, colleague, file.id)).toMatchObject({ name: 'plan.pdf' });
    await expect(attachmentFor(town.database, otto, file.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('leave content behind only where another row names it', async () => {
    const removed: string[] = [];
    const blobs = { remove: async (digest: string) => void removed.push(digest) } as BlobStore;
    await removeOrphanedContent(town.database, blobs, ['d'.repeat(64), 'e'.repeat(64), 'e'.repeat(64)]);
    expect(removed).toEqual(['e'.repeat(64)]);
  });
});

describe('the files of an answer', () => {
  const limits = { attachments: { maxCount: 2, maxTotalBytes: 10 * 1024 * 1024, types: null } };
  const files = (...megabytes: number[]) => megabytes.map((size) => ({ size: size * 1024 * 1024 }));

  it('may be as many and as large as the channel takes', () => {
    expect(() => assertWithinLimits(files(5, 5), limits)).not.toThrow();
    expect(() => assertWithinLimits([], { attachments: null })).not.toThrow();
  });

  // Threats: A09.
  it.each([
    [files(5, 5.001), limits, 'files-too-large'],
    [files(1, 1, 1), limits, 'too-many-files'],
    [files(1), { attachments: null }, 'no-files-here'],
  ])('are refused beyond that', (attachments, capabilities, reason) => {
    let refusal: unknown;
    try {
      assertWithinLimits(attachments, capabilities);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({
      code: 'invalid-request',
      more: { errors: [{ path: 'attachmentIds', reason }] },
    });
  });
});
