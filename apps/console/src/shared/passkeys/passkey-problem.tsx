import { FormError } from '@guichet/ui';
import { Alert } from '@mantine/core';
import { isFailure } from '../api/failure.js';
import { useTexts } from '../i18n/use-texts.js';
import { browserRefusal } from './browser-passkey-refusal.js';

/** Why no passkey was used: what the server says, or what the browser does. Whoever has closed its question is not scolded. */
export function PasskeyProblem({ error }: { error: unknown }) {
  const { t } = useTexts();
  if (isFailure(error)) return <FormError error={error} />;
  const refusal = browserRefusal(error);
  if (!refusal) return null;
  const isCanceled = refusal === 'canceled';
  return (
    <Alert color={isCanceled ? 'gray' : 'red'} variant="outline" role={isCanceled ? 'status' : 'alert'}>
      {t(`passkeys.browser.${refusal}`)}
    </Alert>
  );
}
