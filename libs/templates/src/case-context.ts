import { organisationOf, teamsFor, type Principal } from '@guichet/access';
import { previewOf, visibleText, type StoredMessage } from '@guichet/cases';
import { Language } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { languageOf } from './language.js';
import type { CaseContext } from './variables.js';

interface Row {
  reference: string;
  subject: string;
  citizenName: string;
  named: boolean;
  teamId: string;
  team: string;
  confidential: boolean;
  tags: string[];
  /** ISO 639-1. */
  language: string | null;
  firstIn: Date | null;
  lastIn: StoredMessage | null;
  lastLanguage: Language | null;
}

/** A case, as far as an answer in it may speak of it. */
export interface CaseFacts {
  context: Omit<CaseContext, 'answerLink'>;
  teamId: string;
  confidential: boolean;
  tags: string[];
  /** In which the person writes, or was last answered; null: nobody can tell. */
  language: Language | null;
}

export const dayIn = (zone: string) => (at: Date) => at.toLocaleDateString('sv-SE', { timeZone: zone });
const timeIn = (zone: string) => (at: Date) =>
  at.toLocaleTimeString('sv-SE', { timeZone: zone, hour: '2-digit', minute: '2-digit' });

/** Indexes `timeline_entry_position`, `template_use_team`. */
export async function caseFacts(database: Database, who: Principal, caseId: string): Promise<CaseFacts> {
  const [[row], organisation] = await Promise.all([
    database.read<Row>(
      `select c.reference, c.subject, c.citizen_name as "citizenName", c.team_id as "teamId", t.name as team, t.confidential, c.tags, c.language,
         not exists (select 1 from handle h where h.value = c.citizen_name) as named,
         (select e.at from timeline_entry e where e.case_id = c.id and e.kind = 'message' and e.direction = 'in' order by e.position limit 1) as "firstIn",
         (select e.data from timeline_entry e where e.case_id = c.id and e.position = c.last_inbound_position) as "lastIn",
         (select e.data -> 'provenance' ->> 'language' from timeline_entry e
          where e.case_id = c.id and e.kind = 'message' and e.direction = 'out' and e.data -> 'provenance' is not null
          order by e.position desc limit 1) as "lastLanguage"
       from cases c join team t on t.id = c.team_id where c.id = $1 and ($2::uuid[] is null or c.team_id = any($2))`,
      [caseId, teamsFor(who, 'case.read')],
    ),
    organisationOf(database),
  ]);
  if (!row) throw new Failure('not-found');
  const [day, time] = [dayIn(organisation.timeZone), timeIn(organisation.timeZone)];
  return {
    context: {
      reference: row.reference,
      subject: row.subject,
      // An address is no name to be greeted by.
      citizenName: row.named ? row.citizenName : '',
      team: row.team,
      agentName: who.name,
      received: row.firstIn && { on: day(row.firstIn), at: time(row.firstIn) },
      today: day(database.now()),
      organisation,
    },
    teamId: row.teamId,
    confidential: row.confidential,
    tags: row.tags,
    language:
      (row.lastIn && languageOf(previewOf(visibleText(row.lastIn.segments)))) ??
      Language.safeParse(row.language).data ??
      row.lastLanguage,
  };
}

/** The day it is where the town lies. */
export const todayIn = async (database: Database): Promise<string> =>
  dayIn((await organisationOf(database)).timeZone)(database.now());
