import type { Language } from '@guichet/contracts';

/** The size of a file in words of the reader: in kilobytes, from a million bytes on in megabytes. */
export function formatSize(bytes: number, language: Language): string {
  const [value, unit] =
    bytes < 1_000_000
      ? ([Math.max(1, Math.round(bytes / 1000)), 'kilobyte'] as const)
      : ([bytes / 1_000_000, 'megabyte'] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}
