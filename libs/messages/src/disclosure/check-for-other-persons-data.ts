import { organisationOf, type Principal } from '@guichet/access';
import { sanitizeOutgoing, textFromHtml } from '@guichet/channels';
import { addressesIn } from '@guichet/citizens';
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
import { replyPageIdOf, isOurNotice } from '../send/reply-page-link.js';
import {
  findCheckedCase,
  occurrencesOf,
  ownersOf,
  publishedByTemplates,
  unrelatedLinks,
  unrelatedReferences,
  type CheckContext,
  type CheckedCase,
} from './owners-of-personal-values.queries.js';
import { trustIn } from '../receive/sender-trust.js';
import { attachmentIdOf } from '../send/outgoing-files.js';
import { disclosureFindings, namedIn, type CheckedMessageFacts, type OwnLink } from './other-persons-data-findings.js';
import {
  disclosureCandidates,
  type DisclosureCandidates,
  type NamedLink,
  type NamedNumber,
} from './personal-values-in-text.js';

/** Who checks a message, and what is needed for it. */
export interface MessageCheckContext {
  reader: Reader;
  who: Principal;
  accounts: Accounts;
}

/**
 * Checks a message for what it may disclose to somebody whom it is not for. Nothing is written.
 *
 * @throws Failure `not-permitted`, or `not-found` for a case that the agent may not see
 */
export async function checkMessage(
  { reader, who, accounts }: MessageCheckContext,
  caseId: string,
  message: CheckMessage,
): Promise<DisclosureFinding[]> {
  const [item, all, organisation] = await Promise.all([
    findCheckedCase(reader, who, caseId),
    accounts.all(),
    organisationOf(reader),
  ]);
  const { keyring } = accounts;
  const account = all.find(({ id }) => id === (message.channelAccountId ?? item.channelAccountId));
  const texts = [message.text, ...htmlTexts(account, message)];
  const candidates = disclosureCandidates(message.subject ?? '', ...texts);
  const recipients = recipientsOf(account, message);
  const known = await lookUp({ reader, who, item }, { candidates, recipients, keyring });
  return disclosureFindings({
    ...known,
    recipients,
    addresses: candidates.addresses,
    // The first recipient of a case without a citizen becomes its citizen.
    isFirst: !item.hasParticipants && item.rootId === null,
    isOurs: namedIn(ownNames(organisation, all)),
    unprovenSender: unprovenSender(item, candidates),
    exposedVia:
      isExposed(item, account) && !isNoticeOnly(keyring, texts, { item, organisation }) ? account!.kind : null,
  });
}

/** Looks up in the database whose the addresses, references, links and numbers of a message are. */
async function lookUp(
  context: CheckContext,
  {
    candidates,
    recipients,
    keyring,
  }: { candidates: DisclosureCandidates; recipients: readonly Handle[]; keyring: Keyring },
): Promise<Pick<CheckedMessageFacts, 'ownerOf' | 'references' | 'links' | 'numbers' | 'isOfCase'>> {
  const { reader } = context;
  const [ownerOf, references, links, occurrences] = await Promise.all([
    ownersOf(context, [...recipients, ...candidates.addresses]),
    unrelatedReferences(context, candidates.references),
    unrelatedLinks(context, candidates.links.flatMap(ownLink(keyring, reader.now))),
    occurrencesOf(context, [...candidates.numbers, ...candidates.addresses.map(asNumber)]),
  ]);
  const ofOthers = candidates.numbers.filter(({ value }) => occurrences(value).isOfOthers);
  const spellings = ofOthers.flatMap((number) => number.spellings);
  const isPublished = namedIn(await publishedByTemplates(reader, spellings));
  return {
    ownerOf,
    references,
    links,
    numbers: ofOthers.filter(({ value }) => !isPublished(value)),
    isOfCase: (value) => occurrences(value).isOfCase,
  };
}

/**
 * Who is said to have written, where their domain denies it; or where nothing proves it and the answer names numbers or addresses of
 * somebody. What is sent goes to the owner of the address, who may be another one than who has asked.
 */
function unprovenSender({ lastSender }: CheckedCase, { numbers, addresses }: DisclosureCandidates): string | null {
  if (!lastSender?.address) return null;
  const trust = trustIn(lastSender);
  const names = numbers.length > 0 || addresses.some(({ value }) => value !== lastSender.address);
  return trust === 'forged' || (trust === 'doubtful' && names) ? lastSender.address : null;
}

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
  const findings = (await checkMessage(context, caseId, message)).filter(({ key }) => !acknowledged.includes(key));
  if (findings.length > 0)
    throw new Failure('disclosure-check', {
      detail: reasonWords('disclosure'),
      reason: 'disclosure',
      data: { findings },
    });
}

/** The data of our own organisation and the addresses of our accounts, which may be sent to everybody. */
function ownNames(organisation: Organisation, accounts: readonly Account[]): string[] {
  const said = Object.values(organisation).filter((value) => typeof value === 'string');
  const addresses = addressesIn(said.join('\n')).map(({ value }) => value);
  return [...said, ...addresses, ...accounts.flatMap((account) => account.addresses)];
}

/**
 * Returns the texts of the HTML, where the channel sends HTML: the targets of its links, and its text as it would be
 * sent.
 */
function htmlTexts(account: Account | undefined, { html }: CheckMessage): string[] {
  if (!html || account?.channel.capabilities.html === false) return [];
  const safe = sanitizeOutgoing(html);
  const leads = [...safe.matchAll(/ href="([^"]*)"/g)].map(([, to]) =>
    to!.replace(/^(?:mailto|tel):([^?]*)\??/, '$1 '),
  );
  return [[...new Set(leads), textFromHtml(safe)].join('\n')];
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
const recipientsOf = (account: Account | undefined, { to = [], cc = [] }: CheckMessage): Handle[] =>
  [...to, ...cc].flatMap((address) => account?.channel.identify(address) ?? []);

/** Addresses occur in the text of entries, too. */
const asNumber = ({ value }: Handle): Pick<NamedNumber, 'value' | 'spellings'> => ({
  value,
  spellings: [value, ...(/^\+33\d{9}$/.test(value) ? frenchSpellings(value) : [])],
});

/** The ways in which a French telephone number is written: `06 39 98 12 07`, `06.39.98.12.07`, `0639981207`. */
function frenchSpellings(value: string): string[] {
  const national = `0${value.slice(3)}`;
  const pairs = national.match(/\d\d/g)!;
  return [national, pairs.join(' '), pairs.join('.')];
}
