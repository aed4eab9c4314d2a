import { Combobox } from '@guichet/ui';
import { useLanguages } from '../../../shared/i18n/use-languages.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { sharedValue, useApplyChoice, type PickerProps } from './use-apply-choice.js';

const unknown = 'unknown';

/** The list of languages, which corrects the language that was detected in the first message. */
export function LanguagePicker(props: PickerProps) {
  const { t } = useTexts();
  const languages = useLanguages();
  const apply = useApplyChoice(props);
  const chosen = sharedValue(props.items, (item) => item.language ?? unknown);
  return (
    <Combobox
      label={t('case.language.choose')}
      choices={[
        ...languages.choices(chosen.filter((one) => one !== unknown)),
        { value: unknown, label: t('case.language.unknown') },
      ]}
      chosen={chosen}
      onChoose={(value) =>
        apply(
          { language: value === unknown ? null : value },
          value === unknown ? t('case.language.unset') : t('case.language.set', { language: languages.name(value) }),
        )
      }
    />
  );
}
