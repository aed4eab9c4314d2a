import type { CasesOfAbsence, SetAbsence } from '@guichet/contracts';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

interface Absence {
  handOver: SetAbsence['handOver'];
  name: string;
  substitute: string | undefined;
}

/** Returns a function that says in a sentence or two, with numbers, what becomes of the open cases of an agent who is absent. */
export function useAbsenceEffectText() {
  const { t } = useTexts();
  const formats = useFormats();
  const seenText = ({ teams }: CasesOfAbsence, { handOver, name, substitute }: Absence): string => {
    const open = teams.reduce((sum, team) => sum + team.open, 0);
    if (open === 0) return t('agents.absence.effect.none', { name });
    if (handOver === 'keep') return t('agents.absence.effect.keep', { count: open, name });
    const handed = handOver === 'substitute' && substitute ? teams : [];
    const count = handed.reduce((sum, { forSubstitute }) => sum + forSubstitute, 0);
    const returned = teams
      .map((team) => ({ team: team.team.name, count: team.open - (handed.length > 0 ? team.forSubstitute : 0) }))
      .filter((team) => team.count > 0);
    const cases = formats.list(returned.map((team) => t('agents.absence.effect.ofTeam', team)));
    if (count === 0)
      return handed.length > 0
        ? t('agents.absence.effect.noneForSubstitute', { count: open, cases, name: substitute })
        : t('agents.absence.effect.queueAlone', { count: open, cases });
    const handedText = t('agents.absence.effect.substitute', { count, name: substitute });
    if (returned.length === 0) return t('agents.absence.effect.one', { one: handedText });
    const returnedText = t('agents.absence.effect.queue', { count: open - count, cases });
    return t('agents.absence.effect.both', { one: handedText, other: returnedText });
  };
  return (cases: CasesOfAbsence, absence: Absence): string => {
    const { teams, unseen: count } = cases;
    if (count === 0) return seenText(cases, absence);
    const unseenText = t('agents.absence.effect.unseen', { count });
    // That there are no open cases would be wrong.
    return teams.length === 0 ? unseenText : `${seenText(cases, absence)} ${unseenText}`;
  };
}
