import type { Capabilities } from '@guichet/contracts';
import { useCallback } from 'react';
import { useFormats } from '../i18n/use-formats.js';
import { useTexts } from '../i18n/use-texts.js';
import type { exceededLimit } from './attachment-limits-and-links.js';

type Limits = NonNullable<Capabilities['attachments']>;
type Exceeded = NonNullable<ReturnType<typeof exceededLimit>>;

/** Which limit of a channel the files of a message exceed, in words. */
export function useLimitText() {
  const { t } = useTexts();
  const formats = useFormats();
  return useCallback(
    (exceeded: Exceeded, { maxCount, maxTotalBytes }: Limits) =>
      ({
        count: () => t('files.tooMany', { count: maxCount }),
        bytes: () => t('files.tooLarge', { size: formats.size(maxTotalBytes) }),
        type: () => t('files.onlyPdf', { size: formats.size(maxTotalBytes) }),
      })[exceeded](),
    [t, formats],
  );
}
