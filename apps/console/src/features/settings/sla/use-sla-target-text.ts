import { SlaTimerKind, type Duration, type SlaTarget } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { fillSentence, listParts, type Part } from '../../../shared/ordered-list/sentence-parts.js';
import { useEntityNames } from '../../../shared/i18n/use-entity-names.js';

export const promises = SlaTimerKind.options;

/** Returns formatters of SLA targets as sentences. */
export function useSlaTargetText() {
  const { t, i18n } = useTranslation();
  const names = useEntityNames();
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
      ...listParts(
        i18n.language,
        'disjunction',
        side.map((chosen) => [{ chosen }]),
      ),
    ]);
    return fillSentence((is) => t('sla.for', { is }), all);
  };
  return { within, fits };
}
