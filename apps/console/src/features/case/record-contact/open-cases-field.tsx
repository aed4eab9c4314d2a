import type { Citizen } from '@guichet/contracts';
import { Radio, Stack } from '@mantine/core';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** So many are offered; others are found by the search. */
export const MOST_OPEN_CASES = 5;

interface Props {
  cases: Citizen['cases'];
  /** The case to which the contact is added; undefined: to a new one. */
  value: string | undefined;
  onChange: (caseId: string | undefined) => void;
}

/** The choice between a new case and those of the citizen that are open: a contact about one of them needs no case of its own. */
export function OpenCasesField({ cases, value, onChange }: Props) {
  const { t } = useTexts();
  return (
    <Radio.Group
      label={t('case.contact.openCases')}
      value={value ?? ''}
      onChange={(next) => onChange(next === '' ? undefined : next)}
    >
      <Stack gap={6} mt={6}>
        <Radio value="" label={t('case.contact.elsewhere')} />
        {cases.slice(0, MOST_OPEN_CASES).map(({ id, reference, subject }) => (
          <Radio
            key={id}
            value={id}
            label={
              <>
                {t('case.contact.addTo', { reference })} <bdi>{subject || t('common.noSubject')}</bdi>
              </>
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
