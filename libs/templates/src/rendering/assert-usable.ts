import type { TemplateVersion } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { conflict } from '@guichet/platform';
import { findVersion, replacedAt } from '../authoring/template-versions.queries.js';
import { usableBlocks } from '../blocks/shared-blocks.queries.js';
import type { TemplateInCase } from './load-template-for-case.js';
import { todayIn } from './template-case-context.js';

/** How long a reply that was begun with a version may be sent after the version that came right after it is approved. */
const GRACE_MS = 7 * 86_400_000;

/**
 * Throws `conflict` unless the version and those of its blocks are approved and the template is valid today. A reply that was begun with
 * the version before may still be sent for a while.
 */
export async function assertUsable(
  reader: Reader,
  { template, version, blocks }: Pick<TemplateInCase, 'template' | 'version' | 'blocks'>,
): Promise<void> {
  // A part of other texts is no reply.
  if (template.isBlock) throw conflict('template-not-usable');
  if (version.state === 'withdrawn') throw conflict('template-withdrawn');
  if (version.state === 'replaced') {
    const inUse = await findVersion(reader, { templateId: template.id, language: version.language, number: undefined });
    await assertRecent(reader, inUse && version);
  }
  const today = await todayIn(reader);
  const { validFrom, validUntil } = template;
  if ((validFrom && today < validFrom) || (validUntil && today > validUntil)) throw conflict('template-not-usable');
  await assertBlocksUsable(reader, { version, blocks });
}

async function assertBlocksUsable(
  reader: Reader,
  { version, blocks }: Pick<TemplateInCase, 'version' | 'blocks'>,
): Promise<void> {
  if (blocks.length === 0) return;
  if (blocks.some(({ state }) => state === 'withdrawn')) throw conflict('template-withdrawn');
  const ids = blocks.map(({ templateId }) => templateId);
  const inUse = new Map((await usableBlocks(reader, version.language, ids)).map((block) => [block.templateId, block]));
  for (const { templateId, title, number, state } of blocks) {
    const now = inUse.get(templateId);
    if (!now) throw conflict('block-unavailable', { name: title });
    if (state === 'replaced') await assertRecent(reader, { templateId, number, language: version.language });
  }
}

/** Throws `conflict` where a version was replaced long ago, be the one in use now a newer one, or where none is in use: null. */
async function assertRecent(
  reader: Reader,
  version: Pick<TemplateVersion, 'templateId' | 'language' | 'number'> | null,
): Promise<void> {
  const since = version && (await replacedAt(reader, version));
  if (!since || since.getTime() + GRACE_MS < reader.now.getTime()) throw conflict('template-replaced');
}
