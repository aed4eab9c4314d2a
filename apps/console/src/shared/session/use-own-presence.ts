import { SetPresence, type WorkforceMember } from '@guichet/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/client.js';
import { presenceQuery } from '../api/queries.js';
import { useProblemText } from '../i18n/use-problem-text.js';
import { toast, toastFailure } from '../feedback/toast-and-undo.js';
import { useTexts } from '../i18n/use-texts.js';
import { useAbsenceEndTexts } from './use-absence-end-texts.js';
import { useSession } from './use-session.js';

export type OwnState = SetPresence['state'];
export const ownStates = SetPresence.shape.state.options;

/**
 * Returns one's own presence and functions that change it. A change shows at once and is reverted where the server
 * refuses it. `options`: how often presence is asked for, where that differs.
 */
export function useOwnPresence(options: { staleTime?: number } = {}) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const { agent } = useSession();
  const { data } = useQuery({ ...presenceQuery, ...options });
  const me = data?.find(({ id }) => id === agent.id);
  const end = useAbsenceEndTexts({ id: agent.id, name: agent.name, absence: me?.absence ?? null });

  const change = async (next: Partial<WorkforceMember>, send: () => Promise<unknown>, said: string) => {
    await queryClient.cancelQueries({ queryKey: presenceQuery.queryKey });
    queryClient.setQueryData(presenceQuery.queryKey, (all) =>
      all?.map((one) => (one.id === agent.id ? { ...one, ...next } : one)),
    );
    await send().then(
      () => toast({ message: said }),
      (error: unknown) => toastFailure(t('presence.own.failed'), problemText(error)),
    );
    void queryClient.invalidateQueries({ queryKey: presenceQuery.queryKey });
  };

  return {
    me,
    /** What becomes of the cases when one's absence ends. */
    onEnd: end.before,
    become: (state: OwnState) =>
      void change(
        { state },
        () => call('setPresence', { body: { state } }),
        t('presence.own.set', { state: t(`presence.state.${state}`) }),
      ),
    comeBack: () => void change({ absence: null }, () => call('endAbsence', { params: { id: agent.id } }), end.after),
  };
}
