import type { CaseType } from '@guichet/contracts';
import {
  EmptyState,
  ErrorState,
  Hint,
  PageHead,
  PageLead,
  Row,
  RowDetail,
  RowList,
  RowMain,
  RowName,
  SearchField,
} from '@guichet/ui';
import { Badge, Button, Skeleton, Switch } from '@mantine/core';
import { IconCategory, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { caseFieldsQuery, checklistStepsQuery } from '../../../shared/api/case-field-and-checklist-queries.js';
import { call } from '../../../shared/api/client.js';
import { caseTypesQuery } from '../../../shared/api/queries.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { SectorBadge } from '../../../shared/sectors/sector-badge.js';
import { useMay } from '../../../shared/session/use-session.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { CaseTypeDialog } from './case-type-dialog.js';

/** A shorter list is seen at one look. */
const LONG = 8;

function CaseTypeRow({ caseType, onRename }: { caseType: CaseType; onRename: () => void }) {
  const { t } = useTexts();
  const may = useMay();
  const { data: all = [] } = useQuery(caseFieldsQuery);
  const { data: allSteps = [] } = useQuery(checklistStepsQuery);
  const fields = all.filter((field) => field.caseTypeId === caseType.id && !field.archived).length;
  const steps = allSteps.filter((step) => step.caseTypeId === caseType.id).length;
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const offer = useMutation({
    mutationFn: (active: boolean) => call('updateCaseType', { params: { id: caseType.id }, body: { active } }),
    onSuccess: async (_, active) => {
      await queryClient.invalidateQueries({ queryKey: ['case-types'] });
      toast({ message: t(`caseTypes.${active ? 'switchedOn' : 'switchedOff'}`, { name: caseType.name }) });
    },
    onError: (error) => toastFailure(caseType.name, problemText(error)),
  });
  return (
    <Row off={!caseType.active || undefined}>
      <RowMain>
        <RowName>
          <Link to="/settings/case-types/$caseTypeId" params={{ caseTypeId: caseType.id }} data-whole-row>
            <bdi>{caseType.name}</bdi>
          </Link>
          <SectorBadge sectorId={caseType.sectorId} />
          {!caseType.active && (
            <Badge variant="light" color="gray" tt="none">
              {t('caseTypes.off')}
            </Badge>
          )}
        </RowName>
        <RowDetail>
          {t('caseTypes.fields.count', { count: fields })} · {t('caseTypes.checklist.count', { count: steps })}
        </RowDetail>
      </RowMain>
      {may('routing.manage') && (
        <>
          <Switch
            wrapperProps={{ 'data-above-row': true }}
            aria-label={t('caseTypes.switch', { name: caseType.name })}
            checked={caseType.active}
            disabled={offer.isPending}
            onChange={(event) => offer.mutate(event.currentTarget.checked)}
          />
          <Button variant="default" size="xs" onClick={onRename} aria-label={t('common.edit', { name: caseType.name })}>
            {t('common.editShort')}
          </Button>
        </>
      )}
      <IconChevronRight size={16} stroke={1.5} aria-hidden />
    </Row>
  );
}

/** What cases are about. One that cases have had is never deleted, only no longer offered. */
export function CaseTypesPage() {
  const { t } = useTexts();
  const may = useMay();
  const { data: caseTypes, error, refetch } = useQuery(caseTypesQuery);
  const [editing, setEditing] = useState<{ caseType?: CaseType }>();
  const [text, setText] = useState('');
  const shown = caseTypes?.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));
  const add = may('routing.manage') && (
    <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setEditing({})}>
      {t('caseTypes.add')}
    </Button>
  );
  return (
    <>
      <PageHead>
        <h1>{t('caseTypes.title')}</h1>
        {caseTypes?.length !== 0 && add}
      </PageHead>
      <PageLead>{t('caseTypes.lead')}</PageLead>
      {(caseTypes?.length ?? 0) > LONG && (
        <SearchField
          mb="md"
          label={t('common.list.find')}
          placeholder={t('common.list.find')}
          value={text}
          onText={setText}
          onClear={() => setText('')}
        />
      )}
      {error && !caseTypes ? (
        <ErrorState error={error} what={t('caseTypes.failed')} onRetry={() => void refetch()} />
      ) : !shown ? (
        <Skeleton height={180} />
      ) : caseTypes?.length === 0 ? (
        <EmptyState icon={IconCategory} title={t('caseTypes.empty')} action={add}>
          {t('caseTypes.emptyText')}
        </EmptyState>
      ) : shown.length === 0 ? (
        <Hint>{t('common.list.noneFound', { text: text.trim() })}</Hint>
      ) : (
        <RowList>
          {shown.map((caseType) => (
            <CaseTypeRow key={caseType.id} caseType={caseType} onRename={() => setEditing({ caseType })} />
          ))}
        </RowList>
      )}
      {editing && <CaseTypeDialog caseType={editing.caseType} onClose={() => setEditing(undefined)} />}
    </>
  );
}
