import type { TemplateContent } from '@guichet/contracts';
import { IconScale } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './text-tab.module.css';

/** From which articles a text is written, and whether a lawyer has confirmed them. */
export function LegalSourcesSummaryLine({ legal }: { legal: TemplateContent['legal'] }) {
  const { t } = useTexts();
  const by = legal?.confirmedBy;
  return (
    <p className={classes.source}>
      <IconScale size={16} stroke={1.5} aria-hidden />
      <span>
        {legal?.source ? <bdi lang="fr">{legal.source}</bdi> : t('templates.legal.noSource')}{' '}
        <span className={by ? classes.confirmed : classes.unconfirmed}>
          {by ? t('templates.legal.confirmed', { name: by }) : t('templates.legal.unconfirmed')}
        </span>
      </span>
    </p>
  );
}
