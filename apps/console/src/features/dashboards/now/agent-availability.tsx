import { AgentState, type Board, type ChannelKind } from '@guichet/contracts';
import { PersonAvatar } from '@guichet/ui';
import { NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useEndRelief } from '../../../shared/cases/use-end-relief.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import classes from './agent-availability.module.css';
import { lateCasesLink, openCasesLink } from './case-list-links.js';
import { ExplainedLabel } from '../explained-label.js';
import { sortByFreeCapacity, freeCapacityOf } from './sort-by-free-capacity.js';
import { TextWithPresenceMark } from '../text-with-presence-mark.js';
import { DashboardPanel, PanelHead, PanelScroller } from '../dashboard-panel.js';
import { useMetricFormats } from '../metrics/use-metric-formats.js';

/** The present agents with their load, and their free capacity for a channel. */
export function AgentAvailability({ board }: { board: Board }) {
  const { t } = useTexts();
  const words = useChannelTexts();
  const kinds = [...new Set(board.channels.filter(({ enabled }) => enabled).map(({ kind }) => kind))];
  const [asked, ask] = useState<ChannelKind>();
  const channel = asked ?? (kinds.includes('chat') ? 'chat' : kinds[0]);
  const [teamId, setTeamId] = useState('');
  const inTeam = board.agents.filter(({ teamIds }) => teamId === '' || teamIds.includes(teamId));
  const agents = sortByFreeCapacity(inTeam, channel);
  const present = agents.filter(({ absence }) => absence === null);
  const room = agents.reduce((sum, agent) => sum + freeCapacityOf(agent, channel), 0);
  return (
    <DashboardPanel>
      <PanelHead>
        <h2 id="agents">{t('dashboards.now.agents')}</h2>
        {board.teams.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label={t('dashboards.team')}
            value={teamId}
            onChange={(event) => setTeamId(event.currentTarget.value)}
            data={[
              { value: '', label: t('dashboards.now.allTeams') },
              ...board.teams
                .map(({ id, name }) => ({ value: id, label: name }))
                .toSorted((one, other) => one.label.localeCompare(other.label)),
            ]}
          />
        )}
        {kinds.length > 0 && (
          <NativeSelect
            size="xs"
            aria-label={t('dashboards.now.freeCapacityFor')}
            value={channel}
            onChange={(event) => ask(event.currentTarget.value as ChannelKind)}
            data={kinds.map((kind) => ({
              value: kind,
              label: t('dashboards.now.freeCapacityForOne', { channel: words.title(kind) }),
            }))}
          />
        )}
      </PanelHead>
      <p className={classes.states}>
        {AgentState.options.map((state) => (
          <TextWithPresenceMark key={state} state={state}>
            {t(`dashboards.now.states.${state}`, {
              count: present.filter((agent) => agent.state === state).length,
            })}
          </TextWithPresenceMark>
        ))}
        {agents.length > present.length && (
          <TextWithPresenceMark state="offline">
            {t('dashboards.now.absentCount', { count: agents.length - present.length })}
          </TextWithPresenceMark>
        )}
      </p>
      {channel && agents.length > 0 && (
        <p className={classes.answer}>
          {room > 0
            ? t('dashboards.now.freeCapacity', { count: room, channel: words.title(channel) })
            : t('dashboards.now.noRoom', { channel: words.title(channel) })}
        </p>
      )}
      <PanelScroller labelledBy="agents">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('dashboards.agent')}</th>
              <th scope="col">
                <ExplainedLabel text={t('dashboards.now.loadExplained')}>{t('dashboards.now.load')}</ExplainedLabel>
              </th>
              <th scope="col" className={classes.number}>
                <ExplainedLabel text={t('dashboards.now.freeCapacityExplained')}>
                  {t('dashboards.now.freeCapacityTitle')}
                </ExplainedLabel>
              </th>
            </tr>
          </thead>
          <tbody>
            {agents.map((agent) => (
              <AgentRow key={agent.id} agent={agent} room={freeCapacityOf(agent, channel)} />
            ))}
          </tbody>
        </table>
      </PanelScroller>
    </DashboardPanel>
  );
}

