import type { Passkey } from '@guichet/contracts';
import { Row, RowDetail, RowMain, RowName } from '@guichet/ui';
import { Badge, Button, Group } from '@mantine/core';
import { ShortTime } from '../../shared/i18n/short-time.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useDeviceName } from '../../shared/session/use-device-name.js';

interface Props {
  passkey: Passkey;
  onRename: () => void;
  onRemove: () => void;
}

/** A passkey: its name, since when it is there, and when and with what it was last used. */
export function PasskeyRow({ passkey, onRename, onRemove }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const deviceName = useDeviceName();
  const { name, createdAt, usedAt, addedWith, usedWith } = passkey;
  const [date, device] = [formats.date(createdAt), deviceName(addedWith)];
  return (
    <Row>
      <RowMain>
        <RowName>
          <bdi>{name}</bdi>
          {passkey.isSynced && (
            <Badge variant="light" color="gray" tt="none">
              {t('passkeys.synced')}
            </Badge>
          )}
          {!passkey.isUsable && (
            <Badge variant="light" color="orange" tt="none">
              {t('passkeys.unusable')}
            </Badge>
          )}
        </RowName>
        <RowDetail>
          {/* A passkey that nobody renamed is called as the device is. */}
          {name === device ? t('passkeys.addedOnDay', { date }) : t('passkeys.addedOn', { date, device })}
          {' · '}
          {usedAt ? (
            <>
              {t('passkeys.used')} <ShortTime at={usedAt} /> {t('passkeys.usedWith', { device: deviceName(usedWith) })}
            </>
          ) : (
            t('passkeys.unused')
          )}
        </RowDetail>
      </RowMain>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          onClick={onRename}
          aria-label={t('common.labelled', { label: t('passkeys.rename'), value: name })}
        >
          {t('passkeys.rename')}
        </Button>
        <Button
          variant="default"
          size="xs"
          onClick={onRemove}
          aria-label={t('common.labelled', { label: t('passkeys.remove'), value: name })}
        >
          {t('passkeys.remove')}
        </Button>
      </Group>
    </Row>
  );
}
