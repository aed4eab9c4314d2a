import { smsSegments, type Capabilities } from '@guichet/contracts';
import { Tooltip } from '@mantine/core';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './text-length-meter.module.css';

type Limits = Pick<Capabilities, 'maxText' | 'textUnit'>;
export const isTooLong = (text: string, limits: Limits | undefined) =>
  limits?.maxText != null && text.length > limits.maxText;

/** The length of the text as its channel counts it: characters of the maximum, or SMS segments. */
export function TextLengthMeter({ text, limits }: { text: string; limits: Limits }) {
  const { t } = useTexts();
  const formats = useFormats();
  const over = isTooLong(text, limits);
  if (over)
    return (
      <span className={classes.meter} data-over role="alert">
        {t('composer.tooLong', { count: text.length - limits.maxText! })}
      </span>
    );
  if (limits.textUnit === 'sms') {
    // Nothing is written, which is seen.
    if (text === '') return null;
    const { segments, units, perSegment, forcedBy } = smsSegments(text);
    const counted = t('composer.parts', { count: segments, left: segments * perSegment - units });
    if (forcedBy.length === 0) return <span className={classes.meter}>{counted}</span>;
    const shown = forcedBy.slice(0, 3).join(' ');
    return (
      <Tooltip label={t('composer.forcedWhy')} multiline maw={300} events={{ hover: true, focus: true, touch: true }}>
        <span className={classes.meter} data-forced tabIndex={0}>
          {counted} · {t('composer.forced', { characters: shown })}
        </span>
      </Tooltip>
    );
  }
  if (limits.maxText === null) return null;
  return (
    <span className={classes.meter}>
      <span className="g-sr">{t('composer.used', { count: text.length, max: formats.number(limits.maxText) })}</span>
      <span aria-hidden>
        {formats.number(text.length)} / {formats.number(limits.maxText)}
      </span>
    </span>
  );
}
