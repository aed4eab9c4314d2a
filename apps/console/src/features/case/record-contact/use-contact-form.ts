import {
  scanLimits,
  type CaseSummary,
  type ChannelKind,
  type ChannelKindInfo,
  type OpenByContact,
  type PostContact,
} from '@guichet/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { citizenFileQuery } from '../../../shared/api/queries.js';
import { useUploads } from '../../../shared/attachments/use-uploads.js';
import { useErrorAtField } from '../../../shared/forms/use-error-at-field.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import { readTownTime } from '../../../shared/i18n/organisation-time-zone.js';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { setOverlay } from '../../../shared/layout/overlay-state.js';
import { preferences, setPreferences } from '../../../shared/session/browser-preferences.js';
import { useSession } from '../../../shared/session/use-session.js';
import { useOwnerQuestion } from '../address-owner/use-owner-question.js';
import { keepLastTeam } from '../new-case/last-team.js';
import { useNewCaseTeam } from '../new-case/use-new-case-team.js';
import type { ContactDraft } from './begun-contacts.js';
import { useContactDraft } from './use-contact-draft.js';

/** What is recorded, whatever case it belongs to. */
type ContactFacts = Pick<PostContact, 'channel' | 'direction' | 'text' | 'at' | 'attachmentIds' | 'address' | 'meant'>;

/** `opening`: of a new case; else it goes to the case `addTo`, or to the one that is open. */
interface NewContact {
  facts: ContactFacts;
  opening?: Omit<OpenByContact, keyof ContactFacts>;
  addTo?: string;
  idempotencyKey: string;
}

/** Records a contact where it belongs: in a case, or in a new one. */
function useRecord(item: CaseSummary | undefined, onDone: () => void) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { view } = useParams({ strict: false });
  const queryClient = useQueryClient();
  const { agent } = useSession();
  return useMutation({
    mutationFn: async ({ facts, opening, addTo, idempotencyKey }: NewContact) => {
      if (opening) return call('openCaseByContact', { body: { ...facts, ...opening }, idempotencyKey });
      const id = addTo ?? item?.id;
      if (id) await call('recordContact', { params: { id }, body: facts, idempotencyKey });
      return undefined;
    },
    onSuccess: (opened, { facts, addTo }) => {
      setPreferences({ contact: facts.channel });
      if (opened) keepLastTeam(agent.id, opened.team.id);
      onDone();
      toast({ message: t('case.contact.done') });
      for (const name of ['timeline', 'case', 'cases', 'citizen', 'reach', 'citizens'] as const)
        void queryClient.invalidateQueries({ queryKey: [name] });
      const shown = opened?.id ?? addTo;
      // Beside the list that is open, which stays as it was filtered.
      if (shown && view)
        void navigate({
          to: '/inbox/$view/$caseId',
          params: { view, caseId: shown },
          search: (before) => ({ ...before, at: undefined }),
        });
      else if (shown) void navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId: shown } });
    },
  });
}

const factsOf = (
  { direction, text, files, at, address }: ContactDraft,
  { kind, meant }: Pick<ContactFacts, 'meant'> & { kind: ContactFacts['channel'] },
): ContactFacts => ({
  channel: kind,
  direction,
  text: text.trim(),
  attachmentIds: files.map(({ id }) => id),
  ...(at && { at: readTownTime(at).toISOString() }),
  ...(address.trim() && { address: address.trim(), meant }),
});

/** Who is meant by the address: beside the person of the open case, or of whoever is named. */
function useWhoIsMeant(
  draft: ContactDraft,
  change: (next: Partial<ContactDraft>) => void,
  item: CaseSummary | undefined,
) {
  const citizen = draft.place === 'here' ? (item?.citizen ?? undefined) : undefined;
  return useOwnerQuestion({
    address: draft.address,
    // A name that was typed for a new case is not that of the open one.
    who: draft.place === 'new' ? draft.who : { id: citizen?.id, name: citizen ? displayName(citizen.name) : '' },
    isFixed: draft.place === 'here',
    answer: draft.answer,
    onAnswer: (answer, who) => change({ answer, ...(draft.place === 'new' && { who, addTo: undefined }) }),
  });
}

/** Of whom a new case is: of whoever is named, and never of whom the open case is about without being named. */
function personOf({ who }: ContactDraft) {
  if (who.id) return { citizenId: who.id };
  return who.name.trim() ? { citizenName: who.name.trim() } : {};
}

