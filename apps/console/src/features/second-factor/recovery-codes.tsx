import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useSession } from '../../shared/session/use-session.js';
import classes from './enrolment.module.css';

interface Props {
  codes: readonly string[];
  /** There were others before. */
  isRenewed?: boolean;
  /** They stand in for passkeys, rather than for the app on a phone. */
  isForPasskeys?: boolean;
  onDone: () => void;
}

/** The only time that recovery codes are shown: to copy, to download, or to write down. */
export function RecoveryCodes({ codes, isRenewed = false, isForPasskeys = false, onDone }: Props) {
  const { t } = useTexts();
  const { agent } = useSession();
  const title = t('account.secondFactor.file', { email: agent.email });
  const text = codes.join('\n');
  return (
    <Stack gap="md">
      <Text size="sm">
        {t(isForPasskeys ? 'passkeys.codesText' : 'account.secondFactor.codesText')}{' '}
        {isRenewed && t('account.secondFactor.renewed')}
      </Text>
      <ul className={classes.codes} translate="no">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group justify="space-between">
        <Group gap="xs">
          <CopyButton value={text}>
            {({ copy, copied }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? 'common.copied' : 'common.copy')}
              </Button>
            )}
          </CopyButton>
          <Button
            component="a"
            variant="default"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${title}\n\n${text}\n`)}`}
            download="guichet.txt"
          >
            {t('account.secondFactor.download')}
          </Button>
        </Group>
        <Button onClick={onDone}>{t('account.secondFactor.saved')}</Button>
      </Group>
    </Stack>
  );
}
