import type { CaseDetail } from '@guichet/contracts';
import { useEffect, useState, type RefObject } from 'react';
import { useLinkableUploads, useUploads } from '../../shared/attachments/use-uploads.js';
import {
  emptyContent,
  isBlank,
  type DraftContent,
  type Envelope,
  type Via,
} from '../../shared/drafts/draft-content.js';
import { listState } from '../../shared/cases/case-list-state.js';
import { stopWaiting, useShortcut } from '../../shared/keyboard/shortcut-listener.js';
import { useMay } from '../../shared/session/use-session.js';
import { usePreloadedEditor } from './reply-body.js';
import { othersToReplyTo, withCopiesTo } from './reply-routes/others-to-reply-to.js';
import { sendStatus, wordsToSend } from './sending/what-prevents-sending.js';
import { useLanguageUnlikeChosen } from './sending/use-language-unlike-chosen.js';
import { useNewEntries } from './sending/use-new-entries.js';
import { useDisclosureAndConsistencyCheck } from './sending/use-disclosure-and-consistency-check.js';
import { useSubmitComposer } from './sending/use-submit-composer.js';
import { useReplySignature } from './signature/use-reply-signature.js';
import { useTemplateInsertRequest } from './templates/use-template-insert-request.js';
import { useOpenTemplatePicker } from './templates/use-open-template-picker.js';
import { replacedBlocks } from './templates/use-newest-version.js';
import { useReplyTemplate, type ReplyTemplate } from './templates/use-reply-template.js';
import { useOpenAsAskedEarly } from './composer-asked-early.js';
import { useComposerFocus, type ComposerFocus } from './use-composer-focus.js';
import { useComposerContent, type ComposerContent } from './use-composer-content.js';

const NONE: never[] = [];

export interface ComposerProps {
  item: CaseDetail;
  /** Says to what stands above whether a reply is written. */
  isAnswering: RefObject<boolean>;
  onWriting: (writing: boolean) => void;
  /** After the case was closed with the reply. */
  onLeave: () => void;
}

/** Where the caret goes once a template was inserted: to the first thing to fill in, else to the text. */
function useCaretAfterInsert({ placed, missing }: ReplyTemplate, field: ComposerFocus) {
  useEffect(() => {
    if (placed === 0) return;
    if (missing.length > 0) field.focusMissing([]);
    else field.focusText();
    // There may be nothing to write in.
    if (!field.hasFocus()) stopWaiting();
  }, [placed]);
}

/** To the reply or to the note, by its tab or by its key. */
function useTurn(writing: ComposerContent, field: ComposerFocus) {
  const may = useMay();
  const turn = (mode: DraftContent['mode']) => void (writing.turn(mode) || field.focusText());
  // While cases are selected in the list, the key is for all of them.
  useShortcut('reply', (_, meant) =>
    may('case.reply') && (meant === 'open' || listState().selected.size === 0) ? turn('reply') : false,
  );
  useShortcut('note', () => (may('case.note') ? turn('note') : false));
  return turn;
}

interface Replying {
  route: ComposerContent['route'];
  turn: (mode: DraftContent['mode']) => void;
  address: (envelope: Envelope) => void;
}

/** By its key, to everybody to whom the citizen has written as well. Where that is nobody, it replies to the citizen. */
function useReplyAll(item: CaseDetail, { route, turn, address }: Replying) {
  const may = useMay();
  useShortcut('replyAll', () => {
    if (!may('case.reply')) return false;
    const others = route.capabilities?.recipients === 'many' ? othersToReplyTo(item, route.envelope) : [];
    if (others.length > 0) address(withCopiesTo(route.envelope, others));
    turn('reply');
    return true;
  });
}

/** Changes the reply route; the words stay, and the field that they stand in may be another. */
function useRouteChanges({ route, show, current, save: keep, settle }: ComposerContent) {
  const save = () => void (isBlank(current()) || keep(current()));
  const address = (envelope: Envelope) => {
    settle({ envelope });
    save();
  };
  return {
    address,
    choose: (via: Via) => {
      route.reset();
      show({ ...current(), via, envelope: undefined });
      save();
    },
    removeRecipient: (gone: string) => {
      const { envelope } = route;
      const without = (addresses: string[]) => addresses.filter((one) => one !== gone);
      address({ ...envelope, to: without(envelope.to), cc: without(envelope.cc), bcc: without(envelope.bcc) });
    },
  };
}

/** The uploads of the draft that is shown. One that ends once the agent has turned to the other joins that for which it was chosen. */
function useUploadsOfDrafts({ content: { mode }, route, begun, attach }: ComposerContent) {
  const ofReply = useLinkableUploads({
    limits: route.capabilities?.attachments,
    present: begun.reply?.attachments ?? NONE,
    onDone: (file) => attach('reply', file),
    offersLinks: true,
  });
  // Nothing of a note leaves the house.
  const ofNote = useUploads(undefined, begun.note?.attachments ?? NONE, (file) => attach('note', file));
  return mode === 'note' ? ofNote : ofReply;
}

/** The whole state of the composer of a case: content, reply route, template, files, checks and sending. */
export function useComposer({ item, onWriting, onLeave }: ComposerProps) {
  const writing = useComposerContent(item, onWriting);
  const { content, route, current } = writing;
  const note = content.mode === 'note';
  // Of what is written: browsers check its spelling, and screen readers read it aloud, in this language.
  const language = content.template?.language ?? item.language ?? undefined;
  const field = useComposerFocus();
  const [reviewing, setReviewing] = useState(false);
  const template = useReplyTemplate(item, writing);
  const signature = useReplySignature(item, writing, template);
  const unlikeChosen = useLanguageUnlikeChosen(writing, template, signature);
  const check = useDisclosureAndConsistencyCheck(item.id, route.envelope, {
    ...wordsToSend(content, route),
    templateText: template.rendered?.text,
    unfollowed: note ? NONE : template.unfollowed,
    otherLanguage: note ? undefined : template.otherLanguage,
    unlikeChosen,
    replacedBlocks: note ? NONE : replacedBlocks(template.rendered),
  });
  const since = useNewEntries(item, isBlank(content) || note ? undefined : content, () => {
    writing.clear(emptyContent);
    writing.draft.discard();
  });
  const uploads = useUploadsOfDrafts(writing);
  const turn = useTurn(writing, field);
  const toReply = () => void (current().mode === 'note' && writing.turn('reply'));
  const picker = useOpenTemplatePicker(item, { kind: route.kind, template, onOpen: toReply });
  useTemplateInsertRequest(item.id, { kind: route.kind, template, onAsked: toReply });
  const status = sendStatus(content, {
    route,
    template,
    signature: signature.text,
    uploading: uploads.uploading.length > 0,
  });
  const sending = useSubmitComposer({
    item,
    writing,
    template,
    signature,
    check,
    since,
    sendable: status.sendable,
    waiting: template.pending || picker.picking,
    toFill: status.toFill,
    onMissing: () => field.focusMissing(status.open),
    onReview: () => setReviewing(true),
    onLeave,
  });
  usePreloadedEditor();
  useCaretAfterInsert(template, field);
  const routes = useRouteChanges(writing);
  useReplyAll(item, { route, turn, address: routes.address });
  useOpenAsAskedEarly(item.id);
  const review = { reviewing, setReviewing };
  return {
    item,
    writing,
    language,
    field,
    template,
    signature,
    check,
    since,
    uploads,
    turn,
    picker,
    status,
    sending,
    routes,
    review,
  };
}

export type ComposerState = ReturnType<typeof useComposer>;
