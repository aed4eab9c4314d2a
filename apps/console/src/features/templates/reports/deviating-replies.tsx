import type { ConsistencyReport, Deviation, FactVerdict } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { IconCirclePlus, IconEqualNot, IconSquareRoundedMinus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useFactText } from './use-fact-text.js';
import report from './report.module.css';
import classes from './report-table.module.css';

const glyphs = { other: IconEqualNot, missing: IconSquareRoundedMinus, added: IconCirclePlus };

/** The list of the replies whose facts deviate from the approved text. */
export function DeviatingReplies({ report: { deviations, hidden, notJudged } }: { report: ConsistencyReport }) {
  const { t } = useTexts();
  return (
    <section className={classes.section}>
      <h2 className={report.title}>{t('templates.consistency.deviations')}</h2>
      {deviations.length + hidden === 0 && (
        <p className={report.hint}>
          {notJudged > 0 ? t('templates.consistency.noneFound') : t('templates.consistency.noDeviations')}
        </p>
      )}
      {deviations.length > 0 && (
        <ul className={classes.deviations}>
          {deviations.map((deviation) => (
            <Deviating key={deviation.entryId} deviation={deviation} />
          ))}
        </ul>
      )}
      {hidden > 0 && <p className={report.hint}>{t('templates.consistency.hidden', { count: hidden })}</p>}
    </section>
  );
}

function Deviating({ deviation }: { deviation: Deviation }) {
  const { t } = useTexts();
  const channels = useChannelTexts();
  const { reference, caseId, position, citizen, channel, team, by, at, number, facts } = deviation;
  return (
    <li className={classes.deviation}>
      <p className={classes.who}>
        <bdi>{displayName(citizen)}</bdi>
        <Link
          to="/inbox/$view/$caseId"
          params={{ view: 'all', caseId }}
          search={{ at: position }}
          aria-label={t('templates.consistency.open', { reference })}
        >
          {reference}
        </Link>
      </p>
      <ul className={classes.facts}>
        {facts.map((fact, index) => (
          <Told key={index} fact={fact} />
        ))}
      </ul>
      <p className={classes.where}>
        <span className={classes.channel}>
          <ChannelMark kind={channel} />
          {channels.title(channel)}
        </span>
        <bdi>{team}</bdi>
        <bdi>{by}</bdi>
        <ShortTime at={at} />
        <span>{t('templates.version', { number })}</span>
      </p>
    </li>
  );
}

function Told({ fact }: { fact: FactVerdict }) {
  const words = useFactText();
  const said = words.deviation(fact);
  if (fact.verdict === 'same' || !said) return null;
  const Glyph = glyphs[fact.verdict];
  return (
    <li data-verdict={fact.verdict}>
      <Glyph size={16} stroke={1.75} aria-hidden />
      <span>{said}</span>
    </li>
  );
}
