import { TextInput, type TextInputProps } from '@mantine/core';
import { LAST_DAY } from '../../../shared/i18n/organisation-time-zone.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** From which day until which day a role is given. */
export function RoleDays({ inputProps }: { inputProps: (field: 'from' | 'until') => TextInputProps }) {
  const { t } = useTexts();
  return (
    <>
      <TextInput
        type="date"
        max={LAST_DAY}
        label={t('roles.held.from')}
        description={t('roles.held.fromHint')}
        {...inputProps('from')}
      />
      <TextInput
        type="date"
        max={LAST_DAY}
        label={t('roles.held.until')}
        description={t('roles.held.untilHint')}
        {...inputProps('until')}
      />
    </>
  );
}
