import {
  authorFor,
  organisationOf,
  parameters,
  scope,
  signatureSettingsOf,
  teamSignatureOf,
  type NamedAuthor,
  type Principal,
} from '@guichet/access';
import type {
  Capabilities,
  Language,
  Organisation,
  RenderedSignature,
  SignatureForm,
  SignatureSettings,
  TeamSignature,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { inLanguage, renderSignature, type SignatureValues } from './render-signature.js';

/** Where a reply is signed. */
export interface SignedReply {
  caseId: string;
  language: Language;
  /** The account by which it is sent. */
  account: SigningAccount;
}

/** An account, as far as it decides how its replies are signed. */
export interface SigningAccount {
  id: string;
  channel: { capabilities: Capabilities };
}

/** How a channel signs where nobody has said otherwise: a mail in full, and what names its author already not at all. */
export function usualForm({ html, subject, recorded, namesAuthor }: Capabilities): SignatureForm {
  if (recorded || namesAuthor) return 'none';
  return html && subject ? 'full' : 'short';
}

/** Whether the organisation may choose the form: of messengers and chats, but not of mails and SMS, which the law wants signed. */
export const isFormChosen = ({ html, textUnit, recorded }: Capabilities): boolean =>
  !recorded && !html && textUnit !== 'sms';

/** How the replies of an account are signed. */
export const formOf = ({ id, channel: { capabilities } }: SigningAccount, settings: SignatureSettings): SignatureForm =>
  (isFormChosen(capabilities) && settings.accounts.find(({ channelAccountId }) => channelAccountId === id)?.form) ||
  usualForm(capabilities);

/** The author of a reply as the citizen knows them, and the signature. */
export interface ReplySignature {
  author: NamedAuthor;
  signature: RenderedSignature;
}

/**
 * Returns how a reply of `who` in a case is signed. What others may read says nothing of a confidential team.
 *
 * @throws Failure `not-found`, `not-permitted` for the case
 */
export async function signReply(
  reader: Reader,
  who: Principal,
  { caseId, language, account }: SignedReply,
): Promise<ReplySignature> {
  const teamId = await teamOfCase(reader, who, caseId);
  const [settings, organisation, team, author] = [
    await signatureSettingsOf(reader),
    await organisationOf(reader),
    await teamSignatureOf(reader, teamId),
    await authorFor(reader, { agentId: who.id, teamId }),
  ];
  const shown = team.confidential && !account.channel.capabilities.confidential ? undefined : team;
  const values = signatureValues({ organisation, team: shown, author, jobTitle: who.jobTitle ?? '', language });
  const common = { language, anonymous: author.isAnonymous };
  const signature: RenderedSignature = settings
    ? renderSignature({ ...common, settings, values, form: formOf(account, settings) })
    : { ...common, form: 'none', text: '', html: null };
  return { author, signature };
}

async function teamOfCase(reader: Reader, who: Principal, caseId: string): Promise<string> {
  const { values, bind } = parameters(caseId);
  const [row] = await reader.query<{ teamId: string }>(
    `select c.team_id as "teamId" from cases c where c.id = $1 and ${scope(who, 'case.reply').sql('c', bind)}`,
    values,
  );
  if (!row) throw new Failure('not-found');
  return row.teamId;
}

/** Who signs, and for whom. */
interface Signatory {
  organisation: Organisation;
  /** Undefined: it is not named. */
  team: { name: string; signature: TeamSignature } | undefined;
  author: NamedAuthor;
  jobTitle: string;
  language: Language;
}

/** What the names of a block say; what a team does not say, its organisation does. */
export function signatureValues({ organisation, team, author, jobTitle, language }: Signatory): SignatureValues {
  const own = team?.signature;
  const { opensAt, closesAt } = organisation;
  return {
    agent: author.name,
    quality: jobTitle,
    service: own ? inLanguage(own.service, language) || (team?.name ?? '') : '',
    organisation: organisation.name,
    address: own?.address || organisation.address,
    phone: own?.phone || organisation.phone,
    mail: own?.mail || organisation.mail,
    hours: (own && inLanguage(own.hours, language)) || (opensAt && closesAt ? `${opensAt}–${closesAt}` : ''),
  };
}
