import type { CaseDetail } from '@guichet/contracts';
import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { displayName } from '../../shared/i18n/display-name.js';
import { CaseActionTitle } from './pickers/case-action-title.js';

interface Props {
  item: CaseDetail;
  onConfirm: () => void;
  onClose: () => void;
}

/** Says that nobody has replied to the citizen of a case that is about to be closed. Enter closes it anyway. */
export function CloseUnansweredDialog({ item, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={<CaseActionTitle act={t('case.unanswered.title')} about={`${item.reference} ${item.subject}`} />}
      size={460}
      yOffset="12vh"
      centered={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text size="sm">
        {item.citizen
          ? t('case.unanswered.one', { name: displayName(item.citizen.name) })
          : t('case.unanswered.ofUnknown')}
      </Text>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          data-autofocus
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {t('case.unanswered.close')}
        </Button>
      </Group>
    </Modal>
  );
}
