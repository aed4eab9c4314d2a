import type { CaseStatus } from '@guichet/contracts';
import type { Database } from '@guichet/database';

/** A case as its row is, whoever may see it. */
export interface StoredCase {
  id: string;
  reference: string;
  subject: string;
  teamId: string;
  status: CaseStatus;
  assigneeId: string | null;
  /** The agents who are named for it; null: it is not restricted. */
  restrictedTo: string[] | null;
  /** Who has broken its glass, for as long as that lasts. */
  openedBy: string[];
  rootId: string | null;
  mergedIntoId: string | null;
  tags: string[];
  channels: string[];
  lastPosition: number;
  /** The addresses that take part in it. */
  addresses: string[];
  links: string[];
  /** Whether entries came here from another case, or went to one. */
  isMoved: boolean;
  /** All that people wrote in it. */
  text: string;
}

export interface StoredAddress {
  value: string;
  rootId: string;
  /** The teams in which an agent has said whose it is. */
  saidInTeams: string[];
}

/** All that there is, read row by row from tables. */
export interface StoredRows {
  cases: StoredCase[];
  addresses: StoredAddress[];
}

export async function storedRows(database: Database): Promise<StoredRows> {
  const [cases, addresses] = await Promise.all([
    database.query<StoredCase>(
      `select c.id, c.reference, c.subject, c.team_id as "teamId", c.status, c.assignee_id as "assigneeId", c.restricted_to as "restrictedTo",
         array(select b.agent_id from break_glass b where b.case_id = c.id and b.ended_at is null and b.until > now()) as "openedBy", z.root_id as "rootId",
         c.merged_into_id as "mergedIntoId", c.tags, c.channels, c.last_position as "lastPosition",
         array(select h.value from case_participant p join handle h on h.id = p.handle_id where p.case_id = c.id) as addresses,
         array(select l.other_id::text from case_link l where l.case_id = c.id and l.state <> 'dismissed') as links,
         exists (select 1 from entry_move m where c.id in (m.from_id, m.into_id)) as "isMoved",
         (select coalesce(string_agg(e.data::text, ' '), '') from timeline_entry e where e.case_id = c.id and e.kind <> 'activity') as text
       from cases c left join citizen z on z.id = c.citizen_id`,
    ),
    database.query<StoredAddress>(
      `select h.value, z.root_id as "rootId",
         array(select distinct t.id::text from handle_evidence v cross join unnest(v.team_ids) t(id) where v.handle_id = h.id) as "saidInTeams"
       from handle h join citizen z on z.id = h.citizen_id`,
    ),
  ]);
  return { cases, addresses };
}
