import type { ProviderBlank } from '@guichet/contracts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Returns a function that names a blank of an approved message by where it stands. */
export function useBlankLabel(): (blank: ProviderBlank) => string {
  const { t } = useTranslation();
  return useCallback(({ part, number }: ProviderBlank) => t(`common.approvedMessage.blank.${part}`, { number }), [t]);
}
