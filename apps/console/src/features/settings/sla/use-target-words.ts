import { SlaTimerKind, type Duration, type SlaTarget } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { filled, listed, type Part } from '../../../shared/ordered-list/sentence.js';
import { useNames } from '../../../shared/i18n/use-names.js';

export const promises = SlaTimerKind.options;

/** Targets as they are read. */
export function useTargetWords() {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const within = (duration: Duration | null) =>
    duration ? t(`sla.within.${duration.unit}`, { count: duration.value }) : t('sla.none');
  /** "For chat or SMS · Écoles · High priority": which cases it fits. */
  const fits = (target: SlaTarget): Part[] => {
    const sides = [
      target.channels.map(names.channel),
      target.teams.map(names.team),
      target.caseTypes.map(names.caseType),
      target.priorities.map((priority) => t(`common.priority.${priority}`)),
    ].filter((side) => side.length > 0);
    if (sides.length === 0) return [t('sla.forAll')];
    const all = sides.flatMap((side, index): Part[] => [
      ...(index ? [' · '] : []),
      ...listed(
        i18n.language,
        'disjunction',
        side.map((chosen) => [{ chosen }]),
      ),
    ]);
    return filled((is) => t('sla.for', { is }), all);
  };
  return { within, fits };
}
