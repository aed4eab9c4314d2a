import { allow, type Principal } from '@guichet/access';
import { channels } from '@guichet/channels';
import {
  RecordedKind,
  type Acknowledgement as AcknowledgementShape,
  type ChannelKind,
  type Language,
  type Page,
  type SaveAcknowledgement,
} from '@guichet/contracts';
import { Acknowledgement, CaseType, ChannelAccount, type Reader, type Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';
import { templateFaults } from '@guichet/templates';
import { isLive } from '../send/acknowledge/choose-template.js';
import { publishAccountChanged } from './account-health-and-changed-event.js';

interface Setting extends Omit<Acknowledgement, 'since'> {
  kind: ChannelKind;
}

/**
 * What acknowledges the messages to each channel account that can send, and which of its templates cannot be sent any more.
 * `language`: of the labels.
 *
 * @throws Failure `not-permitted`
 */
export async function listAcknowledgements(
  reader: Reader,
  who: Principal,
  language: Language,
): Promise<Page<AcknowledgementShape>> {
  allow(who, 'channel.manage');
  const settings = await reader.query<Setting>(
    `select a.id as "channelAccountId", a.kind, coalesce(k.enabled, false) as enabled, k.template_id as "templateId",
       k.closed_template_id as "closedTemplateId", coalesce(k.case_types, '[]') as "caseTypes"
     from channel_account a left join acknowledgement k on k.channel_account_id = a.id where a.kind <> all($1) order by a.created_at`,
    [RecordedKind.options],
  );
  const faults = await templateFaults(reader, who, { templateIds: settings.flatMap(templateIdsOf), language });
  const items = settings.map(({ kind, ...setting }) => ({
    ...setting,
    onlyWhenClosed: isLive(kind),
    faults: faults.filter(({ templateId }) => templateIdsOf(setting).includes(templateId)),
  }));
  return { items, nextCursor: null };
}

/**
 * Saves what acknowledges the messages to a channel account. What came before it was switched on is not acknowledged.
 *
 * @throws Failure `not-permitted`; `not-found`; `invalid-request` for a channel that sends nothing, and for a template or case type that is
 *   not there, is not in use or cannot be sent without an agent
 */
export async function saveAcknowledgement(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: SaveAcknowledgement },
): Promise<AcknowledgementShape> {
  allow(who, 'channel.manage');
  const account = await tx.repo(ChannelAccount).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!account) throw new Failure('not-found');
  if (wanted.enabled && channels[account.kind].capabilities.recorded) throw wrongField('enabled', 'nothing-sent');
  const before = await tx.repo(Acknowledgement).findOneBy({ channelAccountId: id });
  await assertCaseTypes(tx, wanted, before);
  // What was chosen before may be saved again while it is off, or nobody could switch it off any more.
  if (wanted.enabled) await assertSendable(tx, who, wanted);
  const since = before?.enabled && wanted.enabled ? before.since : tx.now;
  await tx.repo(Acknowledgement).upsert({ channelAccountId: id, ...wanted, since }, ['channelAccountId']);
  publishAccountChanged(tx, account);
  return { channelAccountId: id, ...wanted, onlyWhenClosed: isLive(account.kind), faults: [] };
}

const templateIdsOf = ({ templateId, closedTemplateId, caseTypes }: Omit<SaveAcknowledgement, 'enabled'>): string[] =>
  [templateId, closedTemplateId, ...caseTypes.map((one) => one.templateId)].filter((id) => id !== null);

/** Refuses the first template that cannot be sent without an agent now, with the field in which it stands. */
async function assertSendable(tx: Tx, who: Principal, wanted: SaveAcknowledgement): Promise<void> {
  const templateIds = templateIdsOf(wanted);
  if (templateIds.length === 0) throw wrongField('templateId', 'value-missing');
  const faults = await templateFaults(tx, who, { templateIds, language: who.language ?? 'en' });
  const [first] = faults;
  if (!first) return;
  const path = pathOf(wanted, first.templateId);
  if (first.fault === 'withdrawn') throw wrongField(path, 'template-not-in-use');
  throw wrongField(path, 'template-not-automatic', { names: first.missing.join(', ') });
}

function pathOf({ templateId, closedTemplateId, caseTypes }: SaveAcknowledgement, id: string): string {
  if (templateId === id) return 'templateId';
  if (closedTemplateId === id) return 'closedTemplateId';
  return `caseTypes.${caseTypes.findIndex((one) => one.templateId === id)}.templateId`;
}

async function assertCaseTypes(
  tx: Tx,
  { caseTypes }: SaveAcknowledgement,
  before: Acknowledgement | null,
): Promise<void> {
  const known = new Set((await tx.repo(CaseType).find({ select: { id: true } })).map(({ id }) => id));
  for (const [n, { caseTypeId }] of caseTypes.entries()) {
    const isKept = before?.caseTypes.some((one) => one.caseTypeId === caseTypeId) ?? false;
    const isTwice = caseTypes.findIndex((one) => one.caseTypeId === caseTypeId) !== n;
    if (isTwice || (!known.has(caseTypeId) && !isKept))
      throw wrongField(`caseTypes.${n}.caseTypeId`, 'no-such-case-type');
  }
}
