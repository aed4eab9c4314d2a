import type { Board } from '@guichet/contracts';
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { caseListLink, type Queue } from './case-list-links.js';
import { ExplainedLabel } from '../explained-label.js';
import { DashboardPanel, PanelScroller } from '../dashboard-panel.js';
import { TeamWorkloadBar, TeamWorkloadLegend } from './team-workload-bar.js';
import { teamStateReasons } from './team-state-reasons.js';
import { TeamStateReasonsText } from './team-state-reasons-text.js';
import classes from './team-workload.module.css';

const columns = ['late', 'soon', 'waiting', 'unassigned'] as const;

/** The teams with their late, due, waiting and unassigned cases and the reasons, the worst first. */
export function TeamWorkloadTable({ teams, agents }: Pick<Board, 'teams' | 'agents'>) {
  const { t } = useTexts();
  const formats = useFormats();
  const now = useNow();
  const most = Math.max(1, ...teams.map(({ waiting, late, soon }) => Math.max(waiting, late + soon)));
  const number = (queue: Queue, team: string, value: number) =>
    value === 0 ? (
      <span className={classes.none}>0</span>
    ) : (
      <Link {...caseListLink(queue, team)} className={classes.count}>
        {formats.number(value)}
      </Link>
    );
  return (
    <DashboardPanel>
      <h2 id="teams">{t('dashboards.now.teams')}</h2>
      <TeamWorkloadLegend />
      <PanelScroller labelledBy="teams">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('dashboards.team')}</th>
              {columns.map((column) => (
                <th key={column} scope="col" className={classes.number}>
                  <ExplainedLabel text={t(`dashboards.now.explain.${column}`)}>
                    {t(`dashboards.now.figure.${column}`)}
                  </ExplainedLabel>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {teams.map((team) => (
              <tr key={team.id} data-closed={team.open ? undefined : ''}>
                <th scope="row">
                  <span className={classes.name}>
                    <Link to="/inbox/$view" params={{ view: 'all' }} search={{ team: team.id }}>
                      <bdi>{team.name}</bdi>
                    </Link>
                  </span>
                  <span className={classes.words}>
                    <TeamStateReasonsText reasons={teamStateReasons(team, agents)} now={now} />
                  </span>
                  <TeamWorkloadBar team={team} most={most} />
                </th>
                {columns.map((column) => (
                  <td key={column} className={classes.number} data-tone={team[column] > 0 ? column : undefined}>
                    <span className={classes.label}>{t(`dashboards.now.figure.${column}`)}</span>{' '}
                    {number(column, team.id, team[column])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </PanelScroller>
    </DashboardPanel>
  );
}
