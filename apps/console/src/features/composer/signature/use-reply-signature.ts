import { Language, type CaseDetail, type RenderedSignature } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { caseSignatureQuery } from '../../../shared/api/signature-queries.js';
import type { ComposerContent } from '../use-composer-content.js';
import type { ReplyTemplate } from '../templates/use-reply-template.js';

/** What the server adds to the reply, and in which language. */
export interface ReplySignature {
  language: Language;
  setLanguage: (language: Language) => void;
  /** The citizen’s last message is in another language than the case, and the reply follows the message. */
  differsFromCase: boolean;
  /** Undefined: nothing is added, or it is not known yet what. */
  rendered: RenderedSignature | undefined;
  /** What it adds to the text. */
  text: string;
  isFailed: boolean;
  /** Whether all of it is shown: also once the full editor has taken the place of the first field. */
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
}

/**
 * Fetches by what a reply is signed that is written here: for its channel, in the language that the agent has chosen, else that of the
 * citizen’s last message, in which templates are offered, too. A template signs its reply itself, and so does a message that the provider has approved.
 */
export function useReplySignature(
  { id, language: ofCase, lastInboundPosition }: CaseDetail,
  { content, route, keep }: ComposerContent,
  template: ReplyTemplate,
): ReplySignature {
  const [isOpen, setOpen] = useState(false);
  const wanted = content.template?.language ?? content.language;
  const { channelAccountId } = route.envelope;
  const isSigned = content.template !== undefined && template.rendered?.signs !== false;
  const enabled = content.mode === 'reply' && !isSigned && route.approved === undefined && Boolean(channelAccountId);
  const { data, isError, isPlaceholderData } = useQuery({
    ...caseSignatureQuery(
      { id, lastInboundPosition },
      { channelAccountId: channelAccountId ?? '', ...(wanted && { language: wanted }) },
    ),
    enabled,
  });
  const ofCitizen = isPlaceholderData ? undefined : data?.language;
  const known = Language.safeParse(ofCase).data;
  const language = wanted ?? ofCitizen ?? known ?? 'fr';
  const rendered = enabled && data && (data.text !== '' || data.html?.above) ? data : undefined;
  return {
    ...{ language, setLanguage: (chosen: Language) => keep({ language: chosen }), isOpen, setOpen, rendered },
    // Where the language of the case is none of ours, or not known, another one says nothing about the message.
    differsFromCase: wanted === undefined && known !== undefined && ofCitizen !== undefined && ofCitizen !== known,
    text: rendered?.text ?? '',
    isFailed: enabled && isError,
  };
}
