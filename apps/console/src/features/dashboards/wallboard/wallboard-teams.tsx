import type { Wallboard } from '@guichet/contracts';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { TeamWorkloadBar, TeamWorkloadLegend } from '../now/team-workload-bar.js';
import { teamStateReasons } from '../now/team-state-reasons.js';
import { TeamStateReasonsText } from '../now/team-state-reasons-text.js';
import classes from './wallboard-screen.module.css';

/** So many are read from afar. */
const SHOWN = 4;

/** The teams with the most late cases, all of those that have any, and the sum of the others. */
export function WallboardTeams({ teams, now }: Pick<Wallboard, 'teams'> & { now: number }) {
  const { t } = useTexts();
  const most = Math.max(1, ...teams.map(({ waiting, late, soon }) => Math.max(waiting, late + soon)));
  // They come first: what is late is never out of sight.
  const shown = Math.max(SHOWN, teams.filter(({ late }) => late > 0).length);
  const others = teams.slice(shown);
  return (
    <section className={classes.teams} aria-labelledby="wall-teams">
      <h2 id="wall-teams">{t('dashboards.now.teams')}</h2>
      <ul>
        {teams.slice(0, shown).map((team) => (
          <li key={team.id}>
            <bdi className={classes.team}>{team.name}</bdi>
            <span className={classes.words}>
              <TeamStateReasonsText reasons={teamStateReasons(team)} now={now} />
            </span>
            <TeamWorkloadBar team={team} most={most} />
          </li>
        ))}
      </ul>
      <div className={classes.foot}>
        <div className={classes.legend}>
          <TeamWorkloadLegend />
        </div>
        {others.length > 0 && (
          <p className={classes.others}>
            {t('dashboards.wallboard.others', { count: others.length })}
            {' · '}
            {t('dashboards.wallboard.noneLate')}
          </p>
        )}
      </div>
    </section>
  );
}
