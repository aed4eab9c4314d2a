import type { RenderedTemplate } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import classes from './secure-page-preview.module.css';

/** The text of the secure page to which the message links: in full where the message says nothing else, else folded. */
export function SecurePagePreview({ rendered: { level, page, language } }: { rendered: RenderedTemplate }) {
  const { t } = useTranslation();
  if (page === null) return null;
  const text = (
    <p className={classes.page} lang={language} dir="auto">
      {page}
    </p>
  );
  if (level === 'notice')
    return (
      <section className={classes.said} aria-label={t('composer.template.page')}>
        <p className={classes.title} aria-hidden>
          {t('composer.template.page')}
        </p>
        {text}
      </section>
    );
  return (
    <details className={classes.said}>
      <summary>{t('composer.template.page')}</summary>
      {text}
    </details>
  );
}
