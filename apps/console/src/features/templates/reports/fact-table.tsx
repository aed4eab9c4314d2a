import type { ConsistencyFact } from '@guichet/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useFactText } from './use-fact-text.js';
import report from './report.module.css';
import classes from './report-table.module.css';

interface StatedCount {
  stated: number;
  of: number;
}

/** A count that is lower than the total is emphasised by weight and an icon. */
function Cell({ count }: { count: StatedCount | undefined }) {
  const { t } = useTexts();
  if (!count || count.of === 0) return <td className={classes.number}>–</td>;
  const below = count.stated < count.of;
  return (
    <td className={classes.number} data-below={below || undefined}>
      {below && <IconAlertTriangle size={14} stroke={1.75} role="img" aria-label={t('templates.consistency.below')} />}
      {t('templates.consistency.stated', { stated: count.stated, of: count.of })}
    </td>
  );
}

/** The columns that any fact has, in the order in which they are met. */
const columns = <T,>(
  facts: readonly ConsistencyFact[],
  of: (fact: ConsistencyFact) => readonly T[],
  key: (one: T) => string,
) => [...new Map(facts.flatMap(of).map((one) => [key(one), one])).values()];

/** A table of the facts of a template by channel and team: in how many replies they are stated. */
export function FactTable({ facts }: { facts: readonly ConsistencyFact[] }) {
  const { t } = useTexts();
  const words = useFactText();
  const channels = useChannelTexts();
  const byChannel = columns(
    facts,
    (fact) => fact.byChannel,
    ({ channel }) => channel,
  );
  const byTeam = columns(
    facts,
    (fact) => fact.byTeam,
    ({ teamId }) => teamId,
  );
  if (facts.length === 0) return <p className={report.hint}>{t('templates.consistency.noFacts')}</p>;
  return (
    <section className={classes.section}>
      <h2 className={report.title}>{t('templates.consistency.facts')}</h2>
      <p className={report.hint}>{t('templates.consistency.factsHint')}</p>
      <div className={classes.scroller} tabIndex={0} role="region" aria-label={t('templates.consistency.facts')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th rowSpan={2} scope="col">
                {t('templates.consistency.fact')}
              </th>
              <th colSpan={byChannel.length || 1} scope="colgroup">
                {t('templates.consistency.byChannel')}
              </th>
              <th colSpan={byTeam.length || 1} scope="colgroup">
                {t('templates.consistency.byTeam')}
              </th>
            </tr>
            <tr>
              {byChannel.map(({ channel }) => (
                <th key={channel} scope="col" className={classes.number}>
                  {channels.title(channel)}
                </th>
              ))}
              {byTeam.map(({ teamId, team }) => (
                <th key={teamId} scope="col" className={classes.number}>
                  <bdi>{team}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {facts.map((fact, index) => (
              <tr key={index}>
                <th scope="row">
                  <span className={classes.kind}>{t(`templates.consistency.kind.${fact.kind}`)}</span>
                  <bdi>{words.approved(fact)}</bdi>
                </th>
                {byChannel.map(({ channel }) => (
                  <Cell key={channel} count={fact.byChannel.find((one) => one.channel === channel)} />
                ))}
                {byTeam.map(({ teamId }) => (
                  <Cell key={teamId} count={fact.byTeam.find((one) => one.teamId === teamId)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
