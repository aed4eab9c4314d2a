import { parameters, scope, type Principal, type Scope } from '@guichet/access';
import type { Page, SurveyResponse, SurveyResponseQuery } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { wrongField, type Keyring } from '@guichet/platform';
import { z } from 'zod';
import { responseIdOf } from './submit-response.js';

const Cursor = z.tuple([z.iso.date(), z.uuid()]);

type Row = Omit<SurveyResponse, 'at' | 'team' | 'caseType'> & {
  at: Date;
  day: string;
  teamId: string;
  teamName: string;
  caseTypeId: string | null;
  caseTypeName: string | null;
};

/**
 * Lists the survey responses of the teams whose figures the reader sees, newest day first; within a day in an order that does not
 * tell who responded when. What was written about a case that is restricted since is for those who see the case. Index `survey_response_day`. Throws `not-permitted`, and `invalid-request` for a wrong cursor.
 */
export async function listSurveyResponses(
  { reader, keyring }: { reader: Reader; keyring: Keyring },
  who: Principal,
  { team, score, withText, limit, cursor }: SurveyResponseQuery,
): Promise<Page<SurveyResponse>> {
  const [day = null, id = null] = cursor === undefined ? [] : parseResponseCursor(cursor);
  const visible = scope(who, 'metrics.read');
  const hidden = await responsesToHiddenCases(reader, keyring, visible);
  const { values, bind } = parameters(score ?? null, day, id, limit + 1, withText === 'true', hidden);
  const text = `case when r.id = any($6::uuid[]) then '' else r.text end`;
  const rows = await reader.query<Row>(
    `select r.id, r.at, r.day::text as day, r.score, r.clarity, ${text} as text, r.channel, r.language,
       r.team_id as "teamId", t.name as "teamName", r.case_type_id as "caseTypeId", k.name as "caseTypeName"
     from survey_response r join team t on t.id = r.team_id left join case_type k on k.id = r.case_type_id
     where ${visible.within(team).sqlTeam('r.team_id', bind)} and ($1::int is null or r.score = $1)
       and ($2::date is null or (r.day, r.id) < ($2, $3::uuid)) and (not $5 or ${text} <> '')
     order by r.day desc, r.id desc limit $4`,
    values,
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ teamId, teamName, caseTypeId, caseTypeName, day: _, at, ...row }) => ({
      ...row,
      at: at.toISOString(),
      team: { id: teamId, name: teamName },
      caseType: caseTypeId ? { id: caseTypeId, name: caseTypeName ?? '' } : null,
    })),
    nextCursor:
      rows.length > limit && last ? Buffer.from(JSON.stringify([last.day, last.id])).toString('base64url') : null,
  };
}

/** The ids of the responses that were given about restricted cases which the scope does not show. Index `cases_restricted`. */
async function responsesToHiddenCases(reader: Reader, keyring: Keyring, visible: Scope): Promise<string[]> {
  const { values, bind } = parameters();
  const surveys = await reader.query<{ id: string }>(
    `select s.id from survey s join cases c on c.id = s.case_id
     where c.restricted_to is not null and s.responded_at is not null and not ${visible.sqlOpen('c', bind)}`,
    values,
  );
  return surveys.flatMap(({ id }) => [responseIdOf(keyring, id, 'link'), responseIdOf(keyring, id, 'message')]);
}

function parseResponseCursor(cursor: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw wrongField('cursor', 'page-gone');
  }
}
