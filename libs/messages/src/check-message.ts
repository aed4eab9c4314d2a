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
import type { Database } from '@guichet/database';
import { Failure, type Keyring } from '@guichet/platform';
import type { Account, Accounts } from './accounts.js';
import { answerBehind, isOurNotice } from './answer-link.js';
import {
  checkedCase,
  ownersOf,
  strangeLinks,
  strangeReferences,
  toldByTemplates,
  whereaboutsOf,
} from './check.queries.js';
import { attachmentBehind } from './files-out.js';
import { findingsOf, namedIn, type OwnLink } from './findings.js';
import { suspectsIn, type NamedLink, type NamedNumber } from './suspects.js';

/** What an agent should look at before this leaves, as it may tell somebody what is not for them. Nothing is written. */
export async function checkMessage(
  database: Database,
  accounts: Accounts,
  who: Principal,
  caseId: string,
  wanted: CheckMessage,
): Promise<DisclosureFinding[]> {
  const [item, all, organisation] = await Promise.all([
    checkedCase(database, who, caseId),
    accounts.all(),
    organisationOf(database),
  ]);
  const account = all.find(({ id }) => id === (wanted.channelId ?? item.channelId));
  const isOurs = namedIn(ownNames(organisation, all));
  const keyring = accounts.keyring;
  const said = [wanted.text, ...htmlWords(account, wanted)];
  const suspects = suspectsIn(wanted.subject ?? '', ...said);
  const recipients = recipientsOf(account, wanted);
  const [ownerOf, references, links, whereabouts] = await Promise.all([
    ownersOf(database, who, item, [...recipients, ...suspects.addresses]),
    strangeReferences(database, who, item, suspects.references),
    strangeLinks(database, who, item, suspects.links.flatMap(ownLink(keyring, database.now()))),
    whereaboutsOf(database, who, item, [...suspects.numbers, ...suspects.addresses.map(asNumber)]),
  ]);
  const numbers = suspects.numbers.filter(({ value }) => whereabouts(value).isOfOthers);
  const isTold = namedIn(
    await toldByTemplates(
      database,
      numbers.flatMap(({ spellings }) => spellings),
    ),
  );
  return findingsOf({
    recipients,
    // Whoever opens a case of nobody and writes to somebody says thereby whom it is about.
    isFirst: !item.hasParticipants && item.rootId === null,
    addresses: suspects.addresses,
    ownerOf,
    isOurs,
    references,
    links,
    numbers: numbers.filter(({ value }) => !isTold(value)),
    isOfCase: (value) => whereabouts(value).isOfCase,
    overheardBy:
      item.confidential &&
      account &&
      !account.channel.capabilities.confidential &&
      !said.every((text) => isOurNotice(keyring, text, { organisation: organisation.name, reference: item.reference }))
        ? account.kind
        : null,
  });
}

/** Refuses what a check finds and the agent has not looked at yet. */
export async function refuseUnseen(
  database: Database,
  accounts: Accounts,
  who: Principal,
  caseId: string,
  wanted: CheckMessage,
  acknowledged: readonly string[],
): Promise<void> {
  const findings = (await checkMessage(database, accounts, who, caseId, wanted)).filter(
    ({ key }) => !acknowledged.includes(key),
  );
  if (findings.length > 0)
    throw new Failure('look-first', { detail: reasonWords('disclosure'), reason: 'disclosure', data: { findings } });
}

/** Whatever the administration says of itself, and where it is written to. */
function ownNames(organisation: Organisation, accounts: readonly Account[]): string[] {
  const said = Object.values(organisation).filter((value) => typeof value === 'string');
  const addresses = addressesIn(said.join('\n')).map(({ value }) => value);
  return [...said, ...addresses, ...accounts.flatMap((account) => account.addresses)];
}

/** What an HTML says where the channel takes it, as it would be sent: where its links lead, and its words. */
function htmlWords(account: Account | undefined, { html }: CheckMessage): string[] {
  if (!html || account?.channel.capabilities.html === false) return [];
  const safe = sanitizeOutgoing(html);
  const leads = [...safe.matchAll(/ href="([^"]*)"/g)].map(([, to]) =>
    to!.replace(/^(?:mailto|tel):([^?]*)\??/, '$1 '),
  );
  return [[...new Set(leads), textFromHtml(safe)].join('\n')];
}

/** What a link shows, as long as it is one of ours. */
const ownLink =
  (keyring: Keyring, now: Date) =>
  ({ to, token }: NamedLink): OwnLink | [] => {
    const id = to === 'answers' ? answerBehind(keyring, token) : attachmentBehind(keyring, token, now);
    return id === null ? [] : { to, id, text: `…/portal/${to}/${token.slice(0, SHOWN)}…` };
  };

/** Two files of one moment have the same beginning. */
const SHOWN = 18;

/** What is not an address yet is still being typed. */
const recipientsOf = (account: Account | undefined, { to = [], cc = [] }: CheckMessage): Handle[] =>
  [...to, ...cc].flatMap((address) => account?.channel.identify(address) ?? []);

/** Addresses are words of entries, too. */
const asNumber = ({ value }: Handle): Pick<NamedNumber, 'value' | 'spellings'> => ({
  value,
  spellings: [value, ...(/^\+33\d{9}$/.test(value) ? frenchSpellings(value) : [])],
});

/** As a telephone number of here is written: `06 39 98 12 07`, `06.39.98.12.07`, `0639981207`. */
function frenchSpellings(value: string): string[] {
  const national = `0${value.slice(3)}`;
  const pairs = national.match(/\d\d/g)!;
  return [national, pairs.join(' '), pairs.join('.')];
}
