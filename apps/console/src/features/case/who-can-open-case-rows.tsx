import type { CaseObstacle, CaseReader } from '@guichet/contracts';
import { ErrorState, PersonAvatar, Row, RowDetail, RowList, RowMain, RowName } from '@guichet/ui';
import { Badge, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agentsQuery, caseReadingQuery } from '../../shared/api/queries.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useRoleTexts } from '../../shared/roles/permission-groups-and-role-texts.js';

const READING = new Set(['case.read', 'metrics.read']);

/** Somebody who sees the case: what lets them in, and by which role they see the cases of its team at all. */
export function ReaderRow({ reader }: { reader: CaseReader }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { reason } = useRoleTexts();
  const { agent, admission, permissions, reasons } = reader;
  return (
    <Row>
      <PersonAvatar name={agent.name} size={30} />
      <RowMain>
        <RowName>
          <bdi>{agent.name}</bdi>
          {permissions.every((permission) => READING.has(permission)) && (
            <Badge variant="light" color="gray" tt="none">
              {t('roles.readers.readsOnly')}
            </Badge>
          )}
        </RowName>
        {admission?.by === 'name' && <RowDetail>{t('roles.readers.named')}</RowDetail>}
        {admission?.by === 'glass' && (
          <RowDetail>
            {t('roles.readers.glass', { until: formats.dateTime(admission.until), reason: admission.reason })}
          </RowDetail>
        )}
        {reasons.map((one) => (
          <RowDetail key={one.grantId}>
            {admission ? t('roles.readers.worksBy', { reason: reason(one, true) }) : reason(one, true)}
          </RowDetail>
        ))}
      </RowMain>
    </Row>
  );
}

/** What stands in the way of an agent, in sentences. */
function useObstacleText() {
  const { t } = useTexts();
  const formats = useFormats();
  const { reason, roleName, lastDay } = useRoleTexts();
  return (obstacle: CaseObstacle): string => {
    switch (obstacle.type) {
      case 'inactive':
        return t('roles.readers.not.inactive');
      case 'no-role':
        return t('roles.readers.not.noRole');
      case 'role-ended':
        return t('roles.readers.not.ended', { role: roleName(obstacle.role), date: lastDay(obstacle.at) });
      case 'role-begins':
        return t('roles.readers.not.begins', { role: roleName(obstacle.role), date: formats.date(obstacle.at) });
      case 'elsewhere': {
        const { reasons, team, sector } = obstacle;
        const place = { team: team.name, sector: sector?.name ?? '' };
        const by = formats.list(reasons.map((one) => reason(one, true)));
        return t(sector ? 'roles.readers.not.otherSector' : 'roles.readers.not.otherTeam', { reasons: by, ...place });
      }
      case 'restricted':
        return t(obstacle.mayBreakGlass ? 'roles.readers.not.restrictedGlass' : 'roles.readers.not.restricted');
    }
  };
}

/** Answers of any agent whether they see the case, by what, or else why not. */
export function AskOfAgent({ caseId }: { caseId: string }) {
  const { t } = useTexts();
  const { data: agents = [] } = useQuery(agentsQuery);
  const [agentId, setAgentId] = useState<string | null>(null);
  return (
    <Stack gap="xs">
      <Select
        label={t('roles.readers.ask')}
        placeholder={t('roles.readers.askPlaceholder')}
        data={agents.map(({ id, name }) => ({ value: id, label: name }))}
        value={agentId}
        onChange={setAgentId}
        searchable
        clearable
      />
      <div role="status">{agentId && <Answer key={agentId} caseId={caseId} agentId={agentId} />}</div>
    </Stack>
  );
}

function Answer({ caseId, agentId }: { caseId: string; agentId: string }) {
  const { t } = useTexts();
  const obstacleText = useObstacleText();
  const { data, error, refetch } = useQuery(caseReadingQuery(caseId, agentId));
  if (error && !data)
    return <ErrorState error={error} what={t('roles.readers.failed')} onRetry={() => void refetch()} />;
  if (!data) return null;
  if (data.reader)
    return (
      <RowList>
        <ReaderRow reader={data.reader} />
      </RowList>
    );
  return (
    <>
      <Text size="sm" fw={600}>
        {t('roles.readers.not.title', { name: data.agent.name })}
      </Text>
      {data.obstacles.map((obstacle) => (
        <Text key={JSON.stringify(obstacle)} size="sm">
          {obstacleText(obstacle)}
        </Text>
      ))}
    </>
  );
}
