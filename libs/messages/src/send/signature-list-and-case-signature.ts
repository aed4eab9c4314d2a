import { parameters, scope, signatureBlocksFor, type Principal } from '@guichet/access';
import type { CaseSignatureQuery, RenderedSignature, Signatures } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { isFormChosen, replyLanguageOf, signReply, usualForm } from '@guichet/templates';
import type { Accounts } from '../accounts/channel-accounts.js';

/** `GET /signatures`: the blocks that somebody manages, and the accounts of which the organisation chooses the form. */
export async function signaturesFor(reader: Reader, who: Principal, accounts: Accounts): Promise<Signatures> {
  const chosen = (await accounts.all()).filter(({ channel }) => isFormChosen(channel.capabilities));
  return {
    ...(await signatureBlocksFor(reader, who)),
    accounts: chosen.map(({ id, name, kind, channel }) => ({ id, name, kind, form: usualForm(channel.capabilities) })),
  };
}

/** `GET /cases/:id/signature`: what is added to a free reply of `who` by this account. Throws `not-found`. */
export async function caseSignature(
  { reader, who, accounts }: { reader: Reader; who: Principal; accounts: Accounts },
  caseId: string,
  { channelAccountId, language }: CaseSignatureQuery,
): Promise<RenderedSignature> {
  const { values, bind } = parameters(caseId);
  const [item] = await reader.query<{ channelAccountId: string | null }>(
    `select c.channel_account_id as "channelAccountId" from cases c
     where c.id = $1 and ${scope(who, 'case.reply').sql('c', bind)}`,
    values,
  );
  const accountId = channelAccountId ?? item?.channelAccountId;
  const account = item && accountId ? await accounts.byId(accountId) : undefined;
  if (!account) throw new Failure('not-found');
  const chosen = language ?? (await replyLanguageOf(reader, caseId)) ?? 'fr';
  return (await signReply(reader, who, { caseId, language: chosen, account })).signature;
}
