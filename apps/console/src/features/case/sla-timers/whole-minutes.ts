import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/i18n/use-formats.js';

interface Counted {
  seconds: number;
  sumSeconds: number;
}

const minutes = (seconds: number): number => Math.floor(seconds / 60) * 60;

/** Returns a part as seconds of whole minutes, so that all parts as they are shown add up to the sums as they are shown. */
export const wholeMinutes = ({ seconds, sumSeconds }: Counted): number =>
  minutes(sumSeconds) - minutes(sumSeconds - seconds);

/** Returns the text of a time in whole minutes, which may be none. */
export function useAmountText(): (seconds: number) => string {
  const { t } = useTranslation();
  const { worked } = useFormats();
  return (seconds) => (seconds < 60 ? t('time.span.minutes', { m: 0 }) : worked(seconds));
}
