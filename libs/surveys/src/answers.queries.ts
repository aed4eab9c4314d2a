import { teamsFor, type Principal } from '@guichet/access';
import type { Page, SurveyAnswer, SurveyAnswerQuery } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { z } from 'zod';

const Cursor = z.tuple([z.iso.date(), z.uuid()]);

type Row = Omit<SurveyAnswer, 'at' | 'team' | 'kind'> & {
  at: Date;
  day: string;
  teamId: string;
  teamName: string;
  kindId: string | null;
  kindName: string | null;
};

/** What people said, newest day first; within a day in no order that tells who was when. Index `survey_answer_day`. */
export async function surveyAnswers(
  database: Database,
  who: Principal,
  { team, score, words, limit, cursor }: SurveyAnswerQuery,
): Promise<Page<SurveyAnswer>> {
  const after = cursor === undefined ? null : parse(cursor);
  const rows = await database.read<Row>(
    `select a.id, a.at, a.day::text as day, a.score, a.clarity, a.text, a.channel, a.language,
       a.team_id as "teamId", t.name as "teamName", a.kind_id as "kindId", k.name as "kindName"
     from survey_answer a join team t on t.id = a.team_id left join kind k on k.id = a.kind_id
     where ($1::uuid[] is null or a.team_id = any($1)) and ($2::uuid is null or a.team_id = $2)
       and ($3::int is null or a.score = $3) and ($4::date is null or (a.day, a.id) < ($4, $5::uuid))
       and (not $7 or a.text <> '')
     order by a.day desc, a.id desc limit $6`,
    [
      teamsFor(who, 'metrics.read'),
      team ?? null,
      score ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit + 1,
      words === 'true',
    ],
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ teamId, teamName, kindId, kindName, day: _, at, ...row }) => ({
      ...row,
      at: at.toISOString(),
      team: { id: teamId, name: teamName },
      kind: kindId ? { id: kindId, name: kindName ?? '' } : null,
    })),
    nextCursor:
      rows.length > limit && last ? Buffer.from(JSON.stringify([last.day, last.id])).toString('base64url') : null,
  };
}

function parse(cursor: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new Failure('invalid-request', { errors: [{ path: 'cursor', message: 'This is not a cursor of ours.' }] });
  }
}
