import type { CaseDetail, MoveDone } from '@guichet/contracts';
import { Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../api/client.js';
import { FormDialog } from '../shell/form-dialog.js';
import type { Rearrangement } from '../shell/overlay.js';
import { toast } from '../shell/toast.js';
import { CaseFinder, type FoundCase } from './case-finder.js';
import { useUndoMove } from './use-undo-move.js';

/** Where what was said belongs: into another case, in whole or in part, or into a case of its own. */
export function Rearrange({ item, act, onClose }: { item: CaseDetail; act: Rearrangement; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const undo = useUndoMove(item);
  const [attempt] = useState(() => crypto.randomUUID());
  const [into, setInto] = useState<FoundCase>();
  const [subject, setSubject] = useState(item.subject);
  const submit = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (into) submit.current?.focus();
  }, [into]);
  const count = act.how === 'merged' ? item.lastPosition : act.entryIds.length;
  const reference = into?.reference ?? '';

  const rearrange = useMutation({
    mutationFn: () => {
      const path = `/cases/${item.id}`;
      const options = { idempotencyKey: attempt };
      if (act.how === 'merged') return post<MoveDone>(`${path}/merge`, { intoId: into!.id }, options);
      const { entryIds } = act;
      if (act.how === 'moved') return post<MoveDone>(`${path}/move`, { entryIds, intoId: into!.id }, options);
      return post<MoveDone>(`${path}/split`, { entryIds, ...(subject.trim() && { subject: subject.trim() }) }, options);
    },
    onSuccess: ({ moveId, intoId }) => {
      for (const name of ['timeline', 'case', 'cases', 'reach'])
        void queryClient.invalidateQueries({ queryKey: [name] });
      onClose();
      if (act.how !== 'merged') act.onDone();
      if (act.how !== 'moved') void navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId: intoId } });
      toast({
        message: t(`move.did.${act.how}`, { count, reference }),
        undoLabel: t('toast.undo'),
        undo: async () => {
          const undone = await undo.mutateAsync({ moveId }).then(
            () => true,
            // Said by a toast.
            () => false,
          );
          if (undone && act.how !== 'moved')
            void navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId: item.id } });
        },
      });
    },
  });

  return (
    <FormDialog
      title={t(`move.title.${act.how}`, { count, reference: item.reference })}
      error={rearrange.error}
      submit={into ? t(`move.do.${act.how}`, { reference }) : t(`move.doBare.${act.how}`)}
      submitRef={submit}
      pending={rearrange.isPending}
      disabled={act.how === 'split' ? !subject.trim() : !into}
      onSubmit={() => rearrange.mutate()}
      onClose={onClose}
    >
      <Text size="sm" c="var(--g-text-2)">
        {t(`move.what.${act.how}`)}
      </Text>
      {act.how === 'split' ? (
        <TextInput
          data-autofocus
          label={t('newCase.subject')}
          required
          maxLength={250}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
      ) : (
        <CaseFinder item={item} chosen={into} onChoose={setInto} />
      )}
    </FormDialog>
  );
}
