import type { CaseDetail, DisclosureFinding, Entry } from '@guichet/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { isFailure, type Failure } from '../../../shared/api/failure.js';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { endToasts } from '../../../shared/feedback/shown-toasts.js';
import { useAskForMissingFields } from '../../../shared/cases/use-ask-for-missing-fields.js';
import { stopWaiting } from '../../../shared/keyboard/shortcut-listener.js';
import { emptyContent, readDraftKey } from '../../../shared/drafts/draft-content.js';
import { mergeDrafts } from '../../../shared/drafts/merge-drafts.js';
import { toastUnsent } from '../../../shared/outbox/unsent-toast.js';
import { useOpenCaseOfUnsent } from '../../../shared/outbox/use-open-case-of-unsent.js';
import { useDrafts } from '../../../shared/drafts/agent-drafts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useAfterwards } from './use-afterwards.js';
import { useIsHere } from './use-is-here.js';
import type { ReplySignature } from '../signature/use-reply-signature.js';
import { mentionsIn } from '../notes/mentions.js';
import { removalFrom } from '../templates/use-remove-template.js';
import type { ReplyTemplate } from '../templates/use-reply-template.js';
import type { ComposerContent } from '../use-composer-content.js';
import type { OutgoingMessage } from './outgoing-message.js';
import { keptAside } from './files-leaving-with-provider-template.js';
import { wordsToSend } from './what-prevents-sending.js';
import type { SendOptions } from './send-options-menu.js';
import { noteSending } from './sends-of-this-window.js';
import type { useNewEntries } from './use-new-entries.js';
import type { DisclosureCheck } from './use-disclosure-and-consistency-check.js';
import { useSendMessage } from './use-send-message.js';

interface Sending {
  item: CaseDetail;
  writing: ComposerContent;
  template: ReplyTemplate;
  signature: ReplySignature;
  check: DisclosureCheck;
  since: ReturnType<typeof useNewEntries>;
  sendable: boolean;
  /** What is asked for now is done once this is over. */
  waiting: boolean;
  /** How much is still to be filled in. */
  toFill: number;
  onMissing: () => void;
  /** Shows what the disclosure check has found. */
  onReview: () => void;
  onLeave: () => void;
}

/** Shows why a reply was refused where the composer has a place for it. */
function useRefusal({ item, check, since, onReview }: Sending) {
  const queryClient = useQueryClient();
  return ({ code, problem }: Failure, options: SendOptions) => {
    if (code === 'disclosure-check') {
      check.refuse((problem.data as { findings: DisclosureFinding[] }).findings);
      return onReview();
    }
    if (code !== 'case-changed') return;
    const { changes, version } = problem.data as { changes: Entry[]; version: number };
    since.showRefused(changes, { version, options });
    void queryClient.invalidateQueries({ queryKey: ['case', item.id] });
    void queryClient.invalidateQueries({ queryKey: ['timeline', item.id] });
  };
}

