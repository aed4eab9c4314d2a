import type { PasswordLink } from '@guichet/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { passwordLinksQuery } from '../../../shared/api/settings-queries.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { passwordLinkPerAgent } from './password-link-per-agent.js';

/** The link of each agent by which they choose a password: their invitation, or else a later one. Empty for whoever may not see it. */
export function usePasswordLinks(): ReadonlyMap<string, PasswordLink> {
  const may = useMay();
  const { data = [] } = useQuery({ ...passwordLinksQuery, enabled: may('agent.manage') });
  return passwordLinkPerAgent(data, useNow());
}

/** How things stand with a link: `mail` of it, or that it is over. */
export type LinkState = PasswordLink['mail'] | 'over';

/** Returns how things stand with links now. */
export function useLinkState() {
  const now = useNow();
  return (link: PasswordLink): LinkState => (Date.parse(link.expiresAt) < now ? 'over' : link.mail);
}

/** Makes a link for an agent, by mail or to be handed over. */
export function useCreatePasswordLink(agentId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (by: 'mail' | 'link') =>
      call('createPasswordLink', { params: { id: agentId }, body: { by }, idempotencyKey: undefined }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['password-links'] }),
  });
}

/** The texts of a link, which are the same for every password that is chosen anew. */
export const textsOf = (purpose: PasswordLink['purpose'] | undefined) =>
  purpose === 'invitation' ? 'invitation' : 'reset';

/** Returns the title of the dialog that shows a link, and what it says. */
export function useLinkTexts() {
  const { t } = useTexts();
  return (name: string, purpose: PasswordLink['purpose']) => ({
    title: t(`agents.link.shown.${textsOf(purpose)}`, { name }),
    text: t(`agents.link.shownText.${textsOf(purpose)}`, { name }),
  });
}
