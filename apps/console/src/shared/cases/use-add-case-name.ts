import { useCallback } from 'react';
import type { Toast } from '../feedback/toast-and-undo.js';
import { useTexts } from '../i18n/use-texts.js';
import { shortCaseName, type NamedCase } from './short-case-name.js';

/**
 * Returns a function that adds to what was done with a single case whose it was: by the time that it is read, another case may be open. Of
 * several cases, what is said has their number. `more`: what is said of it beside that.
 */
export function useAddCaseName() {
  const { t } = useTexts();
  return useCallback(
    (said: string, [only, ...others]: readonly NamedCase[], more = ''): Pick<Toast, 'message' | 'name'> => {
      const name = only && others.length === 0 ? shortCaseName(only) : undefined;
      const named = name === undefined ? said : t('common.toast.ofCase', { said, name });
      return { message: [named, more].filter(Boolean).join(' · '), ...(name !== undefined && { name }) };
    },
    [t],
  );
}
