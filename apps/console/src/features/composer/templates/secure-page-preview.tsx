import type { RenderedTemplate } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import classes from './secure-page-preview.module.css';

/** A preview of the secure page to which the message links. */
export function SecurePagePreview({ rendered: { level, page, language } }: { rendered: RenderedTemplate }) {
  const { t } = useTranslation();
  if (page === null) return null;
  return (
    <div className={classes.said}>
      {level === 'notice' && <p className={classes.notice}>{t('composer.template.levelWhy.notice')}</p>}
      <details>
        <summary>{t('composer.template.page')}</summary>
        <p className={classes.page} lang={language} dir="auto">
          {page}
        </p>
      </details>
    </div>
  );
}