/** Leads to the page of the agent for whoever may change something there. */
function AgentName({ agent: { id, name } }: { agent: Board['agents'][number] }) {
  const may = useMay();
  const shown = <bdi className={classes.name}>{name}</bdi>;
  return may('agent.manage') || may('presence.manage') ? (
    <Link to="/settings/agents/$agentId" params={{ agentId: id }} className={classes.toAgent}>
      {shown}
    </Link>
  ) : (
    shown
  );
}

/** The open cases of an agent, as a link to them. The load counts those that the reader does not see as well. */
function OpenCases({ agent: { id, open, load } }: { agent: Board['agents'][number] }) {
  const { t } = useTexts();
  return (
    <span className={classes.cases}>
      {open === 0 ? (
        t(load > 0 ? 'dashboards.now.openUnseen' : 'dashboards.now.noOpenCases')
      ) : (
        <Link {...openCasesLink(id)} className={classes.toCases}>
          {t('dashboards.now.openCases', { count: open })}
        </Link>
      )}
    </span>
  );
}

function AgentRow({ agent, room }: { agent: Board['agents'][number]; room: number }) {
  const { t } = useTexts();
  const formats = useFormats();
  const amounts = useMetricFormats();
  const now = useNow();
  const may = useMay();
  const endRelief = useEndRelief();
  const { load, capacity, absence } = agent;
  const full = load >= capacity;
  const isAvailable = agent.state === 'available';
  // Of whoever was given the cases back it is over in a moment, and is not said until then.
  const isRelieved = agent.relievedUntil !== null && Date.parse(agent.relievedUntil) - now > 120_000;
  return (
    <tr>
      <th scope="row">
        <span className={classes.who}>
          <PersonAvatar name={agent.name} size={24} />
          <span>
            <AgentName agent={agent} />
            <TextWithPresenceMark state={agent.state}>
              {absence
                ? absence.substitute
                  ? t('dashboards.now.absentFor', { name: absence.substitute.name })
                  : t('dashboards.now.absent')
                : agent.invited
                  ? t('presence.invited')
                  : t('dashboards.now.stateFor', {
                      state: t(`dashboards.now.state.${agent.state}`),
                      // Never broken within.
                      age: amounts.age(agent.since, now).replaceAll(' ', '\u00a0'),
                    })}
              {agent.planned && ` · ${t('dashboards.now.planned', { from: formats.absenceFrom(agent.planned.from) })}`}
            </TextWithPresenceMark>
            {isRelieved && (
              <span className={classes.relieved}>
                {t('dashboards.now.relieved', { until: formats.clock(agent.relievedUntil!) })}
                {may('presence.manage') && (
                  <>
                    {' · '}
                    <button type="button" className={classes.endRelief} onClick={() => void endRelief([agent.id])}>
                      {t('dashboards.now.endRelief')}
                      <span className="g-sr"> {agent.name}</span>
                    </button>
                  </>
                )}
              </span>
            )}
          </span>
        </span>
      </th>
      <td>
        <span className={classes.meter} data-full={full || undefined} aria-hidden>
          <span style={{ width: `${capacity > 0 ? Math.min(100, (load / capacity) * 100) : 0}%` }} />
        </span>
        <span className={classes.load}>
          <OpenCases agent={agent} />
          <span>{t('dashboards.now.loadOf', { load: formats.number(load), capacity: formats.number(capacity) })}</span>
          {agent.late > 0 && (
            <Link {...lateCasesLink(agent.id)} className={classes.late}>
              {t('dashboards.now.why.late', { count: agent.late })}
            </Link>
          )}
        </span>
      </td>
      <td className={classes.number} data-room={room > 0 || undefined}>
        {room > 0 || (isAvailable && !full) ? formats.number(room) : isAvailable ? t('dashboards.now.full') : '–'}
      </td>
    </tr>
  );
}
