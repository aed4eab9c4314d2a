import type { RenderedTemplate, RenderTemplate, TemplateChoice } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { renderingQuery } from '../../../shared/api/template-queries.js';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ShortenedRenderingMark } from './shortened-rendering-mark.js';
import classes from './template-picker.module.css';

/** What the citizen reads. Where that is on a secure page, the notice that leads to it is folded below. */
function RenderedText({ rendered: { level, page, text, language, channelKind } }: { rendered: RenderedTemplate }) {
  const { t } = useTexts();
  const channels = useChannelTexts();
  const isNotice = level === 'notice' && page !== null;
  return (
    <>
      <p className={classes.text} lang={language} dir="auto">
        {isNotice ? page : text}
      </p>
      {isNotice && (
        <details className={classes.notice}>
          <summary>{t('composer.template.noticeOnly', { channel: channels.name(channelKind) })}</summary>
          <p className={classes.text} lang={language} dir="auto">
            {text}
          </p>
        </details>
      )}
    </>
  );
}

/** A preview of the highlighted template for the chosen reply route, fetched after a short pause. */
export function TemplatePreview({ choice, body }: { choice: TemplateChoice; body: RenderTemplate }) {
  const { t } = useTexts();
  const channels = useChannelTexts();
  const problemText = useProblemText();
  const [settled] = useDebouncedValue(choice, 80);
  const { data, error } = useQuery(renderingQuery(settled.id, { ...body, language: settled.language }));
  return (
    <section
      className={classes.preview}
      aria-label={t('composer.template.preview', { channel: channels.name(body.channelKind) })}
      // Long answers scroll, also by the keyboard.
      tabIndex={0}
    >
      <p className={classes.by}>
        <ChannelMark kind={body.channelKind} size={13} />
        {t('composer.template.preview', { channel: channels.name(body.channelKind) })}
        {data && <ShortenedRenderingMark level={data.level} />}
      </p>
      {data?.subject && <p className={classes.subject}>{data.subject}</p>}
      {data ? (
        <RenderedText rendered={data} />
      ) : error ? (
        <p className={classes.by}>{problemText(error)}</p>
      ) : (
        [92, 70, 84].map((width) => <Skeleton key={width} height={10} width={`${width}%`} mt={10} />)
      )}
    </section>
  );
}
