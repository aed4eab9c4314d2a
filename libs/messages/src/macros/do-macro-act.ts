import { caseFor, organisationOf, type Principal } from '@guichet/access';
import { addNote, followCase } from '@guichet/cases';
import type { MacroAct, UpdateCase } from '@guichet/contracts';
import { type Case, type Tx } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import type { CaseChanges } from '../undo-case-changes.js';
import { updateAndRouteCase } from '../receive/route-cases-out-of-spam.js';
import { setFieldOfCase } from '../set-field-of-case.js';
import { tagsAfter } from '../tags-after-change.js';

/** A macro at one case. */
export interface MacroTurn {
  tx: Tx;
  /** Who applies it, under its name. */
  who: Principal;
  caseId: string;
  /** True: the agent has seen who has the case, and may take it over. */
  takesOver: boolean;
  /** True: those who get the case are told at the end, of all cases at once. */
  isOneOfMany: boolean;
}

/** What an act has done that stands in no field of the case. */
export interface Done {
  isDone?: boolean;
  field?: NonNullable<CaseChanges['fields']>[number];
  followed?: true;
}

type ActOf<Kind extends MacroAct['kind']> = Extract<MacroAct, { kind: Kind }>;
type Field = ActOf<'field'>;
/** When agents expect a case back that sleeps for days, as the console proposes it. */
const MORNING = '08:30';

/** Does one act by the verb that agents have for it. Throws as that verb. */
export async function doAct(turn: MacroTurn, act: MacroAct): Promise<Done> {
  if (act.kind === 'field') return setField(turn, act);
  if (act.kind === 'note') return writeNote(turn, act);
  if (act.kind === 'follow') return follow(turn);
  if (act.kind === 'reply') return prepareReply(turn);
  await updateBy(turn, [act]);
  return {};
}

/** Does several acts by one update: whoever gives a case away may not see it any more, to say whom it is for. Throws as `updateCase`. */
export async function updateBy(turn: MacroTurn, acts: readonly MacroAct[]): Promise<void> {
  const { tx, who, caseId: id, takesOver, isOneOfMany } = turn;
  const item = await caseFor(tx, who, { id, permission: 'case.update' });
  const wanted: UpdateCase = {};
  for (const act of acts) Object.assign(wanted, await wantedBy(turn, item, act));
  await updateAndRouteCase(tx, who, { id, wanted, expectedVersion: takesOver ? item.version : null, isOneOfMany });
}

async function wantedBy({ tx, who }: MacroTurn, item: Case, act: MacroAct): Promise<UpdateCase> {
  if (act.kind === 'status') return { status: act.to };
  if (act.kind === 'snooze') return { status: 'snoozed', snoozeUntil: await momentOf(tx, item, act) };
  if (act.kind === 'assign') return { assigneeId: act.to === 'me' ? who.id : act.to === 'nobody' ? null : act.to };
  if (act.kind === 'team') return { teamId: act.teamId, ...(act.reason && { reason: act.reason }) };
  if (act.kind === 'priority') return { priority: act.to };
  if (act.kind === 'case-type') return { caseTypeId: act.caseTypeId };
  if (act.kind !== 'tags') return {};
  return { tags: tagsAfter(item, act) };
}

/** The end of a snooze: hours from now, or the morning of a later day where the team of the case works. */
async function momentOf(tx: Tx, { teamId }: Case, { amount, unit }: ActOf<'snooze'>): Promise<string> {
  if (unit === 'hours') return new Date(tx.now.getTime() + amount * 3_600_000).toISOString();
  const { timeZone } = await organisationOf(tx);
  const days = unit === 'weeks' ? amount * 7 : amount;
  const [row] = await tx.query<{ at: Date }>(
    `select (($2::timestamptz at time zone z.name)::date + $3::int + time '${MORNING}') at time zone z.name as at
     from (select coalesce((select business_hours ->> 'timeZone' from team where id = $1), $4) as name) z`,
    [teamId, tx.now, days, timeZone],
  );
  return row!.at.toISOString();
}

async function setField({ tx, who, caseId }: MacroTurn, { fieldId, value }: Field): Promise<Done> {
  const field = await setFieldOfCase(tx, who, { caseId, fieldId, value });
  if (!field) throw wrongField('fieldId', 'no-such-case-field', { key: await keyOf(tx, fieldId) });
  return { field };
}

const keyOf = async (tx: Tx, fieldId: string): Promise<string> =>
  (await tx.query<{ key: string }>(`select key from case_field where id = $1`, [fieldId]))[0]?.key ?? '';

async function writeNote({ tx, who, caseId }: MacroTurn, { text }: ActOf<'note'>): Promise<Done> {
  await addNote(tx, who, { caseId, note: { text, mentions: [] } });
  return { isDone: true };
}

/** That its template can be used was asked before; the agent gets it, and sends it. */
async function prepareReply({ tx, who, caseId: id }: MacroTurn): Promise<Done> {
  await caseFor(tx, who, { id, permission: 'case.reply' });
  return { isDone: true };
}

async function follow({ tx, who, caseId }: MacroTurn): Promise<Done> {
  const follows = () => tx.query(`select 1 from case_follow where agent_id = $1 and case_id = $2`, [who.id, caseId]);
  const isNew = (await follows()).length === 0;
  await followCase(tx, who, { caseId, follows: true });
  return isNew ? { isDone: true, followed: true } : {};
}
