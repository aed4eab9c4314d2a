import { Language } from '@guichet/contracts';
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Chooses the language of which the wordings are shown and written. */
export function LanguageTabs({ value, onChange }: { value: Language; onChange: (language: Language) => void }) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      aria-label={t('signatureBlocks.language')}
      data={Language.options.map((language) => ({ value: language, label: t(`signatureBlocks.in.${language}`) }))}
      value={value}
      onChange={onChange}
    />
  );
}
