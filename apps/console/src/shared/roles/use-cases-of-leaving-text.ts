import type { CasesOfLeavingAgent } from '@guichet/contracts';
import { useFormats } from '../i18n/use-formats.js';
import { useTexts } from '../i18n/use-texts.js';

/** How many cases they have that are not closed, of those that whoever reads sees. */
export const countOfLeaving = ({ substitutes, queues }: CasesOfLeavingAgent): number =>
  [...substitutes, ...queues].reduce((sum, { count }) => sum + count, 0);

/** Returns the sentences that say what becomes of the cases of somebody who leaves or loses a role, or what has become of them. */
export function useCasesOfLeavingText() {
  const { t } = useTexts();
  const formats = useFormats();
  const returned = ({ queues }: CasesOfLeavingAgent, when: 'before' | 'after') => {
    const count = queues.reduce((sum, one) => sum + one.count, 0);
    const teams = formats.list(queues.map(({ team }) => team.name));
    return count > 0 ? [t(`agents.leaving.${when}.returned`, { count, teams })] : [];
  };
  /** Why the substitute does not get some cases, a sentence for each team. */
  const notGiven = ({ queues, substitutes }: CasesOfLeavingAgent, when: 'before' | 'after') => {
    const name = formats.list(substitutes.map(({ agent }) => agent.name));
    return queues.map(({ team, count, restricted, isWithoutAgent }) =>
      t(`agents.leaving.${when}.notGiven`, {
        ...{ count, team: team.name },
        why: t(`agents.leaving.why.${restricted === count ? 'restricted' : 'noAccess'}`, { count, name }),
        queue: t(`agents.leaving.queue.${isWithoutAgent ? 'withoutAgent' : 'staffed'}`),
      }),
    );
  };
  const ofThemWaiting = (count: number) => (count > 0 ? t('agents.leaving.ofThemWaiting', { count }) : '');
  const passed = ({ restricted: { count, to } }: CasesOfLeavingAgent, when: 'before' | 'after') => {
    if (count === 0) return [];
    if (to.length === 0) return [t(`agents.leaving.${when}.restrictedNobody`, { count })];
    return [t(`agents.leaving.${when}.restricted`, { count, names: formats.list(to.map(({ name }) => name)) })];
  };
  return {
    /** Of somebody who is deactivated. */
    ofLeaving: (cases: CasesOfLeavingAgent, when: 'before' | 'after'): string[] => {
      const { isSeen, substitutes } = cases;
      if (!isSeen) return [t(`agents.leaving.${when}.unseen`), ...passed(cases, when)];
      if (countOfLeaving(cases) === 0) return [t('agents.leaving.none'), ...passed(cases, when)];
      return [
        ...substitutes.map(({ agent, count, waiting }) =>
          t(`agents.leaving.${when}.handed`, { count, name: agent.name, waiting: ofThemWaiting(waiting) }),
        ),
        ...(substitutes.length > 0 ? notGiven(cases, when) : returned(cases, when)),
        ...passed(cases, when),
      ];
    },
    /** Of somebody who stays and loses a role: nothing where nothing changes. */
    ofLostRole: (cases: CasesOfLeavingAgent): string[] => [
      ...(cases.isSeen ? returned(cases, 'before') : [t('agents.leaving.before.unseenRole')]),
      ...passed(cases, 'before'),
    ],
  };
}
