import { Dialog } from '@guichet/ui';
import { Text } from '@mantine/core';
import { log } from '../../shared/live/event-log-connection.js';
import { queryClient } from '../../shared/api/query-client.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { reopened } from '../../shared/session/watch-session-end.js';
import { SignInWays } from './sign-in-ways.js';
import { useSession } from '../../shared/session/use-session.js';

/** Asks to sign in again over the open page after the session has ended, so that nothing behind it is lost. */
export function SessionEndedDialog() {
  const { t } = useTexts();
  const { agent } = useSession();
  return (
    <Dialog
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnClickOutside={false}
      title={t('auth.signIn.endedTitle')}
      overlayProps={{ backgroundOpacity: 0.5, blur: 6 }}
    >
      <Text c="dimmed" mb="md">
        {t('auth.signIn.endedText')}
      </Text>
      <SignInWays
        email={agent.email}
        to={window.location.pathname + window.location.search}
        onDone={(session) => {
          // A passkey may be of somebody else, who must not go on with what is open here.
          if (session.agent.id !== agent.id) return window.location.assign('/');
          reopened();
          log.open(session.position);
          void queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
        }}
      />
    </Dialog>
  );
}
