import { AgentState, type Wallboard } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { IconAlertTriangleFilled, IconCircleCheck } from '@tabler/icons-react';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { TextWithPresenceMark } from '../text-with-presence-mark.js';
import { useMetricFormats } from '../metrics/use-metric-formats.js';
import classes from './wallboard-screen.module.css';

/** The side column of the wallboard: present agents, channel health, and the work done today. */
export function WallboardSide({ wall }: { wall: Wallboard }) {
  const { t } = useTexts();
  const formats = useFormats();
  const amounts = useMetricFormats();
  const words = useChannelTexts();
  const { today, satisfaction } = wall;
  const ill = wall.channels.filter(({ health }) => health === 'error');
  return (
    <div className={classes.side}>
      <section aria-labelledby="wall-today">
        <h2 id="wall-today">{t('dashboards.now.today')}</h2>
        <dl className={classes.today}>
          {(['contacts', 'replies', 'closed'] as const).map((name) => (
            <div key={name}>
              <dd>{formats.number(today[name])}</dd>
              <dt>{t(`dashboards.metric.${name}.title`)}</dt>
            </div>
          ))}
          {satisfaction.responses > 0 && (
            <div>
              <dd>{amounts.percent(satisfaction.good / satisfaction.responses)}</dd>
              <dt>{t('dashboards.now.satisfaction')}</dt>
            </div>
          )}
        </dl>
      </section>
      <section aria-labelledby="wall-agents">
        <h2 id="wall-agents">{t('dashboards.now.agents')}</h2>
        <p className={classes.states}>
          {AgentState.options
            .filter((state) => state === 'available' || wall.states[state] > 0)
            .map((state) => (
              <TextWithPresenceMark key={state} state={state}>
                {t(`dashboards.now.states.${state}`, { count: wall.states[state] })}
              </TextWithPresenceMark>
            ))}
          {wall.absent > 0 && (
            <TextWithPresenceMark state="offline">
              {t('dashboards.now.absentCount', { count: wall.absent })}
            </TextWithPresenceMark>
          )}
        </p>
      </section>
      <section aria-labelledby="wall-channels">
        <h2 id="wall-channels">{t('dashboards.now.channels')}</h2>
        {wall.channels.length === 0 ? (
          <p className={classes.well}>{t('dashboards.now.noChannel')}</p>
        ) : ill.length === 0 ? (
          <p className={classes.well}>
            <IconCircleCheck size="1.2em" stroke={1.75} aria-hidden />
            {t('dashboards.wallboard.channelsWork', { count: wall.channels.length })}
          </p>
        ) : (
          <ul className={classes.ill}>
            {ill.map(({ id, kind }) => (
              <li key={id}>
                <IconAlertTriangleFilled size="1.1em" aria-hidden />
                <ChannelMark kind={kind} size={24} />
                {t('dashboards.now.channelDown', { name: words.title(kind) })}
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