/** As the menu names them that opens the dialog. */
const order: readonly ChannelKind[] = ['phone', 'counter', 'post'];
const asInMenu = (one: ChannelKindInfo, other: ChannelKindInfo) => order.indexOf(one.kind) - order.indexOf(other.kind);

interface Place {
  /** The case that is open. */
  item: CaseSummary | undefined;
  /** It begins with a new case, which has nothing to do with the one that is open. */
  isNew: boolean;
  onClose: () => void;
}

/** Returns what says that a contact was discarded, and offers to bring it back into the dialog. */
function useSayDiscarded(place: Pick<Place, 'item' | 'isNew'>) {
  const { t } = useTexts();
  return (bringBack: () => void) =>
    toast({
      message: t('case.contact.discarded'),
      undoLabel: t('common.toast.undo'),
      undo: () => {
        bringBack();
        setOverlay({ kind: 'contact', ...(place.item && { item: place.item }), ...(place.isNew && { isNew: true }) });
      },
    });
}

/** The state of the form that records a contact, and the request that saves it. */
export function useContactForm({ item, isNew, onClose }: Place) {
  const channels = useChannelTexts();
  const kinds = channels.kinds.filter(({ capabilities }) => capabilities.recorded).toSorted(asInMenu);
  const usual = kinds.find(({ kind }) => kind === preferences().contact) ?? kinds[0];
  const place = isNew ? undefined : item?.id;
  const { draft, begun, change: changeDraft, attach, discard, ...others } = useContactDraft(place);
  // One that was begun earlier may be of a kind that is recorded no more.
  const kind = kinds.find((one) => one.kind === draft.kind)?.kind ?? usual?.kind;
  const { uploading, add } = useUploads(scanLimits, draft.files, attach);
  const leave = () => {
    const bringBack = discard();
    onClose();
    return bringBack;
  };
  const sayDiscarded = useSayDiscarded({ item, isNew });
  const record = useRecord(item, leave);
  const address = useErrorAtField(record.error, 'address');
  const change: typeof changeDraft = (next) => {
    // Why it was refused may be right no longer.
    if (record.isError) record.reset();
    changeDraft(next);
  };
  const owner = useWhoIsMeant(draft, change, item);
  const team = useNewCaseTeam(draft.teamId);
  const opening = draft.place === 'new';
  const subject = draft.subject.trim();
  const personId = draft.who.id ?? (opening ? owner.known?.id : undefined);
  const { data: person } = useQuery({ ...citizenFileQuery(personId ?? ''), enabled: personId !== undefined });
  const openCases = (person?.cases ?? []).filter(
    // The one that is open here is a choice of its own.
    ({ id, status }) => status !== 'closed' && status !== 'spam' && id !== item?.id,
  );
  // One that was closed meanwhile is offered no more.
  const addTo = opening ? openCases.find(({ id }) => id === draft.addTo)?.id : undefined;
  const isOfNobody = opening && !draft.address.trim() && Object.keys(personOf(draft)).length === 0;
  const [asked, setAsksForName] = useState(false);
  const asksForName = asked && isOfNobody;
  return {
    kinds,
    kind,
    draft,
    begun,
    change,
    limits: scanLimits,
    uploading,
    add,
    others,
    cancel: () => {
      const bringBack = leave();
      if (begun) sayDiscarded(bringBack);
    },
    record,
    address,
    owner,
    opening,
    openCases,
    addTo,
    team,
    ready: kind !== undefined && draft.text.trim() !== '' && uploading.length === 0 && !(opening && !addTo && !subject),
    asksForName,
    submit: () => {
      if (owner.ask()) return;
      // A case of nobody is found by no name and cannot be replied to; that it is meant so is asked once.
      if (isOfNobody && !asksForName) return void setAsksForName(true);
      record.mutate({
        facts: factsOf(draft, { kind: kind!, meant: owner.question?.meant }),
        idempotencyKey: others.idOf(),
        ...(addTo && { addTo }),
        ...(opening &&
          !addTo && {
            opening: {
              ...{ subject, assignToMe: team.assignToMe, ...personOf(draft) },
              ...(team.teamId && { teamId: team.teamId }),
            },
          }),
      });
    },
  };
}

export type ContactForm = ReturnType<typeof useContactForm>;
