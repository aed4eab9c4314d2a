import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Asks before a page with unsaved changes is left, by a link, the way back or the window itself. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const { t } = useTranslation();
  const blocked = useBlocker({
    // A search within the page is not a way out of it.
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  if (blocked.status !== 'blocked') return null;
  return (
    <Modal
      opened
      onClose={blocked.reset}
      title={t('circulation.leave.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Text size="sm" mb="md">
        {t('circulation.leave.what')}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={blocked.proceed}>
          {t('circulation.leave.go')}
        </Button>
        <Button data-autofocus onClick={blocked.reset}>
          {t('circulation.leave.stay')}
        </Button>
      </Group>
    </Modal>
  );
}
