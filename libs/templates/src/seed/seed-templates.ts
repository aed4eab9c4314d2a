import { randomUUIDv7 } from 'node:crypto';
import { Template, TemplateVersion, type Database, type Tx } from '@guichet/database';
import { seeds, type SeedTemplate } from './index.js';

const GUICHET = { kind: 'system', name: 'Guichet' } as const;
const KEY = 'templates-shipped';

/** Gives a new installation the templates that it begins with, once: what a town does with them is its own. */
export async function seedTemplates(database: Database): Promise<void> {
  await database.write(GUICHET, async (tx) => {
    const first = await tx.query(
      `insert into setting (key, value) values ($1, $2) on conflict do nothing returning key`,
      [KEY, JSON.stringify({ at: tx.now.toISOString() })],
    );
    if (first.length === 0) return;
    for (const template of seeds) await insertSeed(tx, template);
  });
}

async function insertSeed(tx: Tx, { fr, en, ...meta }: SeedTemplate): Promise<void> {
  const id = randomUUIDv7();
  const step = { createdAt: tx.now, createdBy: GUICHET.name };
  await tx.repo(Template).insert({
    id,
    ...meta,
    sourceLanguage: 'fr',
    validFrom: null,
    validUntil: null,
    createdAt: tx.now,
    updatedAt: tx.now,
  });
  for (const [language, content] of Object.entries({ fr, en }) as ['fr' | 'en', typeof fr][])
    await tx.repo(TemplateVersion).insert({
      id: randomUUIDv7(),
      templateId: id,
      language,
      number: 1,
      state: 'approved',
      content,
      sourceNumber: language === 'fr' ? null : 1,
      ...step,
      submittedAt: tx.now,
      submittedBy: GUICHET.name,
      approvedAt: tx.now,
      approvedBy: GUICHET.name,
    });
}
