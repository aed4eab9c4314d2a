import { deviceOf } from '@guichet/contracts';
import { useCallback } from 'react';
import { useTexts } from '../i18n/use-texts.js';

/** Returns the name of a device in plain words: "Firefox on Windows". */
export function useDeviceName() {
  const { t } = useTexts();
  return useCallback(
    (userAgent: string | null) => {
      const { browser, system } = deviceOf(userAgent ?? '');
      if (browser && system) return t('account.device', { browser, system });
      return browser ?? system ?? t('account.unknownBrowser');
    },
    [t],
  );
}
