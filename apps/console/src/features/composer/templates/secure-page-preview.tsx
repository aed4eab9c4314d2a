import type { RenderedTemplate, RenderTemplate } from '@guichet/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { renderingQuery } from '../../../shared/api/template-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { lacksLink } from './lacks-link.js';
import classes from './secure-page-preview.module.css';

/** From the last key to the page with what was written. Milliseconds. */
const SETTLING = 400;

interface Props {
  rendered: RenderedTemplate;
  /** How the words of the composer are rendered as they stand now; undefined: the page is that of the template. */
  bodyOfWords: RenderTemplate | undefined;
}

/** The page that would be sent now: what the agent changes in the message stands there, too. Without the link to it there is none. */
function usePageToSend({ rendered, bodyOfWords }: Props, isShown: boolean): string | null {
  const [body] = useDebouncedValue(bodyOfWords, SETTLING);
  const written = body?.edited?.text ?? rendered.text;
  const isChanged = written !== rendered.text;
  const { data } = useQuery({
    ...renderingQuery(rendered.templateId, body ?? { caseId: '', channelKind: rendered.channelKind, values: {} }),
    enabled: isChanged && (isShown || lacksLink(rendered.text, written)),
    placeholderData: keepPreviousData,
  });
  return isChanged && data ? data.page : rendered.page;
}

/** The text of the secure page to which the message links: in full where the message says nothing else, else folded. */
export function SecurePagePreview(props: Props) {
  const { t } = useTexts();
  const { level, language } = props.rendered;
  const [isOpen, setOpen] = useState(false);
  const page = usePageToSend(props, isOpen && level !== 'notice');
  if (page === null && props.rendered.page !== null)
    return (
      <p className={classes.lost} role="status">
        <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
        <span>{t('composer.template.pageLost')}</span>
      </p>
    );
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
    <details className={classes.said} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('composer.template.page')}</summary>
      {text}
    </details>
  );
}
