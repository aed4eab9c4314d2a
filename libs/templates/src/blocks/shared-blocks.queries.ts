import { allow, visibleTemplates, parameters, type Principal } from '@guichet/access';
import type {
  BlockUses,
  Language,
  RenderedBlock,
  SharedBlock,
  TemplateContent,
  TemplateVersion,
} from '@guichet/contracts';
import type { Reader, Tx } from '@guichet/database';
import { LACKED_BLOCK, USABLE, getTemplate } from '../authoring/template.queries.js';
import { todayIn } from '../rendering/template-case-context.js';
import { blockIdsOf, expandBlocks, type BlockContents } from './expand-blocks.js';
import { includesBlock } from './includes-block.js';

interface BlockVersion extends RenderedBlock {
  content: TemplateContent;
}

const BLOCK_VERSION = `t.id as "templateId", v.id as "versionId", t.key, t.title, v.number, v.state, v.content`;

/** The shared blocks in use in a language, all of them or those of these ids, by title. Index `template_version_approved`. */
export async function usableBlocks(
  reader: Reader,
  language: Language,
  ids: readonly string[] | null,
): Promise<BlockVersion[]> {
  return reader.query<BlockVersion>(
    `select ${BLOCK_VERSION}
     from template t join template_version v on v.template_id = t.id and v.language = $1 and v.state = 'approved'
     where t.is_block and ($3::text[] is null or t.id::text = any($3)) and ${USABLE} order by t.title collate "fr-x-icu", t.id`,
    [language, await todayIn(reader), ids],
  );
}

/** `GET /templates/blocks`: what can be included in texts of a language. Throws `not-permitted`. */
export async function listSharedBlocks(reader: Reader, who: Principal, language: Language): Promise<SharedBlock[]> {
  allow(who, 'template.read');
  return (await usableBlocks(reader, language, null)).map(({ templateId, key, title, number, content }) => ({
    ...{ id: templateId, key, title, number },
    full: content.blocks.map(({ full }) => full).join('\n\n'),
  }));
}

/** Versions of blocks by their ids: those with which a text is read, and those that stand in for blocks of which none is in use. */
export interface BlockVersions {
  chosen?: readonly string[] | undefined;
  former?: readonly string[] | undefined;
}

/** Those of these versions that were approved once, in a language. A text may stand in a reply that was begun before they were replaced. */
const onceApproved = (
  reader: Reader,
  language: Language,
  { blockIds, versionIds }: { blockIds: readonly string[]; versionIds: readonly string[] },
): Promise<BlockVersion[]> =>
  reader.query<BlockVersion>(
    `select ${BLOCK_VERSION} from template t join template_version v on v.template_id = t.id and v.language = $1
     where t.is_block and t.id::text = any($2) and v.id::text = any($3) and v.state not in ('draft', 'review')
     order by t.title collate "fr-x-icu", t.id`,
    [language, blockIds, versionIds],
  );

/** Each of these blocks once, in the version that is chosen, else in the one in use, else in a former one. */
async function versionsOf(
  reader: Reader,
  { language, ids }: { language: Language; ids: readonly string[] },
  { chosen = [], former = [] }: BlockVersions,
): Promise<BlockVersion[]> {
  const inUse = await usableBlocks(reader, language, ids);
  const versionIds = [...chosen, ...former];
  if (versionIds.length === 0) return inUse;
  const once = await onceApproved(reader, language, { blockIds: ids, versionIds });
  const among = (wanted: readonly string[]) => once.filter(({ versionId }) => wanted.includes(versionId));
  const found = [...among(former), ...inUse, ...among(chosen)];
  return [...new Map(found.map((block) => [block.templateId, block])).values()];
}

/** A content with its blocks in the place of what includes them, which blocks these are, and the ids of those that are not in use. */
export interface Expanded {
  content: TemplateContent;
  included: RenderedBlock[];
  missing: string[];
}

/** Reads the blocks that a content of a language includes, in their versions in use, or in others that are named. */
export async function expandIn(
  reader: Reader,
  { content, language }: Pick<TemplateVersion, 'content' | 'language'>,
  versions: BlockVersions = {},
): Promise<Expanded> {
  const ids = blockIdsOf(content);
  if (ids.length === 0) return { content, included: [], missing: [] };
  const found = await versionsOf(reader, { language, ids }, versions);
  const contents: BlockContents = new Map(found.map((block) => [block.templateId, block.content]));
  return {
    content: expandBlocks(content, contents),
    included: found.map(({ content: _, ...block }) => block),
    missing: ids.filter((id) => !contents.has(id)),
  };
}

/**
 * Locks the blocks that a content includes until what is made of it is written, so that none is changed or withdrawn meanwhile. Called
 * after the template is locked, as by all code that locks both.
 */
