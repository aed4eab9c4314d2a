import { Language } from '@guichet/contracts';
import { IconEyeOff, IconSignature } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { StripBelowReply, StripLabel } from '../strip-below-reply.js';
import { LanguageButtons } from '../language-buttons.js';
import classes from './signature-strip.module.css';
import type { ReplySignature } from './use-reply-signature.js';

/** What is added to the reply when it is sent: its first line, and all of it on request. */
export function SignatureStrip({ signature }: { signature: ReplySignature }) {
  const { t } = useTexts();
  const { rendered, isFailed, isOpen, setOpen, language, setLanguage, differsFromCase } = signature;
  const label = t('signatureBlocks.composer.label');
  if (isFailed) return <p className={classes.failed}>{t('signatureBlocks.composer.failed')}</p>;
  if (!rendered) return null;
  const lines = rendered.text
    .replace(/^\s*-- \n/, '')
    .trim()
    .split('\n');
  const head = lines.filter((line) => line !== '').slice(0, rendered.form === 'full' ? 3 : undefined);
  const summary = (
    <>
      <StripLabel icon={<IconSignature size={15} stroke={1.5} aria-hidden />}>{label}</StripLabel>
      <bdi className={classes.first} lang={rendered.language}>
        {head.join(', ')}
      </bdi>
    </>
  );
  return (
    <StripBelowReply label={label}>
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
      {differsFromCase && (
        <span className={classes.quiet}>{t(`signatureBlocks.composer.lastMessageIn.${language}`)}</span>
      )}
      <LanguageButtons
        label={t('signatureBlocks.composer.language')}
        languages={Language.options}
        value={language}
        nameOf={(one) => t(`signatureBlocks.in.${one}`)}
        onChoose={setLanguage}
      />
    </StripBelowReply>
  );
}
