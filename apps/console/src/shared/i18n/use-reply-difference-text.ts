import { useTexts } from './use-texts.js';

const known = [
  ...(['date', 'time', 'duration', 'amount', 'percentage', 'link', 'mail', 'phone', 'number', 'rank', 'age'] as const),
  ...(['freshness', 'address', 'free', 'required', 'possible', 'open', 'competent', 'original', 'included'] as const),
  ...(['together', 'temporary', 'valid', 'continues', 'longer', 'rises', 'means', 'appointment', 'silence'] as const),
  ...(['way', 'weekday', 'part_of_day', 'frequency', 'kind_of_day', 'document', 'payment', 'where', 'who'] as const),
  ...(['court', 'authority'] as const),
] as const;

/** Returns a formatter of what two answers differ in (`fact duration`, `thing where`). */
export function useReplyDifferenceText() {
  const { t } = useTexts();
  return (about: string): string => {
    const name = known.find((one) => one === about.split(' ')[1]);
    return name ? t(`templates.answers.about.${name}`) : t('templates.answers.about.other');
  };
}
