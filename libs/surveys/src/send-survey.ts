import { organisationOf, Scope } from '@guichet/access';
import { appendEntry, saveCase } from '@guichet/cases';
import { Language, type ReplyRoute, type SurveySettings } from '@guichet/contracts';
import { authenticationOf, Case, Survey, type Database, type Tx, type Reader } from '@guichet/database';
import { queueAutomatic, signLinkToken, replyRoutes, type Account, type Accounts } from '@guichet/messages';
import type { Keyring } from '@guichet/platform';
import { newId } from '@guichet/platform';
import { getSurveySettings } from './survey-settings.js';
import { renderInvitation } from './render-survey-invitation.js';
import { REFUSES_SURVEYS } from './survey-opt-out.js';
import { isUsableRoute } from './is-usable-survey-route.js';
import { WAS_REPLIED_TO } from './was-replied-to.js';

const SURVEY = { kind: 'system', name: 'Survey' } as const;

interface SurveyContext {
  database: Database;
  accounts: Accounts;
  keyring: Keyring;
  publicUrl: string;
}

/**
 * Job: sends the survey to the citizen of a closed case, once a case, by the channel that they wrote by. It does nothing where
 * the citizen wants no surveys, the case is restricted, as the teams read what is answered, where it was reopened or closed again since, within the pause after an earlier survey of the same citizen, and where the message
 * that opened the case was forged: the owner of the address has asked for nothing.
 */
export async function sendSurvey(context: SurveyContext, caseId: string, closedAt: string): Promise<void> {
  const { database, accounts } = context;
  const settings = await getSurveySettings(database);
  const item = await findClosedCase(database, caseId, closedAt);
  if (!settings.active || !item || !maySurvey(settings, item)) return;
  // Addresses that only another team knows are neither used nor shown.
  const visible = Scope.around(item);
  const routes = await replyRoutes({ reader: database, accounts, visible }, item);
  const route = routes.find((one) => isUsableRoute(one, settings));
  const account = route && (await accounts.byId(route.channelAccountId));
  if (!account) return;
  const { name: organisation } = await organisationOf(database);
  const invitation = { caseId, closedAt, settings, route, account, organisation };
  await database.write(SURVEY, (tx) => sendInvitation(tx, context, invitation));
}

/** SQL condition on a case `c`: the domain of its first message says that it was forged. Index `timeline_entry_position`. */
const WAS_FORGED = `coalesce((
  select ${authenticationOf('e')} ->> 'verdict' = 'failed' from timeline_entry e
  where e.case_id = c.id and e.kind = 'message' and e.direction = 'in' order by e.position limit 1), false)`;

interface ClosedCase {
  id: string;
  teamId: string;
  caseTypeId: string | null;
  confidential: boolean;
}

async function findClosedCase(reader: Reader, id: string, closedAt: string): Promise<ClosedCase | undefined> {
  const [row] = await reader.query<ClosedCase>(
    `select c.id, c.team_id as "teamId", c.case_type_id as "caseTypeId", t.confidential from cases c join team t on t.id = c.team_id
     where c.id = $1 and c.status = 'closed' and c.closed_at = $2 and c.merged_into_id is null and c.restricted_to is null and c.citizen_id is not null
       and ${WAS_REPLIED_TO} and not ${WAS_FORGED} and not ${REFUSES_SURVEYS('c.citizen_id')} and not exists (select 1 from survey s where s.case_id = c.id)`,
    [id, closedAt],
  );
  return row;
}

const maySurvey = ({ confidential, exceptCaseTypes }: SurveySettings, item: ClosedCase): boolean =>
  (confidential || !item.confidential) && !(item.caseTypeId !== null && exceptCaseTypes.includes(item.caseTypeId));

interface Invitation {
  caseId: string;
  closedAt: string;
  settings: SurveySettings;
  route: ReplyRoute;
  account: Account;
  organisation: string;
}

async function sendInvitation(tx: Tx, context: SurveyContext, invitation: Invitation): Promise<void> {
  const { caseId, closedAt, settings, account } = invitation;
  const item = await tx.repo(Case).findOne({ where: { id: caseId }, lock: { mode: 'pessimistic_write' } });
  if (item?.status !== 'closed' || item.closedAt?.toISOString() !== closedAt || item.mergedIntoId || item.restrictedTo)
    return;
  if (await wasSurveyedRecently(tx, item, settings.pauseDays)) return;
  const id = newId();
  const language = Language.safeParse(item.language).data ?? 'fr';
  const sent = await queueInvitation(tx, context, { ...invitation, id, item, language });
  // The citizen wants no messages, or is a machine that answers ours.
  if ('refused' in sent) return;
  await tx.repo(Survey).insert({
    id,
    caseId,
    citizenId: item.citizenId,
    teamId: item.teamId,
    caseTypeId: item.caseTypeId,
    channel: account.kind,
    entryId: sent.entryId,
    language,
    sentAt: tx.now,
    respondedAt: null,
  });
  await appendEntry(tx, { item, entry: { kind: 'activity', data: { type: 'survey-sent', channel: account.kind } } });
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['survey'] }, { caseId, teamIds: [item.teamId] });
}

/** Queues the message with the link of the survey, where it may be sent by itself. */
function queueInvitation(
  tx: Tx,
  { keyring, publicUrl }: SurveyContext,
  { id, item, language, route, account, organisation }: Invitation & { id: string; item: Case; language: Language },
): ReturnType<typeof queueAutomatic> {
  const link = `${publicUrl}/portal/surveys/${signLinkToken(keyring, 'survey-link', id)}`;
  const fields = { language, name: route.to.name ?? '', reference: item.reference, organisation, link };
  const { capabilities, isConversation } = account.channel;
  const message = renderInvitation(fields, { ...capabilities, isConversation });
  return queueAutomatic(
    tx,
    { keyring, item, account, actor: tx.actor },
    {
      cause: { id, kind: 'survey' },
      message: {
        ...{ ...message, to: [route.to], cc: [], attachments: [], flags: ['survey'], dueAt: tx.now },
        unsubscribeUrl: `${link}/unsubscribe`,
      },
    },
  );
}

/**
 * Whether this case, or this citizen about another case, was surveyed within the pause. Indexes `survey_case`, `citizen_root`,
 * `survey_citizen`.
 */
async function wasSurveyedRecently(tx: Tx, item: Case, pauseDays: number): Promise<boolean> {
  // Two cases of one citizen may be closed at once: the second one waits here, and then finds the survey of the first.
  await tx.query(
    `select pg_advisory_xact_lock(hashtext('guichet survey'), hashtext(root_id::text)) from citizen where id = $1`,
    [item.citizenId],
  );
  const [row] = await tx.query<{ surveyed: boolean }>(
    `select exists (select 1 from survey where case_id = $1) or exists (
       select 1 from citizen self join citizen same on same.root_id = self.root_id
       join survey s on s.citizen_id = same.id
       where self.id = $2 and s.sent_at > $3::timestamptz - make_interval(days => $4)) as surveyed`,
    [item.id, item.citizenId, tx.now, pauseDays],
  );
  return row!.surveyed;
}
