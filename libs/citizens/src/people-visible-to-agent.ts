import { parameters, scope, type Bind, type Principal, type Scope } from '@guichet/access';
import { Failure } from '@guichet/platform';
import { withHiddenCasesAndPeople } from './hidden-cases-and-people-sql.js';

export type Query = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

/** One row of `citizen`, and what the cases that an agent may read show of it. */
export interface Citizen {
  id: string;
  name: string;
  mergedIntoId: string | null;
  rootId: string;
  /** The names that these cases show. */
  shownNames: string[];
  /** The name that the newest of them shows. */
  latest: string | null;
  latestAt: Date | null;
  /** An address that the agent may know. */
  address: string | null;
}

/** SQL condition: the reader sees every team, and no restricted case that is hidden from them tells of the address with this id. */
export const knowsAllBut = (handleId: string, visible: Scope, bind: Bind): string =>
  `(${visible.sqlWhole(bind)} and ${handleId} not in (select handle_id from hidden_handle union all select handle_id from said_in_hidden))`;

/**
 * SQL condition: a team of the reader may know this evidence. It may have been recorded before a case was restricted: of an address that
 * takes part in one which is hidden from the reader, it is told only to whoever sees another case in which the address takes part.
 */
export const mayKnowSaid = (evidence: string, visible: Scope, bind: Bind): string =>
  `(${evidence}.team_ids <> '{}' and ${visible.sqlAny(`${evidence}.team_ids`, bind)} and ${maySayOf(`${evidence}.handle_id`, visible, bind)} and ${mayHearOf(evidence, visible, bind)})`;

/**
 * SQL condition: this evidence was not learnt in a case that is restricted since and hidden from the reader. Where nobody knows in
 * which it was learnt, the reader must see another case of the person than the hidden one.
 */
export const mayHearOf = (evidence: string, visible: Scope, bind: Bind): string =>
  `case when ${evidence}.case_id is not null then ${evidence}.case_id not in (select id from hidden_case)
     else ${evidence}.citizen_id not in (select id from hidden_citizen) or exists (
       select 1 from citizen z join citizen o on o.root_id = z.root_id join cases k on k.citizen_id = o.id
       where z.id = ${evidence}.citizen_id and ${visible.sql('k', bind)} offset 0) end`;

/** SQL condition: what was said to a team of the reader of the address with this id may be told to them. */
export const maySayOf = (handleId: string, visible: Scope, bind: Bind): string =>
  `(${handleId} not in (select handle_id from hidden_handle) or exists (
     select 1 from case_participant p join cases k on k.id = p.case_id where p.handle_id = ${handleId} and ${visible.sql('k', bind)} offset 0))`;

/** SQL condition: the reader sees every team, and no restricted case that is hidden from them tells of the citizen `z`. */
const knowsAllOf = (visible: Scope, bind: Bind): string =>
  `(${visible.sqlWhole(bind)} and z.id not in (
     select citizen_id from hidden_case where citizen_id is not null
     union all select o.citizen_id from handle o where o.id in (select handle_id from hidden_handle)))`;

/**
 * SQL condition, in a statement that begins as `withHiddenCasesAndPeople`: an address may be known by everybody who may see a case in which it takes
 * part, and by the teams in which an agent said whose it is. Whoever sees every team knows all but those that take part in restricted
 * cases alone. A case that may be seen is looked for first, as there nearly always is one: all that is restricted is read only where
 * there is none. An `offset 0` keeps the planner from reading every case of the teams at once instead, which it would plan as well.
 */
export const mayKnowHandle = (handle: string, visible: Scope, bind: Bind): string =>
  `(exists (
     select 1 from case_participant p join cases k on k.id = p.case_id where p.handle_id = ${handle}.id and ${visible.sql('k', bind)} offset 0)
   or ${knowsAllBut(`${handle}.id`, visible, bind)} or exists (
     select 1 from handle_evidence said where said.handle_id = ${handle}.id and ${mayKnowSaid('said', visible, bind)} offset 0))`;

/**
 * Since when the scope shows something of each of these citizens. What was said of them before that was said without the agent's
 * teams: to open a case with an address of theirs does not tell it. Whoever sees every team knows them from the beginning, but for
 * those of whom hidden restricted cases tell. Indexes `cases_citizen`, `handle_citizen`.
 */
