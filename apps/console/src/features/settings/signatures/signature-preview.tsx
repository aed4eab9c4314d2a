import { smsSegments, type PreviewSignature, type RenderedSignature } from '@guichet/contracts';
import { useComputedColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { signaturePreviewQuery } from '../../../shared/api/signature-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { messageFrameDocument } from '../../../shared/messages/message-frame-document.js';
import classes from './signatures.module.css';

const SETTLING_MS = 300;

/** How a block looks on each channel, as it stands in the fields, signed by whoever looks. */
export function SignaturePreview({ asked }: { asked: PreviewSignature }) {
  const { t } = useTexts();
  const [settled] = useDebouncedValue(JSON.stringify(asked), SETTLING_MS);
  const { data } = useQuery(signaturePreviewQuery(JSON.parse(settled) as PreviewSignature));
  return (
    <section className={classes.previews} aria-label={t('signatureBlocks.preview')}>
      <div className={classes.preview}>
        <h3>{t('signatureBlocks.byMail')}</h3>
        {data && <MailPreview rendered={data.full} words={t('signatureBlocks.exampleText')} />}
      </div>
      <div className={classes.preview}>
        <h3>{t('signatureBlocks.bySms')}</h3>
        {data && <ShortPreview rendered={data.short} />}
      </div>
    </section>
  );
}

/** The frame is as high as what it shows. */
function MailPreview({ rendered: { html, language }, words }: { rendered: RenderedSignature; words: string }) {
  const { t } = useTexts();
  const scheme = useComputedColorScheme('light');
  const [height, setHeight] = useState(120);
  const page = `${html?.above ?? ''}<p lang="${language}">${words}</p>${html?.below ?? ''}`;
  return (
    <iframe
      className={classes.frame}
      title={t('signatureBlocks.byMail')}
      sandbox="allow-same-origin"
      srcDoc={messageFrameDocument(page, scheme)}
      style={{ height }}
      onLoad={({ currentTarget: { contentDocument } }) => {
        contentDocument?.body.toggleAttribute('data-open', true);
        setHeight(Math.ceil(contentDocument?.body.getBoundingClientRect().height ?? 0) + 4);
      }}
    />
  );
}

function ShortPreview({ rendered: { text, language } }: { rendered: RenderedSignature }) {
  const { t } = useTexts();
  const line = text.trim();
  if (line === '') return <p className={classes.quiet}>{t('signatureBlocks.nothing')}</p>;
  const { units, perSegment, forcedBy } = smsSegments(text);
  return (
    <>
      <p className={classes.short} lang={language} dir="auto">
        {line}
      </p>
      <p className={classes.quiet}>
        {t('signatureBlocks.takes', { count: units, of: perSegment })}
        {forcedBy.length > 0 && ` ${t('signatureBlocks.forced', { characters: forcedBy.join(' ') })}`}
      </p>
    </>
  );
}
