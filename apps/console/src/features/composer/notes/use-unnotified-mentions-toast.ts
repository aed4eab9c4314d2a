import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery } from '../../../shared/api/queries.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';

/** Says who was mentioned in vain, as whoever wrote the note may rely on them. */
export function useUnnotifiedMentionsToast() {
  const queryClient = useQueryClient();
  const { t, i18n } = useTranslation();
  return useCallback(
    (agentIds: readonly string[]) => {
      const agents = queryClient.getQueryData(agentsQuery.queryKey) ?? [];
      const names = agents.filter(({ id }) => agentIds.includes(id)).map(({ name }) => name);
      if (names.length === 0) return;
      const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
      toast({ message: t('composer.mentionNotNotified', { names: list.format(names), count: names.length }) });
    },
    [queryClient, t, i18n],
  );
}
