import type { MandatoryMention, MentionPlace } from '@guichet/contracts';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { goToFinding } from './go-to-finding.js';
import { useMandatoryMentionName } from './use-mandatory-mention-name.js';
import classes from './template-findings.module.css';

/** What the law asks of such a text, and where each wording says it; what is missing comes first. */
export function MandatoryMentions({ mentions }: { mentions: readonly MandatoryMention[] }) {
  const { t } = useTexts();
  const nameOf = useMandatoryMentionName();
  if (mentions.length === 0)
    return (
      <section className={classes.findings} aria-label={t('templates.mentions.title')}>
        <h2 className={classes.compared}>{t('templates.mentions.title')}</h2>
        <p className={classes.judged}>{t('templates.mentions.noAct')}</p>
      </section>
    );
  const missing = mentions.filter(isMissing);
  return (
    <section className={classes.findings} aria-label={t('templates.mentions.title')}>
      <details open={missing.length > 0}>
        <summary className={classes.mentionsSummary}>
          {missing.length > 0
            ? t('templates.mentions.lacking', { count: missing.length, of: mentions.length })
            : t('templates.mentions.complete', { count: mentions.length })}
        </summary>
        <ul className={classes.list}>
          {[...missing, ...mentions.filter((mention) => !isMissing(mention))].map((mention) => (
            <li key={mention.name} className={classes.mention} data-missing={isMissing(mention)}>
              {isMissing(mention) ? (
                <IconAlertTriangle
                  size={16}
                  stroke={1.75}
                  role="img"
                  aria-label={t('templates.mentions.how.missing')}
                />
              ) : (
                <IconCircleCheck size={16} stroke={1.75} role="img" aria-label={t('templates.mentions.there')} />
              )}
              <span className={classes.words}>
                {nameOf(mention.name)} <span className={classes.article}>{mention.article}</span>
                <span className={classes.places}>
                  <Place place={mention.full} wording="full" />
                  <Place place={mention.short} wording="short" />
                </span>
              </span>
            </li>
          ))}
        </ul>
        <p className={classes.judged}>{t('templates.mentions.judged')}</p>
      </details>
    </section>
  );
}

const isMissing = ({ full, short }: MandatoryMention) => full.how === 'missing' || short.how === 'missing';

function Place({ place: { how, block }, wording }: { place: MentionPlace; wording: 'full' | 'short' }) {
  const { t } = useTexts();
  const where = t(`templates.mentions.${wording}`);
  if (block === null || how === 'page')
    return (
      <span>
        {where} {t(`templates.mentions.how.${how}`)}
      </span>
    );
  return (
    <button type="button" onClick={() => goToFinding({ where: { block, wording } })}>
      {where} {t('templates.mentions.inBlock', { number: block + 1 })}
    </button>
  );
}
