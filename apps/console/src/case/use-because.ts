import type { Because, Fact } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { useLanguages } from '../circulation/languages.js';
import { useTimes } from '../i18n/time.js';

type Of<Type extends Fact['type']> = Extract<Fact, { type: Type }>;
type Load = Extract<Because, { by: 'load' }>;
const minute = 60_000;
const levels = ['learning', 'able', 'expert'] as const;

/** Why a case went to somebody or somewhere when no person said so. */
export function useBecause() {
  const { t } = useTranslation();
  const times = useTimes();
  const { name: languageName } = useLanguages();

  const reasonsOf = ({ skill, language, load, capacity, among }: Load) =>
    times.list([
      ...(skill
        ? [t('desk.fact.knows', { kind: skill.kind, level: t(`desk.fact.level.${levels[skill.level - 1]!}`) })]
        : []),
      ...(language ? [t('desk.fact.speaks', { language: languageName(language) })] : []),
      t(among > 1 ? 'desk.fact.freest' : 'desk.fact.only', {
        among,
        load: times.number(load),
        capacity: times.number(capacity),
      }),
    ]);

  return {
    assigned: ({ to }: Of<'assigned'>, because: Because): string => {
      if (to === null)
        return because.by === 'absent' || because.by === 'substitute'
          ? t('desk.fact.byAbsence', { absent: because.absent })
          : t('desk.fact.backBySweeper');
      switch (because.by) {
        case 'rule':
          return t('desk.fact.byRule', { to, rule: because.rule });
        case 'load':
          return t('desk.fact.byLoad', { to, reasons: reasonsOf(because) });
        case 'substitute':
        case 'absent':
          return t('desk.fact.bySubstitute', { to, absent: because.absent });
        case 'overflow':
          return t('desk.fact.byOverflow', { to, span: times.span(because.minutes * minute) });
        case 'sweeper':
          return t('desk.fact.bySweeper', { to });
      }
    },
    team: ({ to }: Of<'team'>, because: Because): string => {
      switch (because.by) {
        case 'rule':
          return t('desk.fact.team.rule', { to, rule: because.rule });
        case 'overflow':
          return t('desk.fact.team.overflow', { to, span: times.span(because.minutes * minute) });
        case 'substitute':
        case 'absent':
          return t('desk.fact.team.absent', { to, absent: because.absent });
        case 'load':
        case 'sweeper':
          return t('desk.fact.team.sweeper', { to });
      }
    },
    /** What the rules made of a new case. */
    routed: ({ rules, team, kind, priority, tags }: Of<'routed'>): string => {
      const count = rules.length;
      const names = times.list(rules.map((name) => t('desk.fact.quoted', { name })));
      const made = [
        ...(team ? [team] : []),
        ...(kind ? [t('desk.fact.routed.kind', { kind })] : []),
        ...(priority ? [t(`priority.${priority}`).toLocaleLowerCase()] : []),
        ...(tags.length ? [t('desk.fact.routed.tags', { count: tags.length, tags: times.list(tags) })] : []),
      ].join(', ');
      if (!made) return t('desk.fact.routed.bare', { count, rules: names });
      return t(team ? 'desk.fact.routed.to' : 'desk.fact.routed.made', { count, rules: names, what: made });
    },
  };
}
