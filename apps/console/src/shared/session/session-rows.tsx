import type { OpenSession } from '@guichet/contracts';
import { Row, RowDetail, RowList, RowMain, RowName } from '@guichet/ui';
import { Badge, Button } from '@mantine/core';
import { ShortTime } from '../i18n/short-time.js';
import { useTexts } from '../i18n/use-texts.js';
import { useDeviceName } from './use-device-name.js';

interface Props {
  sessions: readonly OpenSession[];
  /** The session that is being ended. */
  ending: string | undefined;
  onEnd: (id: string) => void;
}

/** Open sessions: the device in plain words, where and when it was last used, and a button that ends it. */
export function SessionRows({ sessions, ending, onEnd }: Props) {
  const { t } = useTexts();
  const deviceName = useDeviceName();
  return (
    <RowList>
      {sessions.map((session) => (
        <Row key={session.id}>
          <RowMain>
            <RowName>
              {deviceName(session.userAgent)}
              {session.current && (
                <Badge variant="light" tt="none">
                  {t('account.thisOne')}
                </Badge>
              )}
            </RowName>
            <RowDetail>
              {session.address && `${session.address} · `}
              {t('account.seen')} <ShortTime at={session.seenAt} /> · {t('account.since')}{' '}
              <ShortTime at={session.createdAt} within="since" />
            </RowDetail>
          </RowMain>
          {!session.current && (
            <Button
              variant="default"
              size="xs"
              loading={ending === session.id}
              onClick={() => onEnd(session.id)}
              aria-label={t('common.labelled', { label: t('account.end'), value: deviceName(session.userAgent) })}
            >
              {t('account.end')}
            </Button>
          )}
        </Row>
      ))}
    </RowList>
  );
}
