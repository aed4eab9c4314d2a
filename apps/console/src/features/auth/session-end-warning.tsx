import { Dialog } from '@guichet/ui';
import { Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from '../../shared/api/queries.js';
import { useNow } from '../../shared/i18n/use-now.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import type { SessionEnd } from '../../shared/session/near-session-end.js';

/** Warns before a session ends. Any click keeps one that nobody has used; one that is old is only announced, once. */
export function SessionEndWarning({ end, onSignOut }: { end: SessionEnd; onSignOut: () => void }) {
  const { t } = useTexts();
  const now = useNow();
  const queryClient = useQueryClient();
  const [isRead, setIsRead] = useState(false);
  const stay = () => {
    setIsRead(end.why === 'age');
    void queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }).catch(() => {});
  };
  if (isRead && end.why === 'age') return null;
  const minutes = Math.max(1, Math.ceil((end.at - now) / 60_000));
  return (
    <Dialog opened onClose={stay} title={t(`account.endTitle.${end.why}`)}>
      <Text role="alert">{t(`account.endText.${end.why}`, { count: minutes })}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onSignOut}>
          {t('account.signOutNow')}
        </Button>
        <Button data-autofocus onClick={stay}>
          {t(`account.endStay.${end.why}`)}
        </Button>
      </Group>
    </Dialog>
  );
}