export async function lockBlocks(tx: Tx, templateIds: readonly string[]): Promise<void> {
  if (templateIds.length === 0) return;
  await tx.query(`select 1 from template where id::text = any($1) and is_block order by id for share`, [templateIds]);
}

/** The titles of templates as they are now, by id, for whoever is told which of them lacks a version. */
export async function titlesOf(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await reader.query<{ id: string; title: string }>(
    `select id::text as id, title from template where is_block and id::text = any($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** Those of these blocks of which no text is in use in a language because it was withdrawn. */
export async function withdrawnAmong(reader: Reader, ids: readonly string[], language: Language): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await reader.query<{ id: string }>(
    `select v.template_id::text as id from template t join template_version v on v.template_id = t.id
     where t.is_block and t.id::text = any($1) and v.language = $2 group by v.template_id
     having bool_or(v.state = 'withdrawn') and not bool_or(v.state = 'approved')`,
    [ids, language],
  );
  return new Set(rows.map(({ id }) => id));
}

/** SQL: the versions, in use or being written, that include the block whose id `block` is. Templates are hundreds: all are read. */
const uses = (block: string): string => `from template_version v join template t on t.id = v.template_id
  cross join lateral (select v.language) s where v.state in ('draft', 'review', 'approved') and ${includesBlock(block)}`;

type Use = BlockUses['items'][number] & { known: boolean };

/**
 * Where a block is included, by title. A text keeps it from being withdrawn while it is in use, unless it lacks a block already, so that
 * nobody sends it, or is what somebody has written for themselves.
 */
function usesOf(reader: Reader, who: Principal, id: string): Promise<Use[]> {
  const { values, bind } = parameters(reader.now, id);
  return reader.query<Use>(
    `select u.*, u.state = 'approved' and u."isOfOthers" and u."lacksBlock" is null as "keepsBlock" from (
       select t.id as "templateId", t.key, t.title, v.language, v.number, v.state, t.owner_id is null as "isOfOthers",
         case when v.state = 'approved' then ${LACKED_BLOCK} end as "lacksBlock", ${visibleTemplates(who, bind)('t')} as known
       ${uses('$2')} ) u order by u.title collate "fr-x-icu", u.language desc, u.number`,
    values,
  );
}

const templatesIn = (found: readonly Use[]): number => new Set(found.map(({ templateId }) => templateId)).size;

const keeping = (found: readonly Use[], isKnown: boolean): number =>
  templatesIn(found.filter((use) => use.keepsBlock && use.known === isKnown));

/** `GET /templates/:id/uses`: where a block is included. Throws `not-found`. */
export async function listBlockUses(reader: Reader, who: Principal, id: string): Promise<BlockUses> {
  allow(who, 'template.read');
  await getTemplate(reader, who, id);
  const found = await usesOf(reader, who, id);
  const items = found.filter(({ known }) => known).map(({ known: _, ...use }) => use);
  return { items, hidden: templatesIn(found.filter(({ known }) => !known)), hiddenKeeping: keeping(found, false) };
}

/** How many templates keep a block from being withdrawn, as `listBlockUses` says, and how many more do that the agent does not know. */
export async function countKeeping(
  reader: Reader,
  who: Principal,
  id: string,
): Promise<{ known: number; hidden: number }> {
  const found = await usesOf(reader, who, id);
  return { known: keeping(found, true), hidden: keeping(found, false) };
}

/** A template that includes a block in a version in use: whose it is, and who has written what is in use. */
export interface TextWithBlock {
  id: string;
  sectorId: string | null;
  teamId: string | null;
  ownerId: string | null;
  authorIds: string[];
}

/** The templates that include a block in a version in use. */
export const textsWithBlock = (reader: Pick<Reader, 'query'>, id: string): Promise<TextWithBlock[]> =>
  reader.query<TextWithBlock>(
    `select t.id, t.sector_id as "sectorId", t.team_id as "teamId", t.owner_id as "ownerId",
       array_remove(array_agg(distinct v.created_by_id) || array_agg(distinct v.submitted_by_id), null) as "authorIds"
     ${uses('$1')} and v.state = 'approved' group by t.id order by t.id`,
    [id],
  );

/**
 * The templates of others that include a block in a version in use, in any language, and whether the agent knows of them. What an
 * agent has written for themselves is not among them: nobody else answers for it.
 */
export function templatesWithBlock(
  reader: Pick<Reader, 'query'>,
  who: Principal,
  id: string,
): Promise<{ id: string; known: boolean }[]> {
  const { values, bind } = parameters(id);
  return reader.query<{ id: string; known: boolean }>(
    `select t.id, ${visibleTemplates(who, bind)('t')} as known from template t where t.owner_id is null and exists (
       select 1 from template_version v where v.template_id = t.id and v.state = 'approved' and ${includesBlock('$1')}) order by t.id`,
    values,
  );
}
