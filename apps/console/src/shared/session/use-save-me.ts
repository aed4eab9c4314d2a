import type { Session, UpdateMe } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.js';
import { sessionQuery } from '../api/queries.js';
import { setPreferences } from './browser-preferences.js';
import { toast } from '../feedback/toast-and-undo.js';
import { browserLanguage, setLanguage } from '../i18n/index.js';

/** Saves what the signed-in agent changes of their own account; another language is shown at once. */
export function useSaveMe() {
  const queryClient = useQueryClient();
  const { i18n } = useTranslation();
  return useMutation({
    mutationFn: async (change: Pick<UpdateMe, 'name' | 'jobTitle' | 'language' | 'theme'>) => {
      // Whoever wants the language of the browser wants no other one that was chosen in it once.
      if (change.language === null) setPreferences({ language: undefined });
      // The texts of another language come meanwhile, and what is said of the change is said in it.
      await Promise.all([
        call('updateMe', { body: change }),
        change.language !== undefined && setLanguage(change.language ?? browserLanguage()),
      ]);
    },
    onSuccess: async (_, change) => {
      queryClient.setQueryData<Session>(
        sessionQuery.queryKey,
        (session) => session && { ...session, agent: { ...session.agent, ...change } },
      );
      toast({ message: i18n.t('common.saved') });
      await queryClient.invalidateQueries({ queryKey: ['session'] });
    },
  });
}
