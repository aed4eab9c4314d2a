import type { SavedViewScope } from '@guichet/contracts';
import { Radio, Select, Stack } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { useTexts } from '../i18n/use-texts.js';
import type { useAudiences } from './use-audiences.js';

interface Props extends ReturnType<typeof useAudiences> {
  scope: SavedViewScope;
  inputProps: (field: 'scope' | 'teamId') => GetInputPropsReturnType;
}

/** For whom a view or a macro is: whoever shares nothing is asked nothing. */
export function AudienceFields({ scopes, teams, scope, inputProps }: Props) {
  const { t } = useTexts();
  return (
    <>
      {scopes.length > 1 && (
        <Radio.Group label={t('views.for')} {...inputProps('scope')}>
          <Stack gap={6} mt={6}>
            {scopes.map((one) => (
              <Radio key={one} value={one} label={t(`views.scope.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {scope === 'team' && (
        <Select
          label={t('common.facet.team')}
          required
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          {...inputProps('teamId')}
        />
      )}
    </>
  );
}
