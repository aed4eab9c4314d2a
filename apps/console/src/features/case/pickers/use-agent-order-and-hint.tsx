import type { CaseSummary } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { presenceQuery } from '../../../shared/api/queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { PresenceMark } from '../../../shared/layout/presence-mark.js';
import { usePresenceText } from '../../../shared/session/use-presence-text.js';
import { exceedsCapacity } from './exceeds-capacity.js';

const order = { available: 0, busy: 1, away: 2, offline: 3 } as const;

/** What is shown of agents wherever one of them is chosen for these cases: who is at work, how loaded, and for whom they are too many. */
export function useAgentOrderAndHint(items: readonly CaseSummary[]) {
  const { t } = useTexts();
  const { data: workforce = [] } = useQuery(presenceQuery);
  const texts = usePresenceText();
  const presence = new Map(workforce.map((one) => [one.id, one]));
  const rank = (id: string) => {
    const one = presence.get(id);
    return one ? order[one.state] + Math.min(0.99, one.capacity ? one.load / one.capacity / 10 : 0.5) : 4;
  };
  return {
    /** Those who are present and have the most capacity come first. */
    byCapacity: (a: { id: string; name: string }, b: { id: string; name: string }): number =>
      rank(a.id) - rank(b.id) || a.name.localeCompare(b.name),
    hint: (id: string): ReactNode => {
      const one = presence.get(id);
      return (
        one && (
          <>
            <PresenceMark iconOnly state={one.state} label={texts.state(one)} />
            <span>{texts.short(one)}</span>
          </>
        )
      );
    },
    /** It stands below the name, which it would leave no room. */
    remark: (id: string): string | undefined => {
      const one = presence.get(id);
      return one && exceedsCapacity(one, items) ? t('choose.overCapacity') : undefined;
    },
  };
}
