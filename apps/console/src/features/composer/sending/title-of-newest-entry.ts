import type { Entry } from '@guichet/contracts';

/** By what name the newest entry is told to the agent who is writing, which may be their own reply from another window. */
export function titleOfNewest({ kind, actor }: Pick<Entry, 'kind' | 'actor'>, agentId: string) {
  if (kind === 'activity') return 'moved';
  if (kind === 'note') return 'noted';
  if (actor.kind !== 'agent') return 'wrote';
  return actor.id === agentId ? 'answeredYourself' : 'answered';
}
