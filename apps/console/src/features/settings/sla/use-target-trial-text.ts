import type { SlaTargets, SlaTargetTrial } from '@guichet/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { slaTargetTrialQuery } from '../../../shared/api/settings-queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

const OUTCOMES = ['lost', 'late', 'moved', 'gained'] as const satisfies readonly (keyof SlaTargetTrial)[];

/** Returns what saving the edited targets changes in how many open cases; the most serious first. */
export function useTargetTrialText({ value, dirty }: { value: SlaTargets; dirty: boolean }): string {
  const { t } = useTexts();
  const formats = useFormats();
  const [settled] = useDebouncedValue(value, 400);
  const isSettled = settled === value;
  const { data, error } = useQuery({ ...slaTargetTrialQuery(settled), enabled: dirty && isSettled });
  if (error) return `${t('sla.trial.failed')} ${t('sla.onSave')}`;
  if (!data || !isSettled) return t('sla.trial.counting');
  const outcomes = OUTCOMES.filter((one) => data[one] > 0).map((one) =>
    t(`sla.trial.${one}`, { count: data[one], shown: formats.number(data[one]) }),
  );
  const found = outcomes.length > 0 ? outcomes.join(' ') : t('sla.trial.nothing');
  const rest =
    data.unchecked > 0
      ? t('sla.trial.unchecked', { count: data.unchecked, shown: formats.number(data.unchecked) })
      : t('sla.trial.ended');
  return `${found} ${rest}`;
}
