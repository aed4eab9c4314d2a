import type { CaseSummary, UpdateCase } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { presenceQuery } from '../api/queries.js';
import { toast } from '../feedback/toast-and-undo.js';
import { reliefOf, useEndRelief } from './use-end-relief.js';
import { format } from '../i18n/use-formats.js';
import { useMay, useSession } from '../session/use-session.js';
import { relievedBy } from './who-is-relieved.js';

/**
 * Returns a function that says whom these changes have relieved of cases, where nothing is assigned to them automatically for a while:
 * whoever looks at a queue that stays as it is, would wonder why. `isUndone`: whether they were taken back before that was known.
 */
export function useReliefToast() {
  const queryClient = useQueryClient();
  const { t, i18n } = useTranslation();
  const { agent } = useSession();
  const may = useMay();
  const endRelief = useEndRelief();
  return useCallback(
    async (
      items: readonly CaseSummary[],
      changeOf: (item: CaseSummary) => UpdateCase,
      isUndone: () => boolean,
    ): Promise<void> => {
      const relieved = new Set(items.flatMap((item) => relievedBy(item, changeOf(item), agent.id) ?? []));
      if (relieved.size === 0) return;
      const agents = await queryClient.fetchQuery({ ...presenceQuery, staleTime: 0 }).catch(() => []);
      const those = agents.filter(({ id, relievedUntil }) => relieved.has(id) && relievedUntil);
      const [first] = those;
      if (!first?.relievedUntil || isUndone()) return;
      const names = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(those.map(({ name }) => name));
      const until = format(i18n.language, { hour: '2-digit', minute: '2-digit' }).format(new Date(first.relievedUntil));
      const takeBack = () => void endRelief(those.map(({ id }) => id));
      toast({
        message: t('choose.relief.begun', { names, until }),
        about: those.map(({ id }) => reliefOf(id)),
        // Whoever has moved the cases for another reason does not want it.
        ...(may('presence.manage') && { link: { label: t('choose.relief.end'), run: takeBack } }),
      });
    },
    [queryClient, t, i18n.language, agent.id, may, endRelief],
  );
}
