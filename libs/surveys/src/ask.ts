import { randomUUIDv7 } from 'node:crypto';
import { organisationOf } from '@guichet/access';
import { record, saveCase } from '@guichet/cases';
import type { Language, ReachOption, SurveySettings } from '@guichet/contracts';
import { Case, Survey, type Database, type Tx } from '@guichet/database';
import { queueMessage, signedName, waysTo, type Account, type Accounts } from '@guichet/messages';
import type { Keyring } from '@guichet/platform';
import { surveySettings } from './settings.js';
import { invitation } from './words.js';

const SURVEY = { kind: 'system', name: 'Survey' } as const;

interface Means {
  database: Database;
  accounts: Accounts;
  keyring: Keyring;
  publicUrl: string;
}

/**
 * Asks the citizen of a closed case how it went, once per case, by the channel that they wrote by. Late or repeated, or where
 * the case is open again, it does nothing; nobody is asked twice within the pause of the house.
 */
export async function askSurvey(means: Means, caseId: string, closedAt: string): Promise<void> {
  const { database, accounts } = means;
  const settings = await surveySettings(database);
  const item = await closedCase(database, caseId, closedAt);
  if (!settings.active || !item || !mayAsk(settings, item)) return;
  // What another team was told alone, an address or a word, is neither used nor shown here.
  const ways = await waysTo(database, accounts, item, [item.teamId]);
  const way = ways.find((option) => isOwn(option, settings));
  const account = way && (await accounts.byId(way.channelId));
  if (!account) return;
  const { name: organisation } = await organisationOf(database);
  await database.write(SURVEY, (tx) => send(tx, means, { caseId, closedAt, settings, way, account, organisation }));
}

interface ClosedCase {
  id: string;
  teamId: string;
  kindId: string | null;
  confidential: boolean;
}

async function closedCase(database: Database, id: string, closedAt: string): Promise<ClosedCase | undefined> {
  const [row] = await database.read<ClosedCase>(
    `select c.id, c.team_id as "teamId", c.kind_id as "kindId", t.confidential from cases c join team t on t.id = c.team_id
     where c.id = $1 and c.status = 'closed' and c.closed_at = $2 and c.merged_into_id is null and c.citizen_id is not null
       and not exists (select 1 from survey s where s.case_id = c.id)`,
    [id, closedAt],
  );
  return row;
}

const mayAsk = ({ confidential, exceptKinds }: SurveySettings, item: ClosedCase): boolean =>
  (confidential || !item.confidential) && !(item.kindId !== null && exceptKinds.includes(item.kindId));

/** By which the citizen has written themselves, and by which they can be written to without a second thought. */
const isOwn = ({ state, lastUsedAt, channel }: ReachOption, { channels }: SurveySettings): boolean =>
  state === 'ready' && lastUsedAt !== null && (channels.length === 0 || channels.includes(channel));

interface Sending {
  caseId: string;
  closedAt: string;
  settings: SurveySettings;
  way: ReachOption;
  account: Account;
  organisation: string;
}

async function send(
  tx: Tx,
  { keyring, publicUrl }: Means,
  { caseId, closedAt, settings, way, account, organisation }: Sending,
): Promise<void> {
  const item = await tx.repo(Case).findOne({ where: { id: caseId }, lock: { mode: 'pessimistic_write' } });
  if (item?.status !== 'closed' || item.closedAt?.toISOString() !== closedAt || item.mergedIntoId) return;
  if (await askedLately(tx, item, settings.pauseDays)) return;
  const language: Language = item.language === 'en' ? 'en' : 'fr';
  const id = randomUUIDv7();
  const link = `${publicUrl}/portal/surveys/${signedName(keyring, 'survey-link', id)}`;
  const name = way.to.name ?? '';
  const words = invitation(
    { language, name, reference: item.reference, organisation, link },
    account.channel.capabilities,
  );
  const entryId = await queueMessage(
    tx,
    keyring,
    item,
    account,
    { ...words, to: [way.to], cc: [], attachments: [], flags: ['survey'], dueAt: tx.now },
    tx.actor,
  );
  await tx.repo(Survey).insert({
    id,
    caseId,
    teamId: item.teamId,
    kindId: item.kindId,
    channel: account.kind,
    entryId,
    language,
    sentAt: tx.now,
    answeredAt: null,
  });
  await record(tx, item, { kind: 'fact', data: { type: 'survey-sent', channel: account.kind } });
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['survey'] }, { caseId, teamIds: [item.teamId] });
}

/** Was this case, or this person about another one, asked about already? Indexes `survey_case`, `citizen_root`, `cases_citizen`. */
async function askedLately(tx: Tx, item: Case, pauseDays: number): Promise<boolean> {
  // Two cases of one person may have been closed at once: the second one waits, and finds the first.
  await tx.query(
    `select pg_advisory_xact_lock(hashtext('guichet survey'), hashtext(root_id::text)) from citizen where id = $1`,
    [item.citizenId],
  );
  const [row] = await tx.query<{ asked: boolean }>(
    `select exists (select 1 from survey where case_id = $1) or exists (
       select 1 from citizen self join citizen same on same.root_id = self.root_id
       join cases c on c.citizen_id = same.id join survey s on s.case_id = c.id
       where self.id = $2 and s.sent_at > $3::timestamptz - make_interval(days => $4)) as asked`,
    [item.id, item.citizenId, tx.now, pauseDays],
  );
  return row!.asked;
}
