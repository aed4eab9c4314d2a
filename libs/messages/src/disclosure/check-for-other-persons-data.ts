import { organisationOf, publishedBySignatures, type Principal } from '@guichet/access';
import {
  reasonWords,
  type CheckMessage,
  type DisclosureFinding,
  type Handle,
  type Organisation,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure, type Keyring } from '@guichet/platform';
import type { Account, Accounts } from '../accounts/channel-accounts.js';
import { trustIn } from '../receive/sender-trust.js';
import { attachmentIdOf } from '../send/attached-or-linked-files.js';
import { replyPageIdOf, isOurNotice } from '../send/reply-page-link.js';
import { bodyTexts, checkedTexts, type CheckedText } from './checked-texts.js';
import { disclosedValues } from './values-not-for-recipient.js';
import type { FileTexts } from './file-texts.js';
import {
  disclosureFindings,
  isNewRecipient,
  type CheckedMessageFacts,
  type OwnLink,
} from './findings-before-sending.js';
import {
  findCheckedCase,
  namesOfAgents,
  ownersOf,
  unrelatedLinks,
  unrelatedReferences,
  type CheckContext,
  type CheckedCase,
} from './disclosure-check.queries.js';
import type { NamedLink } from './personal-values-in-text.js';
import { publicFacts, type PublicFacts } from './public-facts.js';

/** Who checks a message, and what is needed for it. */
export interface MessageCheckContext {
  reader: Reader;
  who: Principal;
  accounts: Accounts;
  fileTexts: FileTexts;
  /** It goes to others than the citizen: what the citizen wrote of themselves is not for them, either. */
  isToOthers?: boolean;
  /** The case in which a side conversation was started, which may have been merged since: its files may be sent on, too. */
  startedIn?: string;
}

/**
 * Checks a message and its files for what they may disclose to somebody whom they are not for. Nothing is written.
 *
 * @throws Failure `not-permitted`, or `not-found` for a case that the agent may not see
 */
export async function checkMessage(
  { reader, who, accounts, fileTexts, isToOthers = false, startedIn }: MessageCheckContext,
  caseId: string,
  message: CheckMessage,
): Promise<DisclosureFinding[]> {
  const [item, all, organisation, agents, signatures] = await Promise.all([
    findCheckedCase(reader, who, caseId),
    accounts.all(),
    organisationOf(reader),
    namesOfAgents(reader),
    publishedBySignatures(reader),
  ]);
  const { keyring } = accounts;
  const account = all.find(({ id }) => id === (message.channelAccountId ?? item.channelAccountId));
  const caseIds = startedIn ? [caseId, startedIn] : [caseId];
  const texts = await checkedTexts({ reader, who, fileTexts, caseIds }, account, message);
  const recipients = recipientsOf(account, message);
  const facts = publicFacts(organisation, { accounts: all, agents, signatures });
  const bodies = bodyTexts(account, message);
  // The first recipient of a case without a citizen becomes its citizen.
  const isFirst = !item.hasParticipants && item.rootId === null;
  return disclosureFindings({
    ...(await lookUp({ reader, who, item, isToOthers }, texts, { recipients, isFirst, keyring, facts })),
    ...{ recipients, isFirst },
    isOurs: facts.isOurAddress,
    unprovenSender: unprovenSender(item, texts, facts),
    exposedVia:
      isExposed(item, account) && !isNoticeOnly(keyring, bodies, { item, organisation }) ? account!.kind : null,
  });
}

