import type { ChecklistStep } from '@guichet/contracts';
import { Hint } from '@guichet/ui';
import { ActionIcon, Badge, Button, Menu, Skeleton } from '@mantine/core';
import { IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checklistStepsQuery } from '../../../shared/api/case-field-and-checklist-queries.js';
import { call } from '../../../shared/api/client.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { moved, SortableList } from '../../../shared/ordered-list/sortable-list.js';
import { useMay } from '../../../shared/session/use-session.js';
import classes from './case-type-fields.module.css';
import { ChecklistStepDialog } from './checklist-step-dialog.js';

/** Returns a function that puts the steps in another order, on screen at once. */
function useOrderSteps(caseTypeId: string) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const key = ['order-steps', caseTypeId];
  const order = useMutation({
    mutationKey: key,
    // One after another: dragging past several steps saves each change.
    scope: { id: key.join(' ') },
    mutationFn: (ids: string[]) => call('orderChecklistSteps', { params: { id: caseTypeId }, body: { ids } }),
    onError: (error) => toastFailure(t('caseTypes.checklist.notMoved'), problemText(error)),
    onSettled: () =>
      queryClient.isMutating({ mutationKey: key }) === 1
        ? queryClient.invalidateQueries({ queryKey: ['checklist-steps'] })
        : undefined,
  });
  return (steps: readonly ChecklistStep[]) => {
    queryClient.setQueryData<ChecklistStep[]>(
      checklistStepsQuery.queryKey,
      (all) => all && [...steps, ...all.filter(({ id }) => !steps.some((step) => step.id === id))],
    );
    order.mutate(steps.map(({ id }) => id));
  };
}

/** The steps that each case of a type has to go through. */
export function CaseTypeChecklist({ caseTypeId }: { caseTypeId: string }) {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const { data: all } = useQuery(checklistStepsQuery);
  const order = useOrderSteps(caseTypeId);
  const [editing, setEditing] = useState<{ step?: ChecklistStep }>();
  const mayWrite = may('routing.manage');
  const steps = all?.filter((step) => step.caseTypeId === caseTypeId);
  return (
    <section aria-labelledby="case-type-checklist">
      <div className={classes.head}>
        <h2 id="case-type-checklist">{t('caseTypes.checklist.title')}</h2>
        {mayWrite && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
            onClick={() => setEditing({})}
          >
            {t('caseTypes.checklist.add')}
          </Button>
        )}
      </div>
      <p className={classes.lead}>{t('caseTypes.checklist.lead')}</p>
      {!steps ? (
        <Skeleton height={90} />
      ) : steps.length === 0 ? (
        <Hint>{t('caseTypes.checklist.empty')}</Hint>
      ) : (
        <SortableList
          label={t('caseTypes.checklist.title')}
          items={steps}
          nameOf={({ label }) => label[shownLanguage(i18n)]}
          onMove={mayWrite ? (from, to) => order(moved(steps, from, to)) : undefined}
        >
          {(step) => <StepRow step={step} onEdit={mayWrite ? () => setEditing({ step }) : undefined} />}
        </SortableList>
      )}
      {editing && (
        <ChecklistStepDialog caseTypeId={caseTypeId} step={editing.step} onClose={() => setEditing(undefined)} />
      )}
    </section>
  );
}

function StepRow({ step, onEdit }: { step: ChecklistStep; onEdit: (() => void) | undefined }) {
  const { t, i18n } = useTranslation();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const name = step.label[shownLanguage(i18n)];
  const remove = useMutation({
    mutationFn: () => call('removeChecklistStep', { params: { id: step.id } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['checklist-steps'] });
      toast({ message: t('caseTypes.checklist.removed', { name }) });
    },
    onError: (error) => toastFailure(name, problemText(error)),
  });
  return (
    <>
      <div className={classes.field}>
        <div className={classes.name}>
          <bdi>{name}</bdi>
          {step.required && (
            <Badge variant="light" color="gray" tt="none">
              {t('caseTypes.checklist.requiredBadge')}
            </Badge>
          )}
        </div>
      </div>
      {onEdit && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('common.list.more', { name })}>
              <IconDots size={17} stroke={1.5} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} stroke={1.5} />} onClick={onEdit}>
              {t('common.editShort')}
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash size={16} stroke={1.5} />} color="red" onClick={() => remove.mutate()}>
              {t('common.list.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
