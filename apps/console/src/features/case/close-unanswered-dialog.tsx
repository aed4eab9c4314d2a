import type { CaseDetail } from '@guichet/contracts';
import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { displayName } from '../../shared/i18n/display-name.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { ActTitle } from './pickers/act-title.js';

interface Props {
  /** The case, where it is a single one. */
  item?: CaseDetail;
  /** How many of those that are to be closed have no reply. */
  count: number;
  of: number;
  onConfirm: () => void;
  onClose: () => void;
}

/** Says that nobody has replied to the citizen of a case that is about to be closed. Enter closes it anyway. */
export function CloseUnansweredDialog({ item, count, of, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const numbers = { count, n: formats.number(count), of: formats.number(of) };
  const about = item ? `${item.reference} ${item.subject}` : t('common.cases', { count: of });
  return (
    <Modal
      opened
      onClose={onClose}
      title={<ActTitle act={t('case.unanswered.title')} about={about} />}
      size={460}
      yOffset="12vh"
      centered={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text size="sm">
        {!item
          ? t('case.unanswered.many', numbers)
          : item.citizen
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
