import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

interface Counted {
  seconds: number;
  sumSeconds: number;
}

const minutes = (seconds: number): number => Math.floor(seconds / 60) * 60;

/** Returns a part as seconds of whole minutes, so that all parts as they are shown add up to the sums as they are shown. */
export const wholeMinutes = ({ seconds, sumSeconds }: Counted): number =>
  minutes(sumSeconds) - minutes(sumSeconds - seconds);

/**
 * Returns lines of working time with sums that count from the minute in which the first one begins, as clocks show it: so each part is what
 * lies between the times beside it. A line of which neither end is within business hours has no such seconds.
 */
export function fromWholeMinute<Line extends Counted & { from: string; to: string }>(lines: readonly Line[]): Line[] {
  const first = lines.find(({ seconds }) => seconds > 0);
  if (!first) return [...lines];
  const [from, to] = [first.from, first.to].map((at) => Math.floor(Date.parse(at) / 1000) % 60) as [number, number];
  const missing = (first.seconds + from - to) % 60 === 0 ? from : 0;
  return lines.map((line) => ({ ...line, sumSeconds: line.sumSeconds + missing }));
}

/** Returns the text of a time in whole minutes, which may be none. */
export function useAmountText(): (seconds: number) => string {
  const { t } = useTexts();
  const { worked } = useFormats();
  return (seconds) => (seconds < 60 ? t('time.span.minutes', { m: 0 }) : worked(seconds));
}
