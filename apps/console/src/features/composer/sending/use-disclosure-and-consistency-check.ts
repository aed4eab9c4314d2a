import {
  CONTRADICTION_KEY,
  type CheckMessage,
  type Contradiction,
  type DisclosureFinding,
  type RenderedBlock,
} from '@guichet/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import type { DraftContent, Envelope } from '../../../shared/drafts/draft-content.js';
import type { UnfollowedField } from '../templates/fields-not-followed.js';
import type { OtherLanguage } from '../templates/sentences-in-other-language.js';
import type { UnlikeChosen } from './use-language-unlike-chosen.js';

const FIELD_KEY = 'field:';
const LANGUAGE_KEY = 'language:';
const BLOCK_KEY = 'block:';
/** What is asked here alone: the server knows nothing of it. */
const ASKED_HERE = [FIELD_KEY, LANGUAGE_KEY, BLOCK_KEY];
const settling = 400;
const none: DisclosureFinding[] = [];
const agreed: Contradiction[] = [];

/**
 * Runs the disclosure check while the reply is written, and looks for what was said otherwise to others. It is never waited for: the server checks again when the reply
 * is sent, and findings of a refusal are shown here too.
 */
export function useDisclosureAndConsistencyCheck(
  caseId: string,
  envelope: Envelope,
  {
    text,
    html,
    attachments,
    template,
    templateText,
    unfollowed,
    otherLanguage,
    unlikeChosen,
    replacedBlocks,
  }: Pick<DraftContent, 'text' | 'html' | 'attachments' | 'template'> & {
    templateText: string | undefined;
    /** The fields of the template that say something else than the text. */
    unfollowed: readonly UnfollowedField[];
    /** Sentences of the agent that are in another language than the reply. */
    otherLanguage: OtherLanguage | undefined;
    /** What the agent has written is in another language than the one that is chosen. */
    unlikeChosen: UnlikeChosen | undefined;
    /** Shared blocks that have a newer text than the reply. */
    replacedBlocks: readonly RenderedBlock[];
  },
) {
  const { channelAccountId, to, cc, bcc, subject } = envelope;
  const asking: CheckMessage = {
    ...(channelAccountId && { channelAccountId }),
    ...(to.length > 0 && { to }),
    ...(cc.length > 0 && { cc }),
    ...(bcc.length > 0 && { bcc }),
    ...(subject !== undefined && { subject }),
    text,
    ...(html && { html }),
    ...(template && { templateId: template.templateId }),
    ...(template && templateText !== undefined && { templateText }),
    ...(attachments.length > 0 && { attachmentIds: attachments.map(({ id }) => id) }),
  };
  const key = JSON.stringify(asking);
  const [settled] = useDebouncedValue(key, settling);
  const on = (text.trim() !== '' || attachments.length > 0) && to.length > 0;
  const { data } = useQuery({
    queryKey: ['message-check', caseId, settled],
    queryFn: ({ signal }) => {
      const body = JSON.parse(settled) as CheckMessage;
      return call('checkMessage', { params: { id: caseId }, body, signal, idempotencyKey: undefined });
    },
    enabled: on,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: false,
  });
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<{ key: string; findings: readonly DisclosureFinding[] }>();

  const found = on ? (data?.findings ?? none) : none;
  const contradictions = on ? (data?.contradictions ?? agreed) : agreed;
  const refusedFindings = refused?.key === key ? refused.findings : none;
  const findings = [
    ...found,
    ...refusedFindings.filter((finding) => !found.some((known) => known.key === finding.key)),
  ];
  const fields = unfollowed.map((field) => {
    const { name, said, still } = field;
    return {
      ...field,
      key: still === undefined ? `${FIELD_KEY}${name}=${said.join()}` : `${FIELD_KEY}${name}!${still}`,
    };
  });
  const inOther = otherLanguage && { ...otherLanguage, key: `${LANGUAGE_KEY}${otherLanguage.language}` };
  const readsLike = unlikeChosen && {
    ...unlikeChosen,
    key: `${LANGUAGE_KEY}${unlikeChosen.readsLike}-${unlikeChosen.chosen}`,
  };
  const blocks = replacedBlocks.map((block) => ({ ...block, key: `${BLOCK_KEY}${block.versionId}` }));
  const here = [...fields, ...blocks, ...(inOther ? [inOther] : []), ...(readsLike ? [readsLike] : [])];
  const all = [...findings, ...contradictions, ...here];
  return {
    findings,
    contradictions,
    unfollowed: fields,
    inOther,
    readsLike,
    blocks,
    seen,
    open: all.filter(({ key: about }) => !seen.has(about)).length,
    // A contradiction that was mended is none that was sent all the same.
    acknowledged: [...seen].filter(
      (about) =>
        !ASKED_HERE.some((beginning) => about.startsWith(beginning)) &&
        (!about.startsWith(CONTRADICTION_KEY) || contradictions.some(({ key: open }) => open === about)),
    ),
    acknowledge: (about: string, right: boolean) =>
      setSeen((before) => (right ? new Set([...before, about]) : new Set([...before].filter((one) => one !== about)))),
    /** What the server found in an answer that it refused. */
    refuse: (what: readonly DisclosureFinding[]) => setRefused({ key, findings: what }),
    forget() {
      setSeen(new Set());
      setRefused(undefined);
    },
  };
}

export type DisclosureCheck = ReturnType<typeof useDisclosureAndConsistencyCheck>;

/** What was found in a message, and what of it was said to be right. */
export type FoundInMessage = Pick<DisclosureCheck, 'findings' | 'contradictions' | 'seen' | 'acknowledge'> &
  Partial<Pick<DisclosureCheck, 'unfollowed' | 'inOther' | 'readsLike' | 'blocks'>>;
