import type { TemplateVersion } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { organisationQuery } from '../../../shared/api/queries.js';
import { useSession } from '../../../shared/session/use-session.js';
import { useCurrentVersion } from './template-screen-context.js';

/** Returns whether the agent has submitted this version, which waits for its approval. */
export function useSubmittedIt({ state, submitted }: TemplateVersion): boolean {
  const { agent } = useSession();
  return state === 'review' && submitted?.byId === agent.id;
}

/**
 * Returns whether the agent may not approve this version, whatever their rights, because the organisation asks for four
 * eyes and the agent has submitted it.
 */
export function useIsBarredByFourEyes(version: TemplateVersion): boolean {
  const isOwn = useSubmittedIt(version);
  const { data: organisation } = useQuery({ ...organisationQuery, enabled: isOwn });
  return isOwn && organisation?.fourEyesApproval === true;
}

/** Returns the version of the other language where it waits for approval, too, and the agent may approve it. */
export function useOtherToApprove({ id, language }: TemplateVersion): TemplateVersion | undefined {
  const { agent } = useSession();
  const { versions = [] } = useCurrentVersion();
  const other = versions.find((one) => one.id !== id && one.language !== language && one.state === 'review');
  const isOwn = other?.submitted?.byId === agent.id;
  const { data: organisation } = useQuery({ ...organisationQuery, enabled: isOwn });
  return isOwn && organisation?.fourEyesApproval === true ? undefined : other;
}
