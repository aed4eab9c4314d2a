import { teamsFor, type Principal } from '@guichet/access';
import { Failure } from '@guichet/platform';

export type Query = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

/** One row of `citizen`, and what the cases that an agent may read tell of it. */
export interface Citizen {
  id: string;
  name: string;
  mergedIntoId: string | null;
  rootId: string;
  /** Names that these cases tell. */
  told: string[];
  /** The one that the newest of them tells. */
  latest: string | null;
  latestAt: Date | null;
  /** An address that the agent may know. */
  address: string | null;
}

/** Whoever may see a case in which an address takes part may know it, and so may the teams in which an agent said whose it is. */
export const mayKnowHandle = (handle: string, teams: string): string =>
  `(${teams}::uuid[] is null or exists (
     select 1 from handle_evidence said where said.handle_id = ${handle}.id and said.team_ids && ${teams}) or exists (
     select 1 from case_participant p join cases k on k.id = p.case_id where p.handle_id = ${handle}.id and k.team_id = any(${teams})))`;

/**
 * Some persons as an agent may know them: all citizens with one root are one person. Nothing is told but by cases and
 * addresses that the agent may see; what is hidden and what is not there look alike.
 */
export class People {
  private constructor(private readonly citizens: ReadonlyMap<string, Citizen>) {}

  /** The persons that these citizens are part of. Indexes `citizen_root`, `cases_citizen`, `handle_citizen`. */
  static async around(query: Query, teamIds: readonly string[] | null, ids: readonly string[]): Promise<People> {
    const rows = await query<Citizen>(
      `select z.id, z.name, z.merged_into_id as "mergedIntoId", z.root_id as "rootId", seen.told, seen.latest, seen."latestAt",
         (select h.value from handle h where h.citizen_id = z.id and ${mayKnowHandle('h', '$2')} order by h.id limit 1) as address
       from citizen z cross join lateral (
         select coalesce(array_agg(distinct k.citizen_name), '{}') as told, max(k.last_entry_at) as "latestAt",
           (array_agg(k.citizen_name order by k.last_entry_at desc))[1] as latest
         from cases k where k.citizen_id = z.id and ($2::uuid[] is null or k.team_id = any($2))) seen
       where z.root_id in (select root_id from citizen where id = any($1::uuid[])) order by z.id`,
      [ids, teamIds],
    );
    return new People(new Map(rows.map((row) => [row.id, row])));
  }

  /** The same, where each of these persons must be known to the agent. */
  static async known(query: Query, who: Principal, ids: readonly string[]): Promise<People> {
    const people = await People.around(query, teamsFor(who, 'citizen.update'), ids);
    for (const id of ids) if (!people.has(id) || !people.isKnown(people.rootOf(id))) throw new Failure('not-found');
    return people;
  }

  has = (id: string): boolean => this.citizens.has(id);

  rootOf = (id: string): string => this.citizens.get(id)!.rootId;

  /** A citizen and all that were merged into it, but for the branch of one. */
  below(id: string, except?: string): Citizen[] {
    if (id === except) return [];
    const children = [...this.citizens.values()].filter(({ mergedIntoId }) => mergedIntoId === id);
    return [this.citizens.get(id)!, ...children.flatMap((child) => this.below(child.id, except))];
  }

  isKnown(id: string, except?: string): boolean {
    return this.below(id, except).some(({ latestAt, address }) => latestAt !== null || address !== null);
  }

  /** Their own name, where something that the agent may see tells it; else what was told last. */
  nameOf(id: string, except?: string): string {
    const all = this.below(id, except);
    const { name } = this.citizens.get(id)!;
    if (all.some(({ told }) => told.includes(name))) return name;
    return newest(all)?.latest ?? all.find(({ address }) => address !== null)?.address ?? '';
  }

  /** The citizen to change, when the agent changes this person: the root, unless the agent knows only who was merged into it. */
  chief(id: string): Citizen {
    const all = this.below(this.rootOf(id));
    return all[0]!.latestAt || all[0]!.address
      ? all[0]!
      : (newest(all) ?? all.find(({ address }) => address !== null)!);
  }
}

const newest = (citizens: readonly Citizen[]): Citizen | undefined =>
  citizens
    .filter(({ latestAt }) => latestAt !== null)
    .toSorted((a, b) => b.latestAt!.getTime() - a.latestAt!.getTime())[0];
