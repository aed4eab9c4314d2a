import {
  organisationFrom,
  parameters,
  STORED_ORGANISATION,
  visibleSectors,
  visibleTemplates,
  type Bind,
  type Principal,
} from '@guichet/access';
import {
  TEMPLATE_USE_DAYS,
  foldForSearch,
  type TemplateQuery,
  type TemplateSort,
  type TemplateSummary,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { includesBlock } from '../blocks/includes-block.js';
import { OTHER_NAMES, titleIn } from './template-title-in-language.js';
import { isProposer, rightsFor, scopeOf } from './template-rights.js';

/** Condition that selects the uses that were sent: a reply that was canceled or never left reached no citizen. */
export const WAS_SENT = `not exists (select 1 from delivery d where d.entry_id = u.entry_id and d.state in ('canceled', 'blocked', 'failed'))`;

export interface SummaryRow extends Omit<
  TemplateSummary,
  'uses' | 'lastUsedAt' | 'updatedAt' | 'variants' | 'scope' | 'rights'
> {
  ownerId: string | null;
  proposer: boolean;
  variants: TemplateSummary['variants'] | null;
  uses: string;
  updatedAt: Date;
}

interface LibraryRow extends SummaryRow {
  lastUsedAt: Date | null;
}

/** SQL: the day of the organisation at the present, `$1`, as `todayIn` has it. */
const TODAY = `($1::timestamptz at time zone coalesce(${STORED_ORGANISATION} ->> 'timeZone', '${organisationFrom(null).timeZone}'))::date`;

/**
 * SQL: a shared block that the version in use of the template `t` in the language of `s` includes, and of which none is in use there. Those of
 * which one is are the most, and are left before any text is read. Index `template_version_approved`.
 */
export const LACKED_BLOCK = `(select jsonb_build_object('key', lacked.key, 'title', lacked.title) from template lacked
  where lacked.is_block and not (coalesce(lacked.valid_from <= ${TODAY}, true) and coalesce(lacked.valid_until >= ${TODAY}, true)
      and exists (select from template_version x where x.template_id = lacked.id and x.language = s.language and x.state = 'approved'))
    and exists (select from template_version v where v.template_id = t.id and v.language = s.language and v.state = 'approved' and ${includesBlock('lacked.id')})
  order by lacked.title, lacked.id limit 1)`;

/**
 * The state of each language. A translation is stale when its source was approved again after it was written, or was written on after it
 * was submitted.
 */
const VARIANTS = `(select jsonb_agg(jsonb_build_object('language', s.language, 'approved', s.approved, 'open', s.open,
    'withdrawn', s.approved is null and s.withdrawn, 'stale', s.language <> t.source_language and (coalesce(s.translates < s.source, false) or s.outdated),
    'lacksBlock', case when s.approved is not null then ${LACKED_BLOCK} end)
    order by s.language <> t.source_language, s.language)
  from (select v.language, max(v.number) filter (where v.state = 'approved') as approved,
      bool_or(v.state = 'withdrawn') as withdrawn,
      (jsonb_agg(jsonb_build_object('number', v.number, 'state', v.state)) filter (where v.state in ('draft', 'review'))) -> 0 as open,
      -- Of one that was taken out of use, as it told something else than its source, the last.
      coalesce(max(v.source_number) filter (where v.state = 'approved'),
        max(v.source_number) filter (where v.state in ('draft', 'review')), max(v.source_number)) as translates,
      coalesce(bool_or(v.source_revision < (select o.revision from template_version o where o.template_id = t.id and o.language = t.source_language
          and o.number = v.source_number and o.state = 'approved')) filter (where v.state in ('review', 'approved')), false) as outdated,
      (select o.number from template_version o where o.template_id = t.id and o.language = t.source_language and o.state = 'approved') as source
    from template_version v where v.template_id = t.id group by v.language) s)`;

/**
 * Columns of a summary; the first parameter of the statement is the present. Uses in sectors of which the agent does not know are
 * not counted. Indexes `template_use_template`, `template_use_blocks`.
 */
export const summary = (
  who: Principal,
  bind: Bind,
): string => `t.id, t.key, t.title, t.intention, t.sector_id as "sectorId", t.team_id as "teamId", t.is_block as "isBlock", t.owner_id as "ownerId",
  ${isProposer(bind(who.id))} as proposer, t.tags, t.source_language as "sourceLanguage",
  t.valid_from::text as "validFrom", t.valid_until::text as "validUntil", t.updated_at as "updatedAt", ${VARIANTS} as variants,
  ${usesLately(usesOf(who, bind))} as uses`;

/** SQL condition: the use `u` is one of the text of a block, the text of which it has in any version. Index `template_use_blocks`. */
export const usesBlock = (block: string): string =>
  `u.block_version_ids <> '{}' and u.block_version_ids && array(select own.id from template_version own where own.template_id = ${block})`;

/**
 * SQL: what is taken from the uses of the template `t` that were sent, in sectors of which the agent knows. Those of a block are the replies
 * that have its text.
 */
type OfUses = (take: (uses: string, of: 'block' | 'template') => string) => string;

const usesOf = (who: Principal, bind: Bind): OfUses => {
  const sent = `${WAS_SENT} and ${visibleSectors(who, bind).team('u.team_id')}`;
  const from = (condition: string): string => `from template_use u where ${condition} and ${sent}`;
  return (take) =>
    `(case when t.is_block then ${take(from(usesBlock('t.id')), 'block')} else ${take(from('u.template_id = t.id'), 'template')} end)`;
};

const usesLately = (ofUses: OfUses): string =>
  ofUses((uses) => `(select count(*) ${uses} and u.at > $1::timestamptz - interval '${TEMPLATE_USE_DAYS} days')`);

/** SQL: when it was used last. Asked for the last use of a block, Postgres would read all uses by their time, until it finds one of it. */
const lastUse = (ofUses: OfUses): string =>
  ofUses((uses, of) =>
    of === 'template'
      ? `(select u.at ${uses} order by u.at desc limit 1)`
      : `(select max(own.at) from (select u.at ${uses} offset 0) own)`,
  );

/** SQL: the rank of the template `t` in the list, smallest first; those of one rank are by title. Only some ranks look at uses. */
const RANKS: Readonly<Record<TemplateSort, (uses: () => OfUses) => string>> = {
  title: () => '0',
  uses: (uses) => `-${usesLately(uses())}`,
  recent: (uses) => `coalesce(-extract(epoch from ${lastUse(uses())}), 'infinity')`,
  unused: (uses) => `coalesce(extract(epoch from ${lastUse(uses())}), '-infinity')`,
};

export const toSummary = (
  who: Principal,
  { variants, uses, updatedAt, ownerId, proposer, ...row }: SummaryRow,
): Omit<TemplateSummary, 'lastUsedAt'> => ({
  ...row,
  scope: scopeOf({ ...row, ownerId }),
  rights: rightsFor(who, { ...row, ownerId }, proposer),
  variants: variants ?? [],
  uses: Number(uses),
  updatedAt: updatedAt.toISOString(),
});

const toLibrarySummary = (who: Principal, { lastUsedAt, ...row }: LibraryRow): TemplateSummary => ({
  ...toSummary(who, row),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});

/** Returns the summaries of several templates that the agent may know, in any order. */
async function summariesOf(reader: Reader, who: Principal, ids: readonly string[]): Promise<TemplateSummary[]> {
  const { values, bind } = parameters(reader.now, ids);
  const rows = await reader.query<LibraryRow>(
    `select ${summary(who, bind)}, ${lastUse(usesOf(who, bind))} as "lastUsedAt" from template t where t.id = any($2) and ${visibleTemplates(who, bind)('t')}`,
    values,
  );
  return rows.map((row) => toLibrarySummary(who, row));
}

/** @throws Failure `not-found`, also for one that the agent does not know. */
export async function getTemplate(reader: Reader, who: Principal, id: string): Promise<TemplateSummary> {
  const [found] = await summariesOf(reader, who, [id]);
  if (!found) throw new Failure('not-found');
  return found;
}

/** The searched text: title, intention and tags in all languages, and the contents of the versions that are in use or being written. */
export const SEARCHED_TEXT = `folded(t.title || ' ' || t.intention || ' ' || array_to_string(t.tags, ' ') || ' ' || ${OTHER_NAMES} || ' ' ||
  coalesce((select string_agg(b ->> 'full', ' ') from template_version v cross join lateral jsonb_array_elements(v.content -> 'blocks') b
    where v.template_id = t.id and v.state in ('approved', 'draft', 'review')), ''))`;

export const wordsOf = (q: string | undefined): string[] =>
  foldForSearch(q ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 10);

/** SQL: the template `t` is a reply of everybody. No other is sent without an agent. */
export const IS_EVERYBODYS = `(t.owner_id is null and t.team_id is null and not t.is_block)`;

export const USABLE = `(t.valid_from is null or t.valid_from <= $2::date) and (t.valid_until is null or t.valid_until >= $2::date)
  and exists (select 1 from template_version v where v.template_id = t.id and v.state = 'approved')`;

/** SQL: whether the state of one of the languages `v` of a template is the one that is asked for. */
const IS_IN_STATE = `case $6 when 'stale' then (v ->> 'stale')::boolean when 'withdrawn' then (v ->> 'withdrawn')::boolean
  else v -> 'open' ->> 'state' = $6 end`;

/** SQL: whether the template `t` is asked for. What is dear is looked at only where it is. */
const IS_ASKED_FOR = `($4::text is null or exists (select 1 from template_version v where v.template_id = t.id and v.language = $4))
  and ($5::text is null or $5 = any(t.tags))
  and ($10::text is null or t.is_block)
  and ($9::text is null or $9 = case when t.owner_id is not null then 'mine' when t.team_id is not null then 'team' else 'everybody' end)
  and case $6 when 'any' then true when 'usable' then (${USABLE}) else exists (select 1 from jsonb_array_elements(${VARIANTS}) v where ${IS_IN_STATE}) end
  and (cardinality($3::text[]) = 0 or not exists (
    select 1 from (select ${SEARCHED_TEXT} as words offset 0) said cross join unnest($3::text[]) w(word) where position(w.word in said.words) = 0))`;

/**
 * What the agent may know of the library, in the order that is asked for. Templates are hundreds, not millions: what is asked is looked for
 * in all of them, and only those of the page are summarised.
 */
export async function listTemplates(
  reader: Reader,
  who: Principal,
  { today, query }: { today: string; query: TemplateQuery },
): Promise<{ items: TemplateSummary[]; nextCursor: string | null }> {
  const { values, bind } = parameters(
    reader.now,
    today,
    wordsOf(query.q),
    query.language ?? null,
    query.tag ?? null,
    query.state ?? 'any',
    query.cursor ?? null,
    query.limit + 1,
    query.scope ?? null,
    query.blocks ?? null,
  );
  const place = `${titleIn(query.namesIn ?? 'fr')} collate "fr-x-icu"`;
  const rank = RANKS[query.sort ?? 'title'](() => usesOf(who, bind));
  const rows = await reader.query<LibraryRow>(
    `with ranked as (
       select t.id, (${rank})::numeric as rank, ${place} as place from template t where ${visibleTemplates(who, bind)('t')}),
     page as (
       select r.* from ranked r join template t on t.id = r.id
       where ($7::uuid is null or (r.rank, r.place, r.id) > (select c.rank, c.place, c.id from ranked c where c.id = $7)) and ${IS_ASKED_FOR}
       order by r.rank, r.place, r.id limit $8)
     select ${summary(who, bind)}, ${lastUse(usesOf(who, bind))} as "lastUsedAt"
     from page join template t on t.id = page.id order by page.rank, page.place, page.id`,
    values,
  );
  const items = rows.slice(0, query.limit).map((row) => toLibrarySummary(who, row));
  return { items, nextCursor: rows.length > query.limit ? items.at(-1)!.id : null };
}
