import type { CaseField } from '@guichet/contracts';
import { EmptyState, ErrorState, PageHead, ReadOnlyNotice, Row, RowList } from '@guichet/ui';
import { ActionIcon, Button, Skeleton } from '@mantine/core';
import { IconArrowLeft, IconForms, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseFieldsQuery } from '../../../shared/api/case-field-and-checklist-queries.js';
import { call } from '../../../shared/api/client.js';
import { Failure } from '../../../shared/api/failure.js';
import { caseTypesQuery } from '../../../shared/api/queries.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { moved, SortableList } from '../../../shared/ordered-list/sortable-list.js';
import { useMay } from '../../../shared/session/use-session.js';
import { CaseTypeChecklist } from './case-type-checklist.js';
import { FieldDialog } from './field-dialog.js';
import { FieldRow } from './field-row.js';
import classes from './case-type-fields.module.css';

/** Returns a function that puts the fields in another order, on screen at once. */
function useOrder(caseTypeId: string) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const key = ['order-case-fields', caseTypeId];
  const order = useMutation({
    mutationKey: key,
    // One after another: dragging past several fields saves each step.
    scope: { id: key.join(' ') },
    mutationFn: (ids: string[]) => call('orderCaseFields', { params: { id: caseTypeId }, body: { ids } }),
    onError: (error) => toastFailure(t('caseTypes.fields.notMoved'), problemText(error)),
    onSettled: () =>
      queryClient.isMutating({ mutationKey: key }) === 1
        ? queryClient.invalidateQueries({ queryKey: ['case-fields'] })
        : undefined,
  });
  return (fields: readonly CaseField[]) => {
    queryClient.setQueryData<CaseField[]>(
      caseFieldsQuery.queryKey,
      (all) => all && [...fields, ...all.filter(({ id }) => !fields.some((field) => field.id === id))],
    );
    order.mutate(fields.map(({ id }) => id));
  };
}

/** The fields that cases of one type have. */
export function CaseTypeFieldsPage() {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const { caseTypeId } = useParams({ from: '/console/settings/case-types/$caseTypeId' });
  const types = useQuery(caseTypesQuery);
  const fields = useQuery(caseFieldsQuery);
  const order = useOrder(caseTypeId);
  const [editing, setEditing] = useState<{ field?: CaseField }>();
  const failed = [types, fields].find(({ error, data }) => error && !data);
  if (failed)
    return <ErrorState error={failed.error} what={t('caseTypes.failed')} onRetry={() => void failed.refetch()} />;
  if (!types.data || !fields.data) return <Skeleton height={180} />;
  const caseType = types.data.find(({ id }) => id === caseTypeId);
  if (!caseType) return <ErrorState error={new Failure('not-found')} />;
  const mayWrite = may('routing.manage');
  const ofType = fields.data.filter((field) => field.caseTypeId === caseTypeId);
  const inUse = ofType.filter(({ archived }) => !archived);
  const archived = ofType.filter((field) => field.archived);
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setEditing({})}>
      {t('caseTypes.fields.add')}
    </Button>
  );
  const rowOf = (field: CaseField) => (
    <FieldRow key={field.id} field={field} onEdit={mayWrite ? () => setEditing({ field }) : undefined} />
  );
  return (
    <>
      <PageHead
        back={
          <ActionIcon component={Link} to="/settings/case-types" aria-label={t('caseTypes.fields.back')}>
            <IconArrowLeft size={18} stroke={1.5} />
          </ActionIcon>
        }
      >
        <h1>
          <bdi>{caseType.name}</bdi>
        </h1>
        {inUse.length > 0 && <div className={classes.add}>{add}</div>}
      </PageHead>
      <p className={classes.lead}>{t('caseTypes.fields.lead')}</p>
      {!mayWrite && <ReadOnlyNotice>{t('settings.readOnly')}</ReadOnlyNotice>}
      {inUse.length === 0 ? (
        <EmptyState icon={IconForms} title={t('caseTypes.fields.empty')} action={add}>
          {t('caseTypes.fields.emptyText')}
        </EmptyState>
      ) : (
        <SortableList
          label={t('caseTypes.fields.title')}
          items={inUse}
          nameOf={({ label }) => label[shownLanguage(i18n)]}
          onMove={mayWrite ? (from, to) => order(moved(inUse, from, to)) : undefined}
        >
          {rowOf}
        </SortableList>
      )}
      {archived.length > 0 && (
        <>
          <h2 className={classes.archived}>{t('caseTypes.fields.archived')}</h2>
          <RowList>
            {archived.map((field) => (
              <Row key={field.id} off>
                {rowOf(field)}
              </Row>
            ))}
          </RowList>
        </>
      )}
      <CaseTypeChecklist caseTypeId={caseTypeId} />
      {editing && <FieldDialog caseTypeId={caseTypeId} field={editing.field} onClose={() => setEditing(undefined)} />}
    </>
  );
}
