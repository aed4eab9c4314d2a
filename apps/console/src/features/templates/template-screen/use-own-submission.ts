import type { TemplateVersion } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { organisationQuery } from '../../../shared/api/queries.js';
import { useSession } from '../../../shared/session/use-session.js';

/**
 * Returns whether the agent may not approve this version, whatever their rights, because the organisation asks for four
 * eyes and the agent has submitted it.
 */
export function useOwnSubmission({ state, submitted }: TemplateVersion): boolean {
  const { agent } = useSession();
  const isOwn = state === 'review' && submitted?.byId === agent.id;
  const { data: organisation } = useQuery({ ...organisationQuery, enabled: isOwn });
  return isOwn && organisation?.fourEyesApproval === true;
}
