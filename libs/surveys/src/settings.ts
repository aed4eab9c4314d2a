import { allow, type Principal } from '@guichet/access';
import { SurveySettings } from '@guichet/contracts';
import { Setting, type Database, type Tx } from '@guichet/database';

const KEY = 'surveys';

/** Who is asked how it went, and when; nobody until somebody says so. */
export async function surveySettings(database: Database): Promise<SurveySettings> {
  const [row] = await database.read<{ value: unknown }>(`select value from setting where key = $1`, [KEY]);
  return SurveySettings.parse(row?.value ?? {});
}

export async function saveSurveySettings(tx: Tx, who: Principal, wanted: SurveySettings): Promise<SurveySettings> {
  allow(who, 'survey.manage');
  await tx.repo(Setting).upsert({ key: KEY, value: wanted }, ['key']);
  return wanted;
}
