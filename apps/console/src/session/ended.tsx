import { Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { log } from '../live/log.js';
import { queryClient } from '../query-client.js';
import { reopened } from './gate.js';
import { SignInForm } from './sign-in-form.js';
import { useSession } from './use-session.js';

/** Over the page whose session has ended: nothing behind it is lost. */
export function SessionEnded() {
  const { t } = useTranslation();
  const { agent } = useSession();
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('signIn.endedTitle')}
      overlayProps={{ backgroundOpacity: 0.5, blur: 6 }}
    >
      <Text c="dimmed" mb="md">
        {t('signIn.endedText')}
      </Text>
      <SignInForm
        email={agent.email}
        onDone={(session) => {
          reopened();
          log.open(session.position);
          void queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
        }}
      />
    </Modal>
  );
}
