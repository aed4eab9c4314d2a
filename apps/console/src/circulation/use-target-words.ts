import type { ClockKind, Duration, Target } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { filled, listed, type Part } from './sentence.js';
import { useNames } from './use-names.js';

export const promises: readonly ClockKind[] = ['first-response', 'next-response', 'resolution'];

/** Targets as they are read. */
export function useTargetWords() {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const within = (duration: Duration | null) =>
    duration
      ? t(`circulation.targets.within.${duration.unit}`, { count: duration.value })
      : t('circulation.targets.none');
  /** "For chat or SMS · Écoles · High priority": which cases it fits. */
  const fits = (target: Target): Part[] => {
    const sides = [
      target.channels.map(names.channel),
      target.teams.map(names.team),
      target.kinds.map(names.kind),
      target.priorities.map((priority) => t(`priority.${priority}`)),
    ].filter((side) => side.length > 0);
    if (sides.length === 0) return [t('circulation.targets.forAll')];
    const all = sides.flatMap((side, index): Part[] => [
      ...(index ? [' · '] : []),
      ...listed(
        i18n.language,
        'disjunction',
        side.map((chosen) => [{ chosen }]),
      ),
    ]);
    return filled((is) => t('circulation.targets.for', { is }), all);
  };
  return { within, fits };
}
