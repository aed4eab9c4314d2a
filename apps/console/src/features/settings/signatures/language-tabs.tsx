import { Language } from '@guichet/contracts';
import { SegmentedControl } from '@mantine/core';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Chooses the language of which the wordings are shown and written. */
export function LanguageTabs({ value, onChange }: { value: Language; onChange: (language: Language) => void }) {
  const { t } = useTexts();
  return (
    <SegmentedControl
      aria-label={t('signatureBlocks.language')}
      data={Language.options.map((language) => ({ value: language, label: t(`signatureBlocks.in.${language}`) }))}
      value={value}
      onChange={onChange}
    />
  );
}
