import type { CaseDetail, CaseStatus, CaseView } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Skeleton, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { isFailure } from '../../../shared/api/failure.js';
import { caseQuery, citizenQuery, teamsQuery } from '../../../shared/api/queries.js';
import { leavesSector } from '../../../shared/cases/case-change-effects.js';
import type { MoveRequest } from '../../../shared/layout/overlay-state.js';
import { toast, TOAST } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { focusWhenLost } from '../../../shared/layout/focus-when-lost.js';
import { CaseFinder, isFinished, type FoundCase } from './case-finder.js';
import { CitizenOfSplitField } from './citizen-of-split-field.js';
import { useCitizenOfSplit } from './use-citizen-of-split.js';
import { CasesToMerge } from './cases-to-merge.js';
import { TeamAfterMove } from './team-after-move.js';
import { toastOfMove, useUndoMove } from './use-undo-move.js';

/** What a mail program puts before the subject of a reply, or of what was forwarded. */
const FORWARDED = /^(?:\s*(?:re|tr|fwd?)\s*:)+/i;

/** Whether two cases are of different persons. `near`: the cases of the one, whom an agent may have made one of several persons. */
const areOfTwoCitizens = (item: CaseDetail, into: FoundCase, near: readonly FoundCase[]): boolean =>
  item.citizen != null &&
  into.citizen != null &&
  item.citizen.id !== into.citizen.id &&
  !near.some(({ id }) => id === into.id);

/** Returns a function that opens a case beside the list that is open, and puts the focus there. `named`: its reference, where it is known. */
function useGoOnIn(item: CaseDetail) {
  const navigate = useNavigate();
  const router = useRouter();
  return async (caseId: string, named: string) => {
    // As it is now: an undo may come long after the dialog was closed.
    const { view }: { view?: CaseView } = router.state.matches.at(-1)?.params ?? {};
    await (view
      ? navigate({ to: '/inbox/$view/$caseId', params: { view, caseId }, search: (before) => ({ ...before, at: undefined }) }) // prettier-ignore
      : navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId } }));
    // The dialog, or the toast, goes with its button, and so do the row of a merged case and its pane: the work goes on in the other one.
    const place = named ? `#main[aria-label="${named}"]` : '#main';
    const leaving = [`[data-case-id="${item.id}"]`, TOAST, ...(named ? [`#main:not([aria-label="${named}"])`] : [])];
    focusWhenLost(() => document.querySelector<HTMLElement>(place), leaving.join());
  };
}

/**
 * Whether what goes to the other case leaves its sector, for which a reason is needed, and whether what is written there could not come back
 * by an undoing, as it would leave that one; false until the other case is known.
 */
function useLeavesSector(item: CaseDetail, intoId: string | undefined): { leaves: boolean; staysThere: boolean } {
  const { data: into } = useQuery({ ...caseQuery(intoId ?? ''), enabled: intoId !== undefined });
  const { data: teams = [] } = useQuery(teamsQuery);
  if (!into) return { leaves: false, staysThere: false };
  const leaves = leavesSector(item, into.data.team.id, teams);
  return { leaves, staysThere: leavesSector(into.data, item.team.id, teams) };
}

/** The other cases of the person, the unfinished ones first. */
function useOtherCasesOfPerson(item: CaseDetail): FoundCase[] {
  const { data: person } = useQuery({
    ...citizenQuery(item.citizen?.id ?? '', item.id),
    enabled: item.citizen !== null,
  });
  return (person?.cases ?? [])
    .map((one) => ({ ...one, status: one.status as CaseStatus }))
    .toSorted((one, other) => Number(isFinished(one)) - Number(isFinished(other)));
}

/** Sends what the dialog asks for. Throws a `Failure`. */
function sendMove(
  { caseId, act, attempt }: { caseId: string; act: MoveRequest; attempt: string },
  {
    intoId,
    subject,
    reason,
    citizenId,
  }: { intoId: string; subject: string; reason: string; citizenId?: string | null },
) {
  const request = { params: { id: caseId }, idempotencyKey: attempt };
  const given = reason.trim();
  const target = { intoId, ...(given && { reason: given }) };
  if (act.how === 'merged') return call('mergeCase', { ...request, body: target });
  const entryIds = [...act.entryIds];
  if (act.how === 'moved') return call('moveEntries', { ...request, body: { entryIds, ...target } });
  const named = subject.trim();
  return call('splitCase', { ...request, body: { entryIds, citizenId, ...(named && { subject: named }) } });
}

interface WhatProps {
  how: MoveRequest['how'];
  /** It is asked of whom the new case is. */
  isAsked: boolean;
  staysThere: boolean;
}

