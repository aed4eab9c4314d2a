import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../../../shared/api/client.js';
import { casesToGiveBackQuery } from '../../../shared/api/settings-queries.js';
import { toast, toastFailure, type ToastLink } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';

interface Texts {
  said: string;
  /** What is said before the number of cases that are in the queue, where there are any. */
  ended?: string;
  failed: string;
  link?: ToastLink;
}

/** Ends the absence that is, or takes the planned one back. It says, too, how many cases the absence has left in the queue, and leads to them. */
export function useEndAbsence(agentId: string, { said, ended = said, failed, link }: Texts) {
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const aboutQueue = useAboutQueue(agentId);
  return useMutation({
    mutationFn: () => call('endAbsence', { params: { id: agentId } }),
    onSuccess: async () => {
      const { items } = await queryClient
        .fetchQuery({ ...casesToGiveBackQuery(agentId), staleTime: 0 })
        // The absence has ended all the same.
        .catch(() => ({ items: [] }));
      const inQueue = items.filter(({ absent, substitute }) => absent.id === agentId && substitute === null);
      const more = inQueue.length > 0 ? aboutQueue(inQueue.length) : undefined;
      const way = more?.link ?? link;
      toast({ message: more ? `${ended} ${more.said}` : said, ...(way && { link: way }) });
      await queryClient.invalidateQueries({ queryKey: ['presence'] });
    },
    onError: (error) => toastFailure(failed, problemText(error)),
  });
}

/** Returns a function that says how many cases are in the queue, with the way to where they are given back. */
function useAboutQueue(agentId: string) {
  const { t } = useTexts();
  const { agent: me } = useSession();
  const navigate = useNavigate();
  const isOwn = agentId === me.id;
  const run = () =>
    void (isOwn
      ? navigate({ to: '/settings/account', hash: 'absence' })
      : navigate({ to: '/settings/agents/$agentId', params: { agentId }, hash: 'absence' }));
  return (count: number) => ({
    said: t(`agents.giveBack.inQueue.${isOwn ? 'own' : 'ofOthers'}`, { count }),
    link: { label: t(isOwn ? 'agents.giveBack.takeBack' : 'agents.giveBack.giveBack'), run },
  });
}
