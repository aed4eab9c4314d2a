import type { CaseSummary } from '@guichet/contracts';
import { useFormats } from '../i18n/use-formats.js';
import { useTexts } from '../i18n/use-texts.js';
import { useSession } from '../session/use-session.js';

/**
 * Says before cases are given to somebody else that those who have them now are assigned nothing automatically for a while; undefined
 * where nobody is relieved by it. Whether that is automatic in their teams is not known here.
 */
export function useReliefHint(items: readonly CaseSummary[]): string | undefined {
  const { t } = useTexts();
  const formats = useFormats();
  const { agent: me } = useSession();
  const relieved = items.flatMap(({ status, assignee }) =>
    status === 'open' && assignee && assignee.id !== me.id ? [assignee.name] : [],
  );
  if (relieved.length === 0) return undefined;
  return t('choose.relieves', { names: formats.list([...new Set(relieved)]) });
}