/** What becomes of the messages, and of what is written since where it is undone. */
function WhatHappens({ how, isAsked, staysThere }: WhatProps) {
  const { t } = useTexts();
  const what = how === 'merged' && staysThere ? 'case.move.what.mergedInSector' : (`case.move.what.${how}` as const);
  return (
    <Text size="sm" c="var(--g-text-2)">
      {t(isAsked ? 'case.move.whose.what' : what)}
    </Text>
  );
}

/** Merges a case into another one, moves some of its messages there, or splits them off into a new case. */
export function MergeMoveOrSplitDialog({
  item,
  act,
  onClose,
}: {
  item: CaseDetail;
  act: MoveRequest;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const goTo = useGoOnIn(item);
  const queryClient = useQueryClient();
  const undo = useUndoMove(item);
  const [attempt] = useState(() => crypto.randomUUID());
  const [into, setInto] = useState<FoundCase | undefined>(act.into);
  const near = useOtherCasesOfPerson(item);
  const [subject, setSubject] = useState(item.subject);
  const [reason, setReason] = useState('');
  const whose = useCitizenOfSplit(item, act);
  const submit = useRef<HTMLButtonElement>(null);
  const { leaves, staysThere } = useLeavesSector(item, into?.id);
  const differ = act.how === 'merged' && into !== undefined && areOfTwoCitizens(item, into, near);
  const [confirmedId, setConfirmedId] = useState<string>();
  const isConfirmed = !differ || confirmedId === into?.id;
  useEffect(() => {
    if (into && !differ && !leaves) submit.current?.focus();
  }, [into, differ, leaves]);
  const count = act.how === 'merged' ? item.lastPosition : act.entryIds.length;
  const reference = into?.reference ?? '';

  const move = useMutation({
    mutationFn: () =>
      sendMove({ caseId: item.id, act, attempt }, { intoId: into?.id ?? '', subject, reason, ...whose.wanted }),
    onSuccess: ({ moveId, intoId }) => {
      for (const name of ['timeline', 'case', 'cases', 'reach', 'citizen'] as const)
        void queryClient.invalidateQueries({ queryKey: [name] });
      onClose();
      if (act.how !== 'merged') act.onDone();
      if (act.how !== 'moved') void goTo(intoId, reference);
      toast({
        message: t(`case.move.did.${act.how}`, { count, reference }),
        about: [toastOfMove(moveId)],
        undoLabel: t('common.toast.undo'),
        undo: async () => {
          // That it failed is said by a toast.
          const undone = await undo.mutateAsync({ moveId, how: act.how }).catch(() => undefined);
          if (!undone || act.how === 'moved') return;
          await goTo(item.id, item.reference);
        },
      });
    },
  });

  // The other case may have gone to another sector since it was read.
  const asked = isFailure(move.error) && move.error.field('reason') !== undefined;
  const [wasAsked, setWasAsked] = useState(false);
  if (asked && !wasAsked) setWasAsked(true);
  const needsReason = act.how !== 'split' && into !== undefined && (leaves || wasAsked);
  return (
    <FormDialog
      title={t(`case.move.title.${act.how}`, { count, reference: item.reference })}
      error={move.error}
      submit={into ? t(`case.move.do.${act.how}`, { reference }) : t(`case.move.doBare.${act.how}`)}
      submitRef={submit}
      pending={move.isPending}
      disabled={act.how === 'split' ? !subject.trim() || whose.isMissing : !into || !isConfirmed}
      onSubmit={() => move.mutate()}
      onClose={onClose}
    >
      <WhatHappens how={act.how} isAsked={whose.options !== undefined} staysThere={staysThere} />
      {act.how === 'split' ? (
        <TextInput
          data-autofocus
          label={t('case.new.subject')}
          required
          maxLength={250}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
      ) : (
        <Suspense fallback={<Skeleton height={160} />}>
          <CaseFinder
            near={act.how === 'moved' && act.into ? [act.into, ...near] : near}
            alike={item.subject.replace(FORWARDED, '')}
            exceptId={item.id}
            chosen={into}
            onChoose={setInto}
          />
        </Suspense>
      )}
      <CitizenOfSplitField whose={whose} />
      {act.how === 'merged' && into && (
        <CasesToMerge
          item={item}
          into={into}
          differ={differ}
          isConfirmed={isConfirmed}
          onConfirm={(confirmed) => setConfirmedId(confirmed ? into.id : undefined)}
        />
      )}
      {into && act.how !== 'split' && <TeamAfterMove item={item} intoId={into.id} />}
      {needsReason && (
        <Textarea
          autoFocus={wasAsked}
          autosize
          minRows={2}
          label={t('case.move.reason')}
          description={t('case.move.reasonHint')}
          required
          maxLength={500}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
    </FormDialog>
  );
}
