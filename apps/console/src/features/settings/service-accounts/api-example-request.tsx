import { Anchor, Text } from '@mantine/core';
import { CopiedValue } from '../../../shared/forms/copied-value.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './service-accounts.module.css';

/** Where the API is, a first request that shows how a secret is sent, and where all of it is described. */
export function ApiExampleRequest() {
  const { t } = useTexts();
  const api = `${location.origin}/api/v1`;
  const request = `curl -H "Authorization: Bearer ${t('serviceAccounts.request.secret')}" "${api}/cases?limit=5"`;
  const values = [
    [t('serviceAccounts.request.address'), api],
    [t('serviceAccounts.request.first'), request],
  ] as const;
  return (
    <>
      {values.map(([label, value]) => (
        <div key={label} className={classes.clientId}>
          <p>{label}</p>
          <CopiedValue value={value} />
        </div>
      ))}
      <Text size="sm" mb="md">
        <Anchor href="/api/docs" target="_blank">
          {t('serviceAccounts.request.documentation')}
        </Anchor>
      </Text>
    </>
  );
}
