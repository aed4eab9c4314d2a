import type { Language, TemplateFinding } from '@guichet/contracts';

/** The language in which a shared block goes out of use as another one is approved, where a finding asks whether it may. */
export const retiredLanguage = ({ code, severity, data }: TemplateFinding): Language | undefined =>
  code === 'block-missing' && severity === 'warning' && data['template'] !== undefined
    ? (data['language'] as Language)
    : undefined;
