import classes from './team-workload.module.css';
import type { TeamNow } from './team-state-reasons.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/**
 * A bar of the open cases of a team beside the other teams: late ones are solid, those due soon hatched, the rest
 * pale.
 */
export function TeamWorkloadBar({ team, most }: { team: Pick<TeamNow, 'late' | 'soon' | 'waiting'>; most: number }) {
  const rest = Math.max(0, team.waiting - team.late - team.soon);
  const part = (count: number) => ({ width: `${(count / most) * 100}%` });
  return (
    <span className={classes.bar} aria-hidden>
      <span data-part="late" style={part(team.late)} />
      <span data-part="soon" style={part(team.soon)} />
      <span data-part="rest" style={part(rest)} />
    </span>
  );
}

/** What the parts of the bars are, and what their length is. */
export function TeamWorkloadLegend() {
  const { t } = useTexts();
  return (
    <p className={classes.legend}>
      {t('dashboards.now.bars')}
      {(['late', 'soon', 'rest'] as const).map((part) => (
        <span key={part}>
          <span className={classes.bar} aria-hidden>
            <span data-part={part} />
          </span>
          {part === 'rest' ? t('dashboards.now.rest') : t(`dashboards.now.figure.${part}`).toLocaleLowerCase()}
        </span>
      ))}
    </p>
  );
}
