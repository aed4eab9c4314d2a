import { Language } from '@guichet/contracts';
import { IconEyeOff, IconSignature } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './signature-strip.module.css';
import type { ReplySignature } from './use-reply-signature.js';

/** What is added to the reply when it is sent: its first line, and all of it on request. */
export function SignatureStrip({ signature }: { signature: ReplySignature }) {
  const { t } = useTranslation();
  const { rendered, isFailed, isOpen, setOpen } = signature;
  if (isFailed) return <p className={classes.failed}>{t('signatureBlocks.composer.failed')}</p>;
  if (!rendered) return null;
  const lines = rendered.text
    .replace(/^\s*-- \n/, '')
    .trim()
    .split('\n');
  const head = lines.filter((line) => line !== '').slice(0, rendered.form === 'full' ? 3 : undefined);
  const summary = (
    <>
      <IconSignature size={15} stroke={1.5} aria-hidden />
      <span className={classes.label}>{t('signatureBlocks.composer.label')}</span>
      <bdi className={classes.first} lang={rendered.language}>
        {head.join(', ')}
      </bdi>
    </>
  );
  return (
    <section className={classes.strip} aria-label={t('signatureBlocks.composer.label')}>
      {rendered.form === 'full' ? (
        <details className={classes.details} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{summary}</summary>
          {rendered.html?.above && <p className={classes.quiet}>{t('signatureBlocks.composer.letterhead')}</p>}
          <p className={classes.whole} lang={rendered.language} dir="auto">
            {lines.join('\n')}
          </p>
        </details>
      ) : (
        <p className={classes.line}>{summary}</p>
      )}
      {rendered.anonymous && (
        <span className={classes.anonymous}>
          <IconEyeOff size={14} stroke={1.75} aria-hidden />
          {t('signatureBlocks.composer.anonymous')}
        </span>
      )}
      <Languages signature={signature} />
    </section>
  );
}

function Languages({ signature: { language, setLanguage } }: { signature: ReplySignature }) {
  const { t } = useTranslation();
  return (
    <span className={classes.languages} role="group" aria-label={t('signatureBlocks.composer.language')}>
      {Language.options.map((one) => (
        <button key={one} type="button" aria-pressed={one === language} onClick={() => setLanguage(one)}>
          {one.toUpperCase()}
          <span className="g-sr"> {t(`signatureBlocks.in.${one}`)}</span>
        </button>
      ))}
    </span>
  );
}
