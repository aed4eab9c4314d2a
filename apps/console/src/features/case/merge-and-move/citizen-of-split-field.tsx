import { Radio, Stack, Text } from '@mantine/core';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { useCitizenOfSplit } from './use-citizen-of-split.js';

/** Asks of whom the new case is, where several people use the number of its messages. */
export function CitizenOfSplitField({ whose }: { whose: ReturnType<typeof useCitizenOfSplit> }) {
  const { t } = useTexts();
  if (!whose.options) return null;
  return (
    <Radio.Group
      label={t('case.move.whose.label')}
      description={t('case.move.whose.why')}
      required
      value={whose.value}
      onChange={whose.choose}
    >
      <Stack gap={6} mt={6}>
        {whose.options.map(({ value, label }) => (
          <Radio key={value} value={value} label={label} />
        ))}
      </Stack>
      {whose.more > 0 && (
        <Text size="sm" mt={6} c="var(--g-text-2)">
          {t('case.move.whose.more', { count: whose.more })}
        </Text>
      )}
    </Radio.Group>
  );
}
