import type { EmergencyAccess } from '@guichet/contracts';
import { PageHead, PageLead, Row, RowDetail, RowMain, RowName } from '@guichet/ui';
import { Badge } from '@mantine/core';
import { IconLockCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { emergencyAccessesQuery } from '../../shared/api/queries.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useNow } from '../../shared/i18n/use-now.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { PagedRows } from '../../shared/layout/paged-rows.js';
import { useMay } from '../../shared/session/use-session.js';

function AccessRow({ access }: { access: EmergencyAccess }) {
  const { t } = useTexts();
  const formats = useFormats();
  const now = useNow();
  const { id, by, reference, reason, at, until, endedAt, endedBy } = access;
  const isOpen = endedAt === null && Date.parse(until) > now;
  return (
    <Row>
      <RowMain>
        <RowName>
          <Link to="/emergency-access/$accessId" params={{ accessId: id }} data-whole-row>
            <bdi>{by.name}</bdi>
          </Link>
          {isOpen && (
            <Badge variant="light" color="red" tt="none">
              {t('emergencyAccess.open')}
            </Badge>
          )}
        </RowName>
        <RowDetail>
          {[
            reference
              ? t('emergencyAccess.of', { reference })
              : t('emergencyAccess.ofOther', { team: t('emergencyAccess.elsewhere') }),
            formats.range(at, endedAt ?? until),
            ...(endedBy ? [t('emergencyAccess.endedByName', { name: endedBy.name })] : []),
            reason,
          ].join(' · ')}
        </RowDetail>
      </RowMain>
    </Row>
  );
}

/** The accesses in an emergency of which one is told, the last first: what is left when the notification is gone. */
export function EmergencyAccessesPage() {
  const { t } = useTexts();
  const may = useMay();
  return (
    <>
      <PageHead>
        <h1>{t('emergencyAccess.listTitle')}</h1>
      </PageHead>
      <PageLead>{t('emergencyAccess.lead')}</PageLead>
      {/* Whoever must open a case in need looks here first. */}
      {may('case.break-glass') && <PageLead>{t('emergencyAccess.how')}</PageLead>}
      <PagedRows
        query={useInfiniteQuery(emergencyAccessesQuery)}
        failed={t('emergencyAccess.listFailed')}
        icon={IconLockCheck}
        empty={t('emergencyAccess.none')}
        emptyText={t('emergencyAccess.noneText')}
      >
        {(items) => items.map((access) => <AccessRow key={access.id} access={access} />)}
      </PagedRows>
    </>
  );
}
