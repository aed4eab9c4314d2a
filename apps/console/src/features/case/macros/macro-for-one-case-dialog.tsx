import type { CaseDetail } from '@guichet/contracts';
import { ErrorState, FormError } from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { macroPreviewQuery } from '../../../shared/api/macro-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { macrosFor } from '../../../shared/macros/macros-for.js';
import { MacroChoiceDialog } from './macro-choice-dialog.js';
import { MacroPreview } from './macro-preview.js';
import classes from './macros.module.css';
import { previewLines } from './preview-lines.js';
import { useApplyMacro } from './use-apply-macro.js';

interface Props {
  item: CaseDetail;
  /** The macro that was chosen already. */
  macroId?: string;
  onClose: () => void;
}

/** The macros that are for a case, and what the chosen one would change in it, before anything is done. */
export function MacroDialog({ item, macroId, onClose }: Props) {
  return (
    <MacroChoiceDialog
      what={`${item.reference} ${item.subject}`}
      choicesOf={(macros) => macrosFor(macros, item)}
      macroId={macroId}
      onClose={onClose}
    >
      {(macro) => <Chosen item={item} macroId={macro.id} onClose={onClose} />}
    </MacroChoiceDialog>
  );
}

function Chosen({ item, macroId, onClose }: { item: CaseDetail; macroId: string; onClose: () => void }) {
  const { t } = useTexts();
  const { data: preview, error, refetch, isFetching } = useQuery(macroPreviewQuery(item.id, macroId));
  const apply = useApplyMacro(item, onClose);
  const { canApply } = preview ? previewLines(preview) : { canApply: false };
  const isReady = canApply && !isFetching;
  const button = useRef<HTMLButtonElement>(null);
  // The dialog has lost what had the focus, the list of macros: Enter goes on here, and does not close it.
  useEffect(() => {
    if (isReady) button.current?.focus();
  }, [isReady]);
  if (!preview)
    return error ? (
      <ErrorState error={error} what={t('macros.preview.failed')} onRetry={() => void refetch()} />
    ) : (
      <Skeleton height={120} />
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) apply.mutate(preview);
      }}
    >
      <FormError error={apply.error} />
      <MacroPreview preview={preview} />
      <div className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button ref={button} type="submit" disabled={!isReady} loading={apply.isPending}>
          {t('macros.apply')}
        </Button>
      </div>
    </form>
  );
}
