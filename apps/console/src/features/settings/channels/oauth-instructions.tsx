import { Alert, List } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { CopiedValue } from '../../../shared/forms/copied-value.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Where each provider explains how an app is registered. */
const DOCUMENTATION: Readonly<Record<string, string>> = {
  microsoft: 'https://learn.microsoft.com/entra/identity-platform/quickstart-register-app',
  google: 'https://support.google.com/googleapi/answer/6158849',
};

/** What an administrator does at the provider before anybody can sign in there for a mailbox. */
export function OAuthInstructions({
  provider,
  access,
  redirectUrl,
}: {
  provider: string;
  /** `application`: the app signs in as itself. */
  access: string | undefined;
  redirectUrl: string;
}) {
  const { t } = useTexts();
  const steps = provider === 'microsoft' || provider === 'google' ? provider : 'other';
  const allow =
    steps === 'microsoft' && access === 'application'
      ? 'channels.register.microsoft.allowApp'
      : (`channels.register.${steps}.allow` as const);
  const documentation = DOCUMENTATION[provider];
  return (
    <Alert
      variant="outline"
      color="gray"
      icon={<IconKey size={18} stroke={1.5} />}
      title={t('channels.register.title')}
    >
      <List type="ordered" size="sm" spacing={6}>
        <List.Item>{t(`channels.register.${steps}.create`)}</List.Item>
        <List.Item>
          {t(`channels.register.${steps}.redirect`)}
          <CopiedValue value={redirectUrl} />
        </List.Item>
        <List.Item>{t(allow)}</List.Item>
        <List.Item>{t(`channels.register.${steps}.enter`)}</List.Item>
      </List>
      {documentation && (
        <p>
          <a href={documentation} target="_blank" rel="noopener noreferrer">
            {t(`channels.register.${provider as 'microsoft' | 'google'}.documentation`)}
          </a>
        </p>
      )}
    </Alert>
  );
}