export async function knownSince(query: Query, visible: Scope, ids: readonly string[]): Promise<Map<string, Date>> {
  const { values, bind } = parameters(ids);
  const rows = await query<{ id: string; since: Date | null }>(
    `${withHiddenCasesAndPeople(visible, bind)} select z.id, case when ${knowsAllOf(visible, bind)} then timestamptz 'epoch' else least(
       (select min(k.opened_at) from cases k where k.citizen_id = z.id and ${visible.sql('k', bind)}),
       (select min(k.opened_at) from handle h join case_participant p on p.handle_id = h.id join cases k on k.id = p.case_id
        where h.citizen_id = z.id and ${visible.sql('k', bind)}),
       (select min(v.at) from handle h join handle_evidence v on v.handle_id = h.id
        where h.citizen_id = z.id and ${mayKnowSaid('v', visible, bind)})) end as since
     from citizen z where z.id = any($1::uuid[])`,
    values,
  );
  return new Map(rows.flatMap(({ id, since }) => (since === null ? [] : [[id, since]])));
}

/**
 * Some persons as an agent may know them: all citizens with one root are one person. Everything comes from cases and addresses
 * that the agent may see; what is hidden and what does not exist look alike.
 */
export class People {
  private constructor(private readonly citizens: ReadonlyMap<string, Citizen>) {}

  /** The persons that these citizens are part of. Indexes `citizen_root`, `cases_citizen`, `handle_citizen`. */
  static async around(query: Query, visible: Scope, ids: readonly string[]): Promise<People> {
    const { values, bind } = parameters(ids);
    const rows = await query<Citizen>(
      `${withHiddenCasesAndPeople(visible, bind)} select z.id, z.name, z.merged_into_id as "mergedIntoId", z.root_id as "rootId", seen."shownNames", seen.latest, seen."latestAt",
         (select h.value from handle h where h.citizen_id = z.id and ${mayKnowHandle('h', visible, bind)} order by h.id limit 1) as address
       from citizen z cross join lateral (
         select coalesce(array_agg(distinct k.citizen_name), '{}') as "shownNames", max(k.last_entry_at) as "latestAt",
           (array_agg(k.citizen_name order by k.last_entry_at desc))[1] as latest
         from cases k where k.citizen_id = z.id and ${visible.sql('k', bind)}) seen
       where z.root_id in (select root_id from citizen where id = any($1::uuid[])) order by z.id`,
      values,
    );
    return new People(new Map(rows.map((row) => [row.id, row])));
  }

  /** The same, where each of these persons must be known to the agent. */
  static async known(query: Query, who: Principal, ids: readonly string[]): Promise<People> {
    const people = await People.around(query, scope(who, 'citizen.update'), ids);
    for (const id of ids) if (!people.has(id) || !people.isKnown(people.rootOf(id))) throw new Failure('not-found');
    return people;
  }

  get ids(): string[] {
    return [...this.citizens.keys()];
  }

  has = (id: string): boolean => this.citizens.has(id);

  rootOf = (id: string): string => this.citizens.get(id)!.rootId;

  /** A citizen and all that were merged into it, but for the branch of one. */
  descendants(id: string, except?: string): Citizen[] {
    if (id === except) return [];
    const children = [...this.citizens.values()].filter(({ mergedIntoId }) => mergedIntoId === id);
    return [this.citizens.get(id)!, ...children.flatMap((child) => this.descendants(child.id, except))];
  }

  isKnown(id: string, except?: string): boolean {
    return this.descendants(id, except).some(({ latestAt, address }) => latestAt !== null || address !== null);
  }

  /** The citizen's own name where a case that the agent may see shows it; else the name that was shown last, else an address. */
  nameOf(id: string, except?: string): string {
    const byAddress = this.descendants(id, except).find(({ address }) => address !== null);
    return this.shownNameOf(id, except) ?? byAddress?.address ?? '';
  }

  /** As `nameOf`, where a case that the agent may see shows a name. */
  shownNameOf(id: string, except?: string): string | null {
    const all = this.descendants(id, except);
    const { name } = this.citizens.get(id)!;
    return all.some(({ shownNames }) => shownNames.includes(name)) ? name : (newest(all)?.latest ?? null);
  }

  /** The citizen to change, when the agent changes this person: the root, unless the agent knows only who was merged into it. */
  primary(id: string): Citizen {
    const all = this.descendants(this.rootOf(id));
    return all[0]!.latestAt || all[0]!.address
      ? all[0]!
      : (newest(all) ?? all.find(({ address }) => address !== null)!);
  }
}

const newest = (citizens: readonly Citizen[]): Citizen | undefined =>
  citizens
    .filter(({ latestAt }) => latestAt !== null)
    .toSorted((a, b) => b.latestAt!.getTime() - a.latestAt!.getTime())[0];
