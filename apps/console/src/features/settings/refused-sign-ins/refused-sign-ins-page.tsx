import type { RefusedSignIn } from '@guichet/contracts';
import { PageHead, PageLead, Row, RowDetail, RowMain, RowName } from '@guichet/ui';
import { Badge } from '@mantine/core';
import { IconLockCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { refusedSignInsQuery } from '../../../shared/api/queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { PagedRows } from '../../../shared/layout/paged-rows.js';
import { useDeviceName } from '../../../shared/session/use-device-name.js';
import { groupRefusedSignIns } from './group-refused-sign-ins.js';

/** Refused sign-ins for the same account from the same place, as one line. */
function RefusedSignInRow({ items }: { items: [RefusedSignIn, ...RefusedSignIn[]] }) {
  const { t } = useTexts();
  const formats = useFormats();
  const deviceName = useDeviceName();
  const now = useNow();
  const { account, agent, cause, provider, address, userAgent, at, blockedUntil } = items[0];
  const first = items.at(-1)!;
  return (
    <Row>
      <RowMain>
        <RowName>
          <bdi>{agent?.name ?? (account || (provider ? t('settings.refused.nobody') : t('passkeys.unknown')))}</bdi>
          {!agent && (
            <Badge variant="light" color="gray" tt="none">
              {t('settings.refused.unknown')}
            </Badge>
          )}
          {blockedUntil && (
            <Badge variant="light" color="red" tt="none">
              {t('settings.refused.blocked')}
            </Badge>
          )}
          {items.length > 1 && (
            <Badge variant="light" color="red" tt="none">
              {t('settings.refused.times', { count: items.length })}
            </Badge>
          )}
        </RowName>
        <RowDetail>
          {[
            agent && account,
            cause && t(`settings.refused.cause.${cause}`, { provider: provider ?? '' }),
            formats.range(first.at, at),
            blockedUntil &&
              t(Date.parse(blockedUntil) > now ? 'settings.refused.isBlocked' : 'settings.refused.wasBlocked', {
                until: formats.dateTime(blockedUntil),
              }),
            t('settings.refused.from', { address }),
            deviceName(userAgent),
          ]
            .filter(Boolean)
            .join(' · ')}
        </RowDetail>
      </RowMain>
    </Row>
  );
}

/** The sign-ins of the last 30 days that were refused: for what was typed, or after too many. */
export function RefusedSignInsPage() {
  const { t } = useTexts();
  return (
    <>
      <PageHead>
        <h1>{t('settings.refused.title')}</h1>
      </PageHead>
      <PageLead>{t('settings.refused.lead')}</PageLead>
      <PagedRows
        query={useInfiniteQuery(refusedSignInsQuery)}
        failed={t('settings.refused.failed')}
        icon={IconLockCheck}
        empty={t('settings.refused.empty')}
        emptyText={t('settings.refused.emptyText')}
      >
        {(items) => groupRefusedSignIns(items).map((group) => <RefusedSignInRow key={group[0].id} items={group} />)}
      </PagedRows>
    </>
  );
}
