import {
  ErrorState,
  FormDialog,
  PageHead,
  PageLead,
  Row,
  RowDetail,
  RowList,
  RowMain,
  RowName,
  SearchField,
} from '@guichet/ui';
import { Badge, Button, Skeleton } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconChevronRight, IconLock, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { SectorBadge } from '../../../shared/sectors/sector-badge.js';
import { useMay } from '../../../shared/session/use-session.js';
import { TeamFields, type TeamValues } from './team-fields.js';

function NewTeam({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const [attempt] = useState(() => crypto.randomUUID());
  const form = useForm<TeamValues>({ initialValues: { name: '', agentIds: [], confidential: false, sectorId: null } });
  const save = useMutation({
    mutationFn: (values: TeamValues) => call('createTeam', { body: values, idempotencyKey: attempt }),
    onSuccess: async () => {
      await Promise.all(
        (['teams', 'sectors', 'agents', 'session'] as const).map((name) =>
          queryClient.invalidateQueries({ queryKey: [name] }),
        ),
      );
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('teams.add')}
      error={save.error}
      submit={t('common.save')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <TeamFields form={form} from={null} />
    </FormDialog>
  );
}

export function TeamsPage() {
  const { t } = useTexts();
  const formats = useFormats();
  const may = useMay();
  const { data: teams, error, refetch } = useQuery(teamsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const [adding, setAdding] = useState(false);
  const [text, setText] = useState('');
  const shown = teams?.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <>
      <PageHead>
        <h1>{t('settings.teams')}</h1>
        {may('team.manage') && (
          <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setAdding(true)}>
            {t('teams.add')}
          </Button>
        )}
      </PageHead>
      <PageLead>{t('teams.lead')}</PageLead>
      {(teams?.length ?? 0) > 8 && (
        <SearchField
          mb="md"
          label={t('common.list.find')}
          placeholder={t('common.list.find')}
          value={text}
          onText={setText}
          onClear={() => setText('')}
        />
      )}
      {error ? (
        <ErrorState error={error} what={t('teams.failed')} onRetry={() => void refetch()} />
      ) : !shown ? (
        <Skeleton height={120} />
      ) : (
        <RowList>
          {shown.map((team) => (
            <Row key={team.id}>
              <RowMain>
                <RowName>
                  <Link to="/settings/teams/$teamId" params={{ teamId: team.id }} data-whole-row>
                    <bdi>{team.name}</bdi>
                  </Link>
                  <SectorBadge sectorId={team.sectorId} />
                  {team.confidential && (
                    <Badge variant="light" color="gray" tt="none" leftSection={<IconLock size={12} stroke={1.75} />}>
                      {t('teams.confidential')}
                    </Badge>
                  )}
                </RowName>
                <RowDetail>
                  {formats.list(
                    agents
                      .filter((agent) => team.agentIds.includes(agent.id))
                      .toSorted((one, other) => Number(other.active) - Number(one.active))
                      .map(({ name, active }) => (active ? name : t('teams.deactivatedMember', { name }))),
                  ) || t('teams.nobody')}
                </RowDetail>
              </RowMain>
              <IconChevronRight size={16} stroke={1.5} aria-hidden />
            </Row>
          ))}
        </RowList>
      )}
      {adding && <NewTeam onClose={() => setAdding(false)} />}
    </>
  );
}
