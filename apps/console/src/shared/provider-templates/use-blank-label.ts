import type { ProviderBlank } from '@guichet/contracts';
import { useCallback } from 'react';
import { useTexts } from '../i18n/use-texts.js';

/** Returns a function that names a blank of an approved message by where it stands. */
export function useBlankLabel(): (blank: ProviderBlank) => string {
  const { t } = useTexts();
  return useCallback(
    ({ part, number }: ProviderBlank) => t(`templates.approvedMessage.blank.${part}`, { number }),
    [t],
  );
}
