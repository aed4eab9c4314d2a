import { allow, type Principal } from '@guichet/access';
import { SurveySettings } from '@guichet/contracts';
import { Setting, type Tx, type Reader } from '@guichet/database';

const KEY = 'surveys';

/** Returns who is surveyed, and when. Surveys are off until somebody turns them on. */
export async function getSurveySettings(reader: Reader): Promise<SurveySettings> {
  const [row] = await reader.query<{ value: unknown }>(`select value from setting where key = $1`, [KEY]);
  return SurveySettings.parse(row?.value ?? {});
}

/** Saves who is surveyed, and when. Throws `not-permitted`. */
export async function saveSurveySettings(tx: Tx, who: Principal, wanted: SurveySettings): Promise<SurveySettings> {
  allow(who, 'survey.manage');
  await tx.repo(Setting).upsert({ key: KEY, value: wanted }, ['key']);
  return wanted;
}
