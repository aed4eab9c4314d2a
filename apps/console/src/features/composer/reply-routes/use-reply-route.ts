import type { CaseDetail, ChannelKind } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { channelsQuery, replyRoutesQuery } from '../../../shared/api/queries.js';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import type { DraftContent } from '../../../shared/drafts/draft-content.js';
import { chosenRoute, envelopeFor, type ChosenProviderTemplate } from './reply-route-and-recipients.js';

const none: never[] = [];

/**
 * The reply route of the composer, its recipients and its limits. Where nobody can be reached yet, it offers an
 * account that may write first to an address which the agent types.
 */
export function useReplyRoute(item: CaseDetail, { via, envelope: own }: Pick<DraftContent, 'via' | 'envelope'>) {
  const channels = useChannelTexts();
  const { data: accounts = none, isSuccess: hasAccounts } = useQuery(channelsQuery);
  const { data: options = none, isSuccess: hasRoutes } = useQuery(replyRoutesQuery(item.id));
  const [approved, setApproved] = useState<ChosenProviderTemplate>();

  const isPaper = (kind: ChannelKind) => channels.info(kind)?.capabilities.paper ?? false;
  const option = chosenRoute(options, via);
  const first = option
    ? none
    : accounts
        .filter(({ enabled, kind }) => enabled && channels.info(kind)?.capabilities.canInitiate)
        // A letter costs more and takes longer than all else: it is never what is proposed first.
        .toSorted((a, b) => Number(isPaper(a.kind)) - Number(isPaper(b.kind)));
  const proposed = envelopeFor(option, item.replyTo);
  // What was addressed by one way says nothing of another that has taken its place.
  const envelope =
    own && (!option || own.channelAccountId === option.channelAccountId)
      ? own
      : { ...proposed, channelAccountId: proposed.channelAccountId ?? first[0]?.id };
  const kind =
    option?.channel ??
    accounts.find(({ id }) => id === envelope.channelAccountId)?.kind ??
    item.replyTo?.channel ??
    undefined;
  const known =
    option?.state === 'template'
      ? option.templates.find(({ name, language }) => name === approved?.name && language === approved.language)
      : undefined;

  return {
    options,
    option,
    accounts: first,
    /** The agent may write from no account, which is known once all lists have come. */
    hasNone: hasAccounts && hasRoutes && channels.kinds.length > 0 && envelope.channelAccountId === undefined,
    /** Recipients are named beside their addresses, as the case has messages of more than one citizen. */
    named: item.otherCitizens.length > 0,
    envelope,
    kind,
    capabilities: channels.info(kind)?.capabilities,
    /** The message that the provider has approved, and how its blanks are filled. */
    approved: known && approved ? { ...known, chosen: approved } : undefined,
    fill: setApproved,
    reset: () => setApproved(undefined),
  };
}

export type RouteChoice = ReturnType<typeof useReplyRoute>;
