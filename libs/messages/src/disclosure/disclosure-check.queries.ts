import { parameters, scope, type Bind, type Principal, type Scope } from '@guichet/access';
import { isUncertainAndApart } from '@guichet/cases';
import { handleKey, mayKnowHandle, isStanding, withHiddenCasesAndPeople } from '@guichet/citizens';
import { CaseLinkKind, type Authentication, type Handle } from '@guichet/contracts';
import { authenticationOf, type Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import type { Owner, OwnLink } from './findings-before-sending.js';

/** What a disclosure check needs to know of a case. */
export interface CheckedCase {
  id: string;
  reference: string;
  /** The account by which the case is replied to by default. */
  channelAccountId: string | null;
  /** The person of the case: all citizens with this root. Null: the case has no citizen. */
  rootId: string | null;
  confidential: boolean;
  hasParticipants: boolean;
  /** The sender of the last message that was checked, and the verdict; null: none was. */
  lastSender: { address: string | null; authentication: Authentication } | null;
}

/** Who checks a message, and in which case. */
export interface CheckContext {
  reader: Reader;
  who: Principal;
  item: CheckedCase;
  isToOthers: boolean;
}

/**
 * The case in which a message is checked.
 *
 * @throws Failure `not-permitted`, or `not-found` for a case that the agent may not see
 */
export async function findCheckedCase(reader: Reader, who: Principal, id: string): Promise<CheckedCase> {
  const { values, bind } = parameters(id);
  const [item] = await reader.query<CheckedCase>(
    `select c.id, c.reference, c.channel_account_id as "channelAccountId", z.root_id as "rootId", t.confidential,
       exists (select 1 from case_participant p where p.case_id = c.id) as "hasParticipants",
       (select jsonb_build_object('address', e.data -> 'from' ->> 'value', 'authentication', ${authenticationOf('e')}) from timeline_entry e
        where e.case_id = c.id and e.kind = 'message' and e.direction = 'in' and e.data -> 'authentication' is not null
          and not e.data -> 'flags' ?| array['third-party', 'automatic'] and not ${isUncertainAndApart('e')} order by e.position desc limit 1) as "lastSender"
     from cases c join team t on t.id = c.team_id left join citizen z on z.id = c.citizen_id
     where c.id = $1 and ${scope(who, 'case.reply').sql('c', bind)}`,
    values,
  );
  if (!item) throw new Failure('not-found');
  return item;
}

/**
 * SQL: the addresses to which the citizen has written, too, in a mail of the case ($1) that is verified, as `senderStanding` says it:
 * whoever forges or imitates a citizen would otherwise make themselves known. They are read once for all addresses that are asked about.
 */
const COPIED = `copied as materialized (
  select distinct r ->> 'type' as type, r ->> 'value' as value
  from timeline_entry e cross join lateral (select ${authenticationOf('e')} as authentication) found
  cross join lateral jsonb_array_elements((e.data -> 'to') || (e.data -> 'cc')) r
  where e.case_id = $1 and e.kind = 'message' and e.direction = 'in' and not e.data -> 'flags' ?| array['third-party', 'automatic']
    and found.authentication ->> 'verdict' = 'authenticated'
    and not jsonb_path_exists(found.authentication, '$.warnings[*] ? (@.reason != "replies-elsewhere")'))`;

/** Finds out whose these addresses are, as far as the agent may know. Indexes `handle_value`, `case_participant_pkey`, `handle_evidence_handle`. */
export async function ownersOf(
  { reader, who, item: { id, rootId } }: CheckContext,
  handles: readonly Handle[],
): Promise<(handle: Handle) => Owner> {
  if (handles.length === 0) return () => 'unknown';
  const { values, bind } = parameters(id, rootId, handles.map(({ type }) => type), handles.map(({ value }) => value)); // prettier-ignore
  const visible = scope(who, 'case.read');
  const rows = await reader.query<{ type: string; value: string; owner: Owner }>(
    `${withHiddenCasesAndPeople(visible, bind)}, ${COPIED} select w.type, w.value, case
       when exists (select 1 from case_participant p where p.case_id = $1 and p.handle_id = h.id) then 'of-case'
       when h.id is null or not ${mayKnowHandle('h', visible, bind)} then case when k.value is null then 'unknown' else 'of-case' end
       when exists (select 1 from citizen z where z.id = h.citizen_id and z.root_id = $2) or exists (
         select 1 from handle_evidence v join citizen z on z.id = v.citizen_id
         where v.handle_id = h.id and z.root_id = $2 and ${isStanding('v')}) then 'of-person'
       else 'of-another' end as owner
     from unnest($3::text[], $4::text[]) w(type, value) left join handle h using (type, value) left join copied k using (type, value)`,
    values,
  );
  const owners = new Map(rows.map((row) => [handleKey(row), row.owner]));
  return (handle) => owners.get(handleKey(handle)) ?? 'unknown';
}

/**
 * SQL condition: the case `o` has nothing to do with this one ($1), neither by a link nor by a merge nor by its person ($2; `z`
 * is the citizen of `o`). A case that the agent may not see always counts as unrelated; anything else would disclose it.
 */
const isUnrelated = (
  visible: Scope,
  bind: Bind,
  kinds: readonly CaseLinkKind[] = CaseLinkKind.options,
): string => `(o.id <> $1 and (
  not ${visible.sql('o', bind)}
  or not (coalesce(z.root_id = $2, false) or coalesce(o.merged_into_id = $1, false)
    or exists (select 1 from case_link l where l.state = 'linked' and l.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')})
      and ((l.case_id = $1 and l.other_id = o.id) or (l.case_id = o.id and l.other_id = $1))))))`;

/** Returns those of the references that belong to unrelated cases. */
export async function unrelatedReferences(
  { reader, who, item: { id, rootId } }: CheckContext,
  references: readonly string[],
): Promise<string[]> {
  if (references.length === 0) return [];
  const { values, bind } = parameters(id, rootId, references);
  const rows = await reader.query<{ reference: string }>(
    `select o.reference from cases o left join citizen z on z.id = o.citizen_id
     where o.reference = any($3::text[]) and ${isUnrelated(scope(who, 'case.read'), bind)} order by o.reference`,
    values,
  );
  return rows.map(({ reference }) => reference);
}

/**
 * Returns those of the links that show replies or files of unrelated cases. A part of another case may be of somebody else, who is not
 * to see what the others were sent.
 */
export async function unrelatedLinks(
  { reader, who, item: { id, rootId } }: CheckContext,
  links: readonly OwnLink[],
): Promise<OwnLink[]> {
  if (links.length === 0) return [];
  const { values, bind } = parameters(id, rootId, links.map(({ page }) => page), links.map((link) => link.id)); // prettier-ignore
  const rows = await reader.query<{ n: number }>(
    `select w.n::int from unnest($3::text[], $4::uuid[]) with ordinality w(page, id, n)
     cross join lateral (
       select e.case_id from reply_page p join timeline_entry e on e.id = p.entry_id where w.page = 'replies' and p.id = w.id
       union all select a.case_id from attachment a where w.page = 'files' and a.id = w.id) source
     join cases o on o.id = source.case_id left join citizen z on z.id = o.citizen_id
     where ${isUnrelated(scope(who, 'case.read'), bind, ['related'])} order by w.n`,
    values,
  );
  return rows.map(({ n }) => links[n - 1]!);
}

/**
 * Returns those of the spellings that occur in an approved template of everybody: what agents or teams write for themselves publishes
 * nothing. It reads all templates, so it is called for a few only.
 */
export async function publishedByTemplates(reader: Reader, spellings: readonly string[]): Promise<string[]> {
  if (spellings.length === 0) return [];
  const rows = await reader.query<{ spelling: string }>(
    `select spelling from unnest($1::text[]) s(spelling)
     where exists (select 1 from template_version v join template t on t.id = v.template_id
       where v.state = 'approved' and t.owner_id is null and t.team_id is null and strpos(v.content::text, spelling) > 0)`,
    [spellings],
  );
  return rows.map(({ spelling }) => spelling);
}

/** The names of those who work here. */
export async function namesOfAgents(reader: Reader): Promise<string[]> {
  return (await reader.query<{ name: string }>(`select name from agent`, [])).map(({ name }) => name);
}
