import classes from './team-workload.module.css';
import type { TeamStateReason } from './team-state-reasons.js';
import { useMetricFormats } from '../metrics/use-metric-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** The reasons for the state of a team as one line of text; severe ones are emphasised by weight and colour. */
export function TeamStateReasonsText({ reasons, now }: { reasons: readonly TeamStateReason[]; now: number }) {
  const { t } = useTexts();
  const amounts = useMetricFormats();
  const say = (reason: TeamStateReason) => {
    if (reason.why === 'oldest') return t('dashboards.now.why.oldest', { age: amounts.age(reason.since, now) });
    if (reason.why === 'full')
      return reason.count === reason.agents
        ? t('dashboards.now.why.allFull', { count: reason.agents })
        : t('dashboards.now.why.someFull', { count: reason.count, agents: reason.agents });
    if (reason.why === 'available')
      return reason.count === 0
        ? t('dashboards.now.why.noneAvailable', { count: reason.agents })
        : t('dashboards.now.why.available', { some: reason.count, count: reason.agents });
    if ('count' in reason) return t(`dashboards.now.why.${reason.why}`, { count: reason.count });
    return t(`dashboards.now.why.${reason.why}`);
  };
  return (
    <span className={classes.reasons}>
      {reasons.map((reason, index) => (
        <span key={reason.why} className={classes.reason} data-tone={reason.tone}>
          {/* Beside the reason, and out of sight where that begins a line: no line begins or ends with it. */}
          {index > 0 && <span className={classes.dot}> · </span>}
          {say(reason)}
        </span>
      ))}
    </span>
  );
}
