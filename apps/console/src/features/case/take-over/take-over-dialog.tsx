import type { CaseDetail, Named } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Text } from '@mantine/core';
import { useUpdateCases } from '../../../shared/cases/use-update-cases.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';

interface Props {
  item: CaseDetail;
  writer: Named;
  onClose: () => void;
}

/** Asks before a case is taken over from a colleague who writes in it. */
export function TakeOverDialog({ item, writer, onClose }: Props) {
  const { t } = useTexts();
  const { agent } = useSession();
  const update = useUpdateCases();
  const { reference } = item;
  const takeOver = () => {
    onClose();
    const change = { assigneeId: agent.id, takenOverFrom: writer.id };
    void update([item], change, t('case.takeOver.done', { name: writer.name }));
  };
  return (
    <FormDialog
      title={t('case.takeOver.title', { reference })}
      error={null}
      submit={t('case.takeOver.begin')}
      pending={false}
      onSubmit={takeOver}
      onClose={onClose}
    >
      <Text size="sm">{t('case.takeOver.text', { name: writer.name })}</Text>
    </FormDialog>
  );
}
