import {
  namedAuthor,
  organisationFrom,
  organisationOf,
  parameters,
  scope,
  STORED_ORGANISATION,
  type NamedAuthor,
  type Principal,
  type Scope,
} from '@guichet/access';
import { FIELDS_OF_CASE, previewOf, visibleText, type StoredMessage } from '@guichet/cases';
import { Language, type CaseFieldOfCase } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { detectLanguage } from '@guichet/routing';
import type { CaseContext } from '../variables/define-variable.js';

/** Returns a language as templates have one: null for all others. */
const templateLanguageOf = (language: string | null): Language | null => Language.safeParse(language).data ?? null;

/** Returns the language of a text, where it is one of templates; null where it is another one or is not certain. */
export const detectTemplateLanguage = async (text: string): Promise<Language | null> =>
  templateLanguageOf(await detectLanguage(text));

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
  lastIn: StoredMessage['segments'] | null;
  lastLanguage: Language | null;
  fields: CaseFieldOfCase[];
  organisation: unknown;
  author: NamedAuthor | null;
}

/** The data of a case that a reply may use. */
export interface LoadedCaseContext {
  context: Omit<CaseContext, 'replyLink' | 'fields'>;
  /** What the case has in the fields of its type, in no language yet. */
  fields: CaseFieldOfCase[];
  teamId: string;
  confidential: boolean;
  tags: string[];
  /** The language in which the person writes, or was last replied to; null when it is unknown. */
  language: Language | null;
}

interface Formats {
  day: Intl.DateTimeFormat;
  time: Intl.DateTimeFormat;
}

/** A formatter takes longer to make than to use a hundred times. */
const formats = new Map<string, Formats>();

function formatsIn(timeZone: string): Formats {
  const known = formats.get(timeZone) ?? {
    day: new Intl.DateTimeFormat('sv-SE', { timeZone }),
    time: new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' }),
  };
  formats.set(timeZone, known);
  return known;
}

export const dayIn = (zone: string) => (at: Date) => formatsIn(zone).day.format(at);
export const timeIn = (zone: string) => (at: Date) => formatsIn(zone).time.format(at);

/** Who writes in a case: what they may see, and what a reply says of them. */
interface CaseAuthor {
  visible: Scope;
  /** Of an agent: they are named as citizens know them. */
  agentId?: string;
  name: string;
  jobTitle?: string | undefined;
}

/** The context in which an agent writes, named as citizens know them. Throws `not-permitted`, `not-found`. */
export const loadCaseContext = (reader: Reader, who: Principal, caseId: string): Promise<LoadedCaseContext> =>
  loadContextFor(
    reader,
    { visible: scope(who, 'case.read'), agentId: who.id, name: who.name, jobTitle: who.jobTitle },
    caseId,
  );

/** The context in which somebody writes, or nobody. Throws `not-found`. Indexes `timeline_entry_position`, `template_use_team`. */
export async function loadContextFor(
  reader: Reader,
  { visible, agentId, name, jobTitle }: CaseAuthor,
  caseId: string,
): Promise<LoadedCaseContext> {
  const { values, bind } = parameters(caseId);
  const author = agentId === undefined ? 'null' : namedAuthor(`${bind(agentId)}::uuid`, 'c.team_id');
  const [row] = await reader.query<Row>(
    `select c.reference, c.subject, c.citizen_name as "citizenName", c.team_id as "teamId", t.name as team, t.confidential, c.tags, c.language,
       not exists (select 1 from handle h where h.value = c.citizen_name) as named,
       (select e.at from timeline_entry e where e.case_id = c.id and e.kind = 'message' and e.direction = 'in' order by e.position limit 1) as "firstIn",
       ${LAST_WORDS}, ${FIELDS_OF_CASE} as fields, ${STORED_ORGANISATION} as organisation, ${author} as author
     from cases c join team t on t.id = c.team_id where c.id = $1 and ${visible.sql('c', bind)}`,
    values,
  );
  if (!row || (agentId !== undefined && row.author === null)) throw new Failure('not-found');
  const organisation = organisationFrom(row.organisation);
  const [day, time] = [dayIn(organisation.timeZone), timeIn(organisation.timeZone)];
  return {
    context: {
      reference: row.reference,
      subject: row.subject,
      // An address is no name to be greeted by.
      citizenName: row.named ? row.citizenName : '',
      team: row.team,
      agentName: row.author?.name ?? name,
      agentRole: jobTitle,
      received: row.firstIn && { on: day(row.firstIn), at: time(row.firstIn) },
      today: day(reader.now),
      organisation,
    },
    fields: row.fields,
    teamId: row.teamId,
    confidential: row.confidential,
    tags: row.tags,
    language: await languageOfLastWords(row),
  };
}

/** SQL: of the case `c`, what the citizen's last message says, and in which language the last reply from a template was. Index `timeline_entry_position`. */
const LAST_WORDS = `(select e.data -> 'segments' from timeline_entry e where e.case_id = c.id and e.position = c.last_inbound_position) as "lastIn",
  (select e.data -> 'provenance' ->> 'language' from timeline_entry e
   where e.case_id = c.id and e.kind = 'message' and e.direction = 'out' and e.data -> 'provenance' is not null
   order by e.position desc limit 1) as "lastLanguage"`;

interface LastWords {
  language: string | null;
  lastIn: Row['lastIn'];
  lastLanguage: Row['lastLanguage'];
}

/** That of the citizen's last message, where it is certain, else that of the case, else that of the last reply. */
const languageOfLastWords = async ({ language, lastIn, lastLanguage }: LastWords): Promise<Language | null> =>
  (lastIn && (await detectTemplateLanguage(previewOf(visibleText(lastIn))))) ??
  templateLanguageOf(language) ??
  lastLanguage;

/** The language in which the citizen of a case is replied to, with a template or without; null: it is not known. */
export async function replyLanguageOf(reader: Reader, caseId: string): Promise<Language | null> {
  const [row] = await reader.query<LastWords>(`select c.language, ${LAST_WORDS} from cases c where c.id = $1`, [
    caseId,
  ]);
  return row ? languageOfLastWords(row) : null;
}

/** Returns the current date in the time zone of the organisation. */
export const todayIn = async (reader: Reader): Promise<string> =>
  dayIn((await organisationOf(reader)).timeZone)(reader.now);
