import type { VersionState } from '@guichet/contracts';
import { Template, TemplateVersion, type Database, type Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { seeds, type SeedTemplate } from './index.js';

const GUICHET = { kind: 'system', name: 'Guichet' } as const;
const KEY = 'templates-shipped';

/** Grows when shipped texts are written anew. Installations that have those of an earlier edition are proposed the new ones. */
const EDITION = 4;

const LANGUAGES = ['fr', 'en'] as const;
type ShippedLanguage = (typeof LANGUAGES)[number];

interface Shipped {
  at: string;
  /** Absent: the first. */
  edition?: number;
  /** What was proposed of the edition that is not complete yet, as `<key> <language>`, and which edition that is. */
  proposed?: string[];
  proposing?: number;
}

/**
 * Gives a new installation the templates that it begins with, once: what a town does with them is its own. One that has the texts of an
 * earlier edition gets the new ones as versions that wait for approval: nothing that was approved, written or withdrawn is touched.
 */
export async function seedTemplates(database: Database): Promise<void> {
  await database.write(GUICHET, async (tx) => {
    const shipped: Shipped = { at: tx.now.toISOString(), edition: EDITION };
    const first = await tx.query(
      `insert into setting (key, value) values ($1, $2) on conflict do nothing returning key`,
      [KEY, JSON.stringify(shipped)],
    );
    if (first.length === 0) return proposeEdition(tx);
    await insertSeeds(tx, seeds, 'approved');
  });
}

async function proposeEdition(tx: Tx): Promise<void> {
  const [row] = await tx.query<{ value: Shipped }>(`select value from setting where key = $1 for update`, [KEY]);
  const { at, edition = 1, proposed = [], proposing = 2 } = row!.value;
  if (edition >= EDITION) return;
  // What was proposed of an edition in between may be written anew in this one.
  const done = new Set(proposing === EDITION ? proposed : []);
  let complete = true;
  for (const seed of seeds)
    for (const language of LANGUAGES) {
      const name = `${seed.key} ${language}`;
      if (done.has(name)) continue;
      if (await propose(tx, seed, language)) done.add(name);
      // Somebody is writing a version of their own: the next start asks again.
      else complete = false;
    }
  const value: Shipped = complete ? { at, edition: EDITION } : { at, edition, proposed: [...done], proposing: EDITION };
  await tx.query(`update setting set value = $2 where key = $1`, [KEY, JSON.stringify(value)]);
}

/** Returns false where it has to wait. What a town has written, changed or withdrawn needs no proposal. */
async function propose(tx: Tx, seed: SeedTemplate, language: ShippedLanguage): Promise<boolean> {
  const template = await tx.repo(Template).findOneBy({ key: seed.key });
  if (!template) {
    await insertSeeds(tx, [seed], 'review');
    return true;
  }
  const versions = await tx.repo(TemplateVersion).findBy({ templateId: template.id });
  const own = versions.filter((version) => version.language === language);
  const used = own.find(({ state }) => state === 'approved');
  if (used?.createdById !== null) return true;
  if (JSON.stringify(sorted(used.content)) === JSON.stringify(sorted(seed[language]))) return true;
  if (own.some(({ state }) => state === 'review' || state === 'draft')) return false;
  const source = versions.filter((version) => version.language === 'fr').map(({ number }) => number);
  await insertVersions(tx, [
    {
      templateId: template.id,
      language,
      number: Math.max(...own.map(({ number }) => number)) + 1,
      state: 'review',
      content: seed[language],
      sourceNumber: language === 'fr' ? null : Math.max(...source),
    },
  ]);
  await tx.repo(Template).update({ id: template.id }, { updatedAt: tx.now });
  return true;
}

/** With the keys in one order, as the database has its own. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, one]) => [key, sorted(one)]),
        )
      : value;

/** All of them by two statements: one for each took most of the time of a first start. */
async function insertSeeds(
  tx: Tx,
  wanted: readonly SeedTemplate[],
  state: Extract<VersionState, 'approved' | 'review'>,
): Promise<void> {
  const all = wanted.map((seed) => ({ id: newId(), seed }));
  await tx.repo(Template).insert(
    all.map(({ id, seed: { fr: _, en: __, act: ___, source: ____, ...meta } }) => ({
      id,
      ...meta,
      sourceLanguage: 'fr' as const,
      validFrom: null,
      validUntil: null,
      createdAt: tx.now,
      updatedAt: tx.now,
    })),
  );
  await insertVersions(
    tx,
    all.flatMap(({ id, seed }) =>
      LANGUAGES.map((language) => ({
        templateId: id,
        language,
        number: 1,
        state,
        content: seed[language],
        sourceNumber: language === 'fr' ? null : 1,
      })),
    ),
  );
}

type SeedVersion = Pick<TemplateVersion, 'templateId' | 'language' | 'number' | 'state' | 'content' | 'sourceNumber'>;

async function insertVersions(tx: Tx, versions: readonly SeedVersion[]): Promise<void> {
  const [at, by] = [tx.now, GUICHET.name];
  await tx.repo(TemplateVersion).insert(
    versions.map((version) => ({
      id: newId(),
      ...version,
      createdAt: at,
      createdBy: by,
      submittedAt: at,
      submittedBy: by,
      ...(version.state === 'approved' && { approvedAt: at, approvedBy: by }),
    })),
  );
}
