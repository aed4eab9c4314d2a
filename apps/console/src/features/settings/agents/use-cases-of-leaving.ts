import type { CasesOfLeavingAgent } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/i18n/use-formats.js';

/** How many unfinished cases they have, of those that whoever reads sees. */
export const countOfLeaving = ({ substitutes, queues }: CasesOfLeavingAgent): number =>
  [...substitutes, ...queues].reduce((sum, { count }) => sum + count, 0);

/** Returns the sentences that say what becomes of the unfinished cases of somebody who leaves, or what has become of them. */
export function useCasesOfLeaving() {
  const { t } = useTranslation();
  const formats = useFormats();
  return (cases: CasesOfLeavingAgent, when: 'before' | 'after'): string[] => {
    const { isSeen, substitutes, queues } = cases;
    const back = queues.reduce((sum, { count }) => sum + count, 0);
    if (!isSeen) return [t(`agents.leaving.${when}.unseen`)];
    if (countOfLeaving(cases) === 0) return [t('agents.leaving.none')];
    return [
      ...substitutes.map(({ agent, count }) => t(`agents.leaving.${when}.handed`, { count, name: agent.name })),
      ...(back > 0
        ? [
            t(`agents.leaving.${when}.returned`, {
              count: back,
              teams: formats.list(queues.map(({ team }) => team.name)),
            }),
          ]
        : []),
      ...(when === 'before' && substitutes.length === 0 ? [t('agents.leaving.noSubstitute')] : []),
    ];
  };
}