/** The full editor takes the place of the first field: for that moment nobody has the caret, and the key is ours. */
function useSendKeyWithoutCaret({ open, caret }: ComposerContent, submit: () => void) {
  const latest = useRef(submit);
  // In the commit itself, which has taken the caret away.
  useLayoutEffect(() => void (latest.current = submit));
  useLayoutEffect(() => {
    if (!open || !caret) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      if (document.activeElement !== document.body) return;
      event.preventDefault();
      // A key that is held down answers nothing that is asked meanwhile.
      if (!event.repeat) latest.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [open, caret]);
}

/** What goes out now, by what stands in the composer. */
function useOutgoing({ writing, signature, check, since }: Sending) {
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const { content, route } = writing;
  return (options: SendOptions): OutgoingMessage => {
    const note = content.mode === 'note';
    const approved = note ? undefined : route.approved;
    return {
      content: approved ? { ...emptyContent, ...wordsToSend(content, route), template: content.template } : content,
      envelope: route.envelope,
      channel: route.kind,
      html: route.capabilities?.html ?? false,
      approved: approved?.chosen,
      acknowledged: check.acknowledged,
      language: signature.language,
      ...options,
      sharedTurnId: readDraftKey(writing.draft.key).turnId,
      ifMatch: since.ifMatch(),
      mentions: note ? mentionsIn(content.text, { chosen: content.mentions ?? [], agents, teams }) : [],
    };
  };
}

/** Takes what stands in the composer out of it and sends it. What could not be sent stands there again. */
function useSendOff(sending: Sending) {
  const { item, writing, template, check } = sending;
  const drafts = useDrafts();
  const send = useSendMessage(item);
  const outgoing = useOutgoing(sending);
  const afterwards = useAfterwards(sending);
  const refused = useRefusal(sending);
  const { t } = useTexts();
  const openCase = useOpenCaseOfUnsent();
  const here = useIsHere();

  return async (options: SendOptions) => {
    const { content, route } = writing;
    const { skipped, rendered } = template;
    const message = outgoing(options);
    writing.rest();
    if (content.mode === 'reply') endToasts(removalFrom(item.id));
    const aside = message.approved && route.approved && keptAside(route.approved, content);
    const { key } = writing.draft;
    const kept = drafts.contentOf(key);
    if (!aside) writing.draft.startSending();
    writing.clear(aside ?? { ...emptyContent, mode: content.mode });
    // The field is gone: from here single keys do what they say, as one that takes the reply back.
    if (!aside) document.getElementById('main')?.focus();
    stopWaiting();
    const result = await send(message).finally(aside ? undefined : noteSending(item.id));
    if (!isFailure(result)) {
      // Another one may have been begun since, here or in another window, and has the draft now.
      if (aside) {
        if (drafts.contentOf(key) === kept) writing.draft.save(aside);
      } else if (drafts.contentOf(key)) drafts.noteSent(key, content);
      else writing.draft.discard();
      route.reset();
      check.forget();
      const wanted = content.mode === 'note' ? undefined : rendered?.actions;
      return afterwards({ sent: result, closing: options.closing, wanted, skipped });
    }
    if (aside) writing.show(content);
    else drafts.edit(key, mergeDrafts(content, drafts.contentOf(key)));
    refused(result, options);
    // Who writes a note by now, or is in another case, is not taken back to the reply, which says there why it was not sent.
    const isBehind = writing.current().mode !== content.mode;
    const isShownThere = ['case-changed', 'disclosure-check'].includes(result.code);
    if (!isShownThere || (here.current && !isBehind)) return;
    const reason = t(here.current ? 'composer.keptBehind' : 'composer.keptToReview');
    toastUnsent({ caseId: item.id, item, mode: content.mode, reason, openCase });
  };
}

/**
 * Sends the content of the composer, now or as soon as possible, and applies the actions of its template to the case.
 */
export function useSubmitComposer(sending: Sending) {
  const { item, writing, check, since, sendable, waiting, toFill } = sending;
  const [soon, setSoon] = useState<SendOptions>();
  const { t } = useTexts();
  const sendOff = useSendOff(sending);
  const askForMissing = useAskForMissingFields();
  const note = writing.content.mode === 'note';
  const [wasNote, setWasNote] = useState(note);
  if (note !== wasNote) {
    setWasNote(note);
    // What was asked for was the other one.
    setSoon(undefined);
  }

  const submit = async (wanted: SendOptions = {}) => {
    const options = note ? wanted : since.optionsOf(wanted);
    if (!note) {
      if (waiting) return setSoon(options);
      if (toFill > 0) return sending.onMissing();
      if (sendable && check.open > 0) return sending.onReview();
      if (sendable && !since.mayLeave(options)) return;
    }
    if (sendable && options.closing && askForMissing(item, t('composer.notSentNorClosed'))) return;
    if (sendable) await sendOff(options);
  };
  useEffect(() => {
    if (!soon || waiting) return;
    setSoon(undefined);
    void submit(soon);
  });
  useSendKeyWithoutCaret(writing, () => void submit());

  return { submit, soon: soon !== undefined, sendSoon: () => setSoon({}), dropSoon: () => setSoon(undefined) };
}
