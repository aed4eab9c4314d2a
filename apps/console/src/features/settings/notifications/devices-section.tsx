import type { PushDevice, PushDevices } from '@guichet/contracts';
import { ErrorState, FormError, Hint, PageSection, Row, RowDetail, RowList, RowMain, RowName } from '@guichet/ui';
import { Badge, Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { pushDevicesQuery } from '../../../shared/api/queries.js';
import { isFailure } from '../../../shared/api/failure.js';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { pushState } from '../../../shared/push/browser-push.js';
import { usePushDevice } from '../../../shared/push/use-push-device.js';
import { useDeviceName } from '../../../shared/session/use-device-name.js';

/** The browsers in which the agent is notified, and a button by which this one becomes one. */
export function DevicesSection({ subjects }: { subjects: boolean }) {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(pushDevicesQuery);
  return (
    <PageSection>
      <h2>{t('notificationSettings.devices')}</h2>
      <Hint>{t(subjects ? 'notificationSettings.devicesHintSubjects' : 'notificationSettings.devicesHint')}</Hint>
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Devices {...data} />
      ) : (
        <Skeleton height={60} />
      )}
    </PageSection>
  );
}

function Devices({ publicKey, devices }: PushDevices) {
  const { t } = useTexts();
  const { add, remove } = usePushDevice();
  return (
    <>
      {/* What the push service of the browser says is of use to nobody: that it could not be done is. */}
      {add.error && !isFailure(add.error, 'invalid-request') ? (
        <p role="alert">{t('notificationSettings.addFailed')}</p>
      ) : (
        <FormError error={add.error ?? remove.error} />
      )}
      {devices.length > 0 && (
        <RowList>
          {devices.map((device) => (
            <DeviceRow
              key={device.id}
              device={device}
              isRemoving={remove.isPending && remove.variables.id === device.id}
              onRemove={() => remove.mutate(device)}
            />
          ))}
        </RowList>
      )}
      {!devices.some(({ current }) => current) && (
        <ThisBrowser publicKey={publicKey} isAdding={add.isPending} onAdd={(key) => add.mutate(key)} />
      )}
    </>
  );
}

interface RowProps {
  device: PushDevice;
  isRemoving: boolean;
  onRemove: () => void;
}

function DeviceRow({ device, isRemoving, onRemove }: RowProps) {
  const { t } = useTexts();
  const deviceName = useDeviceName();
  const name = deviceName(device.userAgent);
  return (
    <Row>
      <RowMain>
        <RowName>
          {name}
          {device.current && (
            <Badge variant="light" tt="none">
              {t('account.thisOne')}
            </Badge>
          )}
        </RowName>
        <RowDetail>
          {t('account.since')} <ShortTime at={device.createdAt} within="since" />
          {device.usedAt && (
            <>
              {' · '}
              {t('notificationSettings.lastShown')} <ShortTime at={device.usedAt} />
            </>
          )}
        </RowDetail>
      </RowMain>
      <Button
        variant="default"
        size="xs"
        loading={isRemoving}
        onClick={onRemove}
        aria-label={t('common.labelled', { label: t('notificationSettings.removeDevice'), value: name })}
      >
        {t('notificationSettings.removeDevice')}
      </Button>
    </Row>
  );
}

interface ThisBrowserProps {
  /** Null: the server has no key yet. */
  publicKey: string | null;
  isAdding: boolean;
  onAdd: (publicKey: string) => void;
}

/** The button by which this browser becomes a device, or why it cannot. */
function ThisBrowser({ publicKey, isAdding, onAdd }: ThisBrowserProps) {
  const { t } = useTexts();
  const state = pushState();
  if (state === 'unsupported' || publicKey === null) return <Hint>{t('notificationSettings.unsupported')}</Hint>;
  if (state === 'denied') return <Hint>{t('notificationSettings.denied')}</Hint>;
  return (
    <Button variant="default" mt="sm" loading={isAdding} onClick={() => onAdd(publicKey)}>
      {t('notificationSettings.addDevice')}
    </Button>
  );
}
