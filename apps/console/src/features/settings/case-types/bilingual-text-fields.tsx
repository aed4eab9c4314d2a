import { Group, TextInput } from '@mantine/core';
import { isFailure } from '../../../shared/api/failure.js';
import { useReasonText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Returns the problem of a part of the form, which the server names by its path. */
export function useProblemAt(error: unknown) {
  const reasonText = useReasonText();
  return (path: string): string | undefined => {
    const errors = isFailure(error) ? (error.problem.errors ?? []) : [];
    const found = errors.find((one) => one.path === path || one.path.startsWith(`${path}.`));
    return found?.reason && reasonText(found.reason, found.data);
  };
}

interface TextPairProps {
  label: string;
  max: number;
  value: { en: string; fr: string };
  required?: boolean;
  problem?: string | undefined;
  onChange: (value: { en: string; fr: string }) => void;
}

/** A text in French and in English, beside each other where there is room. */
export function BilingualTextFields({ label, max, value, required = false, problem, onChange }: TextPairProps) {
  const { t } = useTexts();
  const input = (language: 'fr' | 'en') => (
    <TextInput
      style={{ flex: '1 1 200px' }}
      label={t(`caseTypes.fields.in.${language}`, { label })}
      maxLength={max}
      lang={language}
      // One of the two is enough: the other language shows the same.
      required={required && language === 'fr' && value.en === ''}
      error={language === 'fr' && problem}
      data-autofocus={(required && language === 'fr') || undefined}
      value={value[language]}
      onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
    />
  );
  return (
    <Group align="flex-start" gap="sm">
      {input('fr')}
      {input('en')}
    </Group>
  );
}
