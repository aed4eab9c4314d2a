import type { AutomaticAssignmentReason, Activity } from '@guichet/contracts';
import { useLanguages } from '../../../shared/i18n/use-languages.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

type Of<Type extends Activity['type']> = Extract<Activity, { type: Type }>;
type Load = Extract<AutomaticAssignmentReason, { by: 'load' }>;
const minute = 60_000;
const levels = ['learning', 'able', 'expert'] as const;

/** Returns a formatter of the reason why a case was assigned or moved automatically. */
export function useAssignmentReasonText() {
  const { t } = useTexts();
  const formats = useFormats();
  const { name: languageName } = useLanguages();

  const reasonsOf = ({ skill, language, load, capacity, among }: Load) =>
    formats.list([
      ...(skill
        ? [
            t('case.routingActivity.knows', {
              caseType: skill.caseType,
              level: t(`case.routingActivity.level.${levels[skill.level - 1]!}`),
            }),
          ]
        : []),
      ...(language ? [t('case.routingActivity.speaks', { language: languageName(language) })] : []),
      t(among > 1 ? 'case.routingActivity.freest' : 'case.routingActivity.only', {
        among,
        load: formats.number(load),
        capacity: formats.number(capacity),
      }),
    ]);

  const returned = (because: AutomaticAssignmentReason): string => {
    if (because.by === 'absent' || because.by === 'substitute')
      return t('case.routingActivity.byAbsence', { absent: because.absent });
    if (because.by === 'deactivated')
      return because.deactivatedBy === undefined
        ? t('case.routingActivity.byDeactivation', { agent: because.agent })
        : t('case.routingActivity.byDeactivationOf', because);
    if (because.by === 'no-access') return t('case.routingActivity.byLostAccess', { agent: because.agent });
    if (because.by === 'disconnected') return t('case.routingActivity.byDisconnection', { agent: because.agent });
    return t('case.routingActivity.backByReconciler');
  };

  return {
    assigned: ({ to }: Of<'assigned'>, because: AutomaticAssignmentReason): string => {
      if (to === null) return returned(because);
      switch (because.by) {
        case 'rule':
          return t('case.routingActivity.byRule', { to, rule: because.rule });
        case 'load':
          return t('case.routingActivity.byLoad', { to, reasons: reasonsOf(because) });
        case 'substitute':
        case 'absent':
          return t('case.routingActivity.bySubstitute', { to, absent: because.absent });
        case 'overflow':
          return t('case.routingActivity.byOverflow', { to, span: formats.span(because.minutes * minute) });
        case 'deactivated':
          return because.deactivatedBy === undefined
            ? t('case.routingActivity.toSubstitute', { to, agent: because.agent })
            : t('case.routingActivity.toSubstituteBy', { ...because, to });
        case 'no-access':
        case 'disconnected':
        case 'reconciler':
          return t('case.routingActivity.byReconciler', { to });
      }
    },
    team: ({ to }: Of<'team'>, because: AutomaticAssignmentReason): string => {
      switch (because.by) {
        case 'rule':
          return t('case.routingActivity.team.rule', { to, rule: because.rule });
        case 'overflow':
          return t('case.routingActivity.team.overflow', { to, span: formats.span(because.minutes * minute) });
        case 'substitute':
        case 'absent':
          return t('case.routingActivity.team.absent', { to, absent: because.absent });
        case 'load':
        case 'deactivated':
        case 'no-access':
        case 'disconnected':
        case 'reconciler':
          return t('case.routingActivity.team.reconciler', { to });
      }
    },
    /** What the rules made of a new case. */
    routed: ({ rules, team, caseType, priority, tags }: Of<'routed'>): string => {
      const count = rules.length;
      const names = formats.list(rules.map((name) => t('case.routingActivity.quoted', { name })));
      const made = [
        ...(team ? [team] : []),
        ...(caseType ? [t('case.routingActivity.routed.caseType', { caseType })] : []),
        ...(priority ? [t(`common.priority.${priority}`).toLocaleLowerCase()] : []),
        ...(tags.length
          ? [t('case.routingActivity.routed.tags', { count: tags.length, tags: formats.list(tags) })]
          : []),
      ].join(', ');
      if (!made) return t('case.routingActivity.routed.bare', { count, rules: names });
      return t(team ? 'case.routingActivity.routed.to' : 'case.routingActivity.routed.made', {
        count,
        rules: names,
        what: made,
      });
    },
  };
}
