import type { SpamVerdict } from '@guichet/contracts';
import { IconMailOff } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './spam-banner.module.css';

/** Who took a message for spam, or that nobody could be asked. */
export function SpamVerdictLine({ verdict: { verdict, source, detail } }: { verdict: SpamVerdict }) {
  const { t } = useTexts();
  const said = t(`case.spam.by.${source}`, { detail });
  return (
    <p className={classes.verdict}>
      <IconMailOff size={13} stroke={1.75} aria-hidden />
      {verdict === 'not-judged'
        ? t('case.spam.notJudged')
        : verdict === 'suspected'
          ? `${t('case.spam.suspected')} · ${said}`
          : said}
    </p>
  );
}
