import type { Macro } from '@guichet/contracts';
import {
  EmptyState,
  ErrorState,
  PageHead,
  PageLead,
  Row,
  RowDetail,
  RowList,
  RowMain,
  RowName,
  RowOpener,
} from '@guichet/ui';
import { Badge, Button, Group, Skeleton } from '@mantine/core';
import { IconPlaylistAdd, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { macrosQuery } from '../../../shared/api/macro-queries.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useActText } from '../../../shared/macros/use-act-text.js';
import { MacroFormDialog } from './macro-form-dialog.js';
import classes from './macros.module.css';

/** Returns a function that deletes a macro, which can be undone. */
function useDeleteMacro() {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const attempt = async (name: string, act: () => Promise<unknown>, done?: () => void) => {
    try {
      await act();
      done?.();
    } catch (error) {
      toastFailure(name, problemText(error));
    }
    await queryClient.invalidateQueries({ queryKey: ['macros'] });
  };
  return ({ id, name }: Macro) => {
    const params = { id };
    const undo = () => void attempt(name, () => call('restoreMacro', { params, idempotencyKey: undefined }));
    const said = { message: t('macros.deleted', { name }), undoLabel: t('common.toast.undo'), about: [`macro ${id}`] };
    return attempt(
      name,
      () => call('deleteMacro', { params }),
      () => toast({ ...said, undo }),
    );
  };
}

function MacroRow({ macro, onEdit }: { macro: Macro; onEdit: () => void }) {
  const { t } = useTexts();
  const text = useActText();
  const remove = useDeleteMacro();
  const { name, acts, targets, scope, team, owner, mayChange } = macro;
  const lines = acts.flatMap((act, at) => (targets[at] ? [text.line(act, targets[at])] : []));
  const gone = targets.filter((target) => target.gone).map(text.nameOf);
  return (
    <Row>
      <RowMain>
        <RowName>
          <RowOpener onOpen={mayChange ? onEdit : undefined}>{name}</RowOpener>
          {scope !== 'mine' && (
            <Badge variant="light" color="gray" tt="none">
              {team?.name ?? t('macros.everybody')}
            </Badge>
          )}
        </RowName>
        <RowDetail>{lines.join(' · ')}</RowDetail>
        {gone.length > 0 && <p className={classes.wrong}>{t('macros.gone', { what: gone.join(', ') })}</p>}
        {scope !== 'mine' && !mayChange && <RowDetail>{t('views.by', { name: owner.name })}</RowDetail>}
      </RowMain>
      {mayChange && (
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" size="xs" onClick={onEdit} aria-label={t('common.edit', { name })}>
            {t('common.editShort')}
          </Button>
          <Button
            variant="default"
            size="xs"
            onClick={() => void remove(macro)}
            aria-label={t('macros.deleteOf', { name })}
          >
            {t('macros.delete')}
          </Button>
        </Group>
      )}
    </Row>
  );
}

/** The macros of the agent, of their teams and of everybody. */
export function MacrosPage() {
  const { t } = useTexts();
  const { data: macros, error, refetch } = useQuery(macrosQuery);
  const [editing, setEditing] = useState<{ macro?: Macro }>();
  const add = (
    <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setEditing({})}>
      {t('macros.add')}
    </Button>
  );
  return (
    <>
      <PageHead>
        <h1>{t('macros.title')}</h1>
        {macros?.length !== 0 && add}
      </PageHead>
      <PageLead>{t('macros.lead')}</PageLead>
      {error && !macros ? (
        <ErrorState error={error} what={t('macros.failed')} onRetry={() => void refetch()} />
      ) : !macros ? (
        <Skeleton height={180} />
      ) : macros.length === 0 ? (
        <EmptyState icon={IconPlaylistAdd} title={t('macros.none')} action={add}>
          {t('macros.emptyText')}
        </EmptyState>
      ) : (
        <RowList>
          {macros.map((macro) => (
            <MacroRow key={macro.id} macro={macro} onEdit={() => setEditing({ macro })} />
          ))}
        </RowList>
      )}
      {editing && <MacroFormDialog macro={editing.macro} onClose={() => setEditing(undefined)} />}
    </>
  );
}
