import { FormDialog } from '@guichet/ui';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  onApprove: () => void;
  onClose: () => void;
}

/** Warns whoever approves what they have submitted that nobody else has read it, where the organisation does not ask for four eyes. */
export function ApproveOwnSubmissionDialog({ onApprove, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <FormDialog
      title={t('templates.action.approveOwnTitle')}
      error={null}
      submit={t('templates.action.approveOwn')}
      pending={false}
      onSubmit={onApprove}
      onClose={onClose}
    >
      <Text size="sm">{t('templates.action.approveOwnWhat')}</Text>
    </FormDialog>
  );
}
