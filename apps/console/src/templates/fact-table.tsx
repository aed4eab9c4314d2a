import type { ConsistencyFact } from '@guichet/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChannelWords } from '../i18n/channel-words.js';
import { useFactWords } from './fact-words.js';
import report from './report.module.css';
import classes from './table.module.css';

interface Told {
  told: number;
  of: number;
}

/** What does not reach all of them stands out by weight and glyph. */
function Cell({ told }: { told: Told | undefined }) {
  const { t } = useTranslation();
  if (!told || told.of === 0) return <td className={classes.number}>–</td>;
  const below = told.told < told.of;
  return (
    <td className={classes.number} data-below={below || undefined}>
      {below && <IconAlertTriangle size={14} stroke={1.75} role="img" aria-label={t('library.consistency.below')} />}
      {t('library.consistency.told', { told: told.told, of: told.of })}
    </td>
  );
}

/** The columns that any fact has, in the order in which they are met. */
const columns = <T,>(
  facts: readonly ConsistencyFact[],
  of: (fact: ConsistencyFact) => readonly T[],
  key: (one: T) => string,
) => [...new Map(facts.flatMap(of).map((one) => [key(one), one])).values()];

/** Facts down, channels and teams across. */
export function FactTable({ facts }: { facts: readonly ConsistencyFact[] }) {
  const { t } = useTranslation();
  const words = useFactWords();
  const channels = useChannelWords();
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
  if (facts.length === 0) return <p className={report.hint}>{t('library.consistency.noFacts')}</p>;
  return (
    <section className={classes.section}>
      <h2 className={report.title}>{t('library.consistency.facts')}</h2>
      <p className={report.hint}>{t('library.consistency.factsHint')}</p>
      <div className={classes.scroller} tabIndex={0} role="region" aria-label={t('library.consistency.facts')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th rowSpan={2} scope="col">
                {t('library.consistency.fact')}
              </th>
              <th colSpan={byChannel.length || 1} scope="colgroup">
                {t('library.consistency.byChannel')}
              </th>
              <th colSpan={byTeam.length || 1} scope="colgroup">
                {t('library.consistency.byTeam')}
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
                  <span className={classes.kind}>{t(`library.consistency.kind.${fact.kind}`)}</span>
                  <bdi>{words.approved(fact)}</bdi>
                </th>
                {byChannel.map(({ channel }) => (
                  <Cell key={channel} told={fact.byChannel.find((one) => one.channel === channel)} />
                ))}
                {byTeam.map(({ teamId }) => (
                  <Cell key={teamId} told={fact.byTeam.find((one) => one.teamId === teamId)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