/** Looks up in the database whose the addresses, references, links and other values of a message are. */
async function lookUp(
  context: CheckContext,
  texts: readonly CheckedText[],
  {
    recipients,
    isFirst,
    keyring,
    facts,
  }: Pick<CheckedMessageFacts, 'recipients' | 'isFirst'> & { keyring: Keyring; facts: PublicFacts },
): Promise<Pick<CheckedMessageFacts, 'ownerOf' | 'references' | 'links' | 'values'>> {
  const { now } = context.reader;
  const ownerOf = await ownersOf(context, [...recipients, ...texts.flatMap(({ addresses }) => addresses)]);
  const isToOthers =
    context.isToOthers || recipients.some(isNewRecipient({ ownerOf, isFirst, isOurs: facts.isOurAddress }));
  const [references, links, values] = await Promise.all([
    unrelatedReferences(
      context,
      texts.flatMap((text) => text.references),
    ),
    unrelatedLinks(context, texts.flatMap((text) => text.links).flatMap(ownLink(keyring, now))),
    disclosedValues({ ...context, isToOthers }, texts, { ownerOf, facts }),
  ]);
  return { ownerOf, references, links, values };
}

/**
 * Who is said to have written, where their domain denies it; or where nothing proves it and the answer names numbers or addresses of
 * somebody. What is sent goes to the owner of the address, who may be another one than who has asked.
 */
function unprovenSender({ lastSender }: CheckedCase, texts: readonly CheckedText[], facts: PublicFacts): string | null {
  if (!lastSender?.address) return null;
  const trust = trustIn(lastSender);
  const isOfSomebody = ({ addresses, values }: CheckedText): boolean =>
    values.some((value) => NUMBERS.has(value.kind) && !facts.isPublic(value)) ||
    addresses.some((handle) => handle.value !== lastSender.address && !facts.isOurAddress(handle));
  return trust === 'forged' || (trust === 'doubtful' && texts.some(isOfSomebody)) ? lastSender.address : null;
}

const NUMBERS: ReadonlySet<string> = new Set(['plate', 'number', 'iban', 'nir']);

/** Whether others may read what is sent by this account although the case is confidential. */
const isExposed = (item: CheckedCase, account: Account | undefined): boolean =>
  item.confidential && account !== undefined && !account.channel.capabilities.confidential;

const isNoticeOnly = (
  keyring: Keyring,
  texts: readonly string[],
  { item, organisation }: { item: CheckedCase; organisation: Organisation },
): boolean =>
  texts.every((text) => isOurNotice(keyring, text, { organisation: organisation.name, reference: item.reference }));

/**
 * Refuses a message with findings that the agent has not acknowledged.
 *
 * @throws Failure `disclosure-check`, with the findings
 */
export async function assertAcknowledged(
  context: MessageCheckContext,
  caseId: string,
  { message, acknowledged }: { message: CheckMessage; acknowledged: readonly string[] },
): Promise<void> {
  refuseUnacknowledged(await checkMessage(context, caseId, message), acknowledged);
}

/** Refuses what was found in a message, unless the agent has acknowledged it. Throws Failure `disclosure-check`. */
export function refuseUnacknowledged(found: readonly DisclosureFinding[], acknowledged: readonly string[]): void {
  const findings = found.filter(({ key }) => !acknowledged.includes(key));
  if (findings.length > 0)
    throw new Failure('disclosure-check', {
      detail: reasonWords('disclosure'),
      reason: 'disclosure',
      data: { findings },
    });
}

/** Returns the data that a link of ours shows; nothing for other links. */
const ownLink =
  (keyring: Keyring, now: Date) =>
  ({ page, token }: NamedLink): OwnLink | [] => {
    const id = page === 'replies' ? replyPageIdOf(keyring, token) : attachmentIdOf(keyring, token, now);
    return id === null ? [] : { page, id, text: `…/portal/${page}/${token.slice(0, SHOWN)}…` };
  };

/** The number of characters of a token that are shown. With fewer, two files of the same moment would look alike. */
const SHOWN = 18;

/** The recipients so far; an address that the agent is still typing is left out. */
const recipientsOf = (account: Account | undefined, { to = [], cc = [], bcc = [] }: CheckMessage): Handle[] =>
  [...to, ...cc, ...bcc].flatMap((address) => account?.channel.identify(address) ?? []);
