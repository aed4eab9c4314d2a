import { Combobox } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { caseTypesQuery } from '../../../shared/api/queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { sharedValue, useApplyChoice, type PickerProps } from './use-apply-choice.js';

const none = 'none';

/** The list of the case types that are still offered. */
export function CaseTypePicker(props: PickerProps) {
  const { t } = useTexts();
  const { data: caseTypes = [] } = useQuery(caseTypesQuery);
  const apply = useApplyChoice(props);
  const count = props.items.length;
  const chosen = sharedValue(props.items, (item) => item.caseType?.id ?? none);
  return (
    <Combobox
      label={t('case.caseType.choose')}
      choices={[
        ...caseTypes
          .filter(({ id, active }) => active || chosen.includes(id))
          .map(({ id, name }) => ({ value: id, label: name })),
        { value: none, label: t('case.caseType.none') },
      ]}
      chosen={chosen}
      onChoose={(value) => {
        const caseType = caseTypes.find(({ id }) => id === value);
        apply(
          { caseTypeId: caseType?.id ?? null },
          caseType ? t('case.caseType.set', { count, caseType: caseType.name }) : t('case.caseType.unset', { count }),
        );
      }}
    />
  );
}
