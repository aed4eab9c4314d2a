import type { Macro } from '@guichet/contracts';
import { Combobox, Dialog, EmptyState, ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconPlaylistAdd } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { macrosQuery } from '../../../shared/api/macro-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { CaseActionTitle } from '../pickers/case-action-title.js';

interface Props {
  /** What a macro is chosen for. */
  what: string;
  /** Those of the macros that can be applied to it. */
  choicesOf: (macros: readonly Macro[]) => Macro[];
  /** The macro that was chosen already. */
  macroId?: string | undefined;
  onClose: () => void;
  /** Shows what the chosen macro would change, and applies it. */
  children: (macro: Macro) => ReactNode;
}

/** Asks which macro is applied, and then shows what it does. */
export function MacroChoiceDialog({ what, choicesOf, macroId, onClose, children }: Props) {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(macrosQuery);
  const [chosen, setChosen] = useState(macroId);
  const macro = data?.find(({ id }) => id === chosen);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={
        <CaseActionTitle act={macro ? t('macros.named', { name: macro.name }) : t('macros.applyOne')} about={what} />
      }
      size={macro ? 560 : 420}
      yOffset="12vh"
      centered={false}
    >
      {macro ? (
        children(macro)
      ) : data ? (
        <Choices macros={choicesOf(data)} onChoose={setChosen} />
      ) : error ? (
        <ErrorState error={error} what={t('macros.failed')} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={120} />
      )}
    </Dialog>
  );
}

function Choices({ macros, onChoose }: { macros: readonly Macro[]; onChoose: (id: string) => void }) {
  const { t } = useTexts();
  return macros.length === 0 ? (
    <EmptyState icon={IconPlaylistAdd} title={t('macros.none')}>
      {t('macros.emptyText')}
    </EmptyState>
  ) : (
    <Combobox
      label={t('macros.choose')}
      choices={macros.map(({ id, name }) => ({ value: id, label: name }))}
      chosen={[]}
      onChoose={onChoose}
    />
  );
}
