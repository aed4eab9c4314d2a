import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { tagsText } from '../../../shared/macros/use-act-text.js';
import { priorities } from '../../../shared/cases/priorities.js';
import type { ShownActivity } from './preview-lines.js';

/** A change in words. `from`: undefined where only what comes and goes is said. */
export interface ChangeText {
  label: string;
  from?: string;
  to: string;
}

/** Returns what changes in a case, from what to what. */
export function useChangeTexts() {
  const { t, i18n } = useTranslation();
  const language = shownLanguage(i18n);
  const formats = useFormats();
  const priorityOf = (value: string) => {
    const priority = priorities.find((one) => one === value);
    return priority ? t(`routing.priority.${priority}`) : value;
  };

  /** What a rule sets, whatever it was before. */
  const routed = ({ rules, team, caseType, priority, tags }: Extract<ShownActivity, { type: 'routed' }>) => {
    const by = formats.list(rules);
    const set: [kind: 'team' | 'case-type' | 'priority' | 'tags', to: string | null][] = [
      ['team', team],
      ['case-type', caseType],
      ['priority', priority && priorityOf(priority)],
      ['tags', tags.length > 0 ? tagsText(tags, []) : null],
    ];
    return set.flatMap(([kind, value]) =>
      value === null
        ? []
        : { label: t(`macros.kind.${kind}`), to: t('macros.preview.byRules', { value, by, count: rules.length }) },
    );
  };

  return (activity: ShownActivity): ChangeText[] => {
    if (activity.type === 'fields')
      return activity.changes.map((change) => ({
        label: change.label[language],
        from: change.from?.[language] ?? t('macros.empty'),
        to: change.to?.[language] ?? t('macros.empty'),
      }));
    if (activity.type === 'tags')
      return [{ label: t('macros.kind.tags'), to: tagsText(activity.added, activity.removed) }];
    if (activity.type === 'routed') return routed(activity);
    const { from, to } = activity;
    if (activity.type === 'status') {
      const { snoozeUntil } = activity;
      const until = snoozeUntil && t('bulk.does.snooze', { until: formats.dateTime(snoozeUntil) });
      return [
        {
          ...{ label: t('macros.kind.status'), from: t(`common.status.${activity.from}`) },
          to: until || t(`common.status.${activity.to}`),
        },
      ];
    }
    if (activity.type === 'priority')
      return [{ label: t('macros.kind.priority'), from: priorityOf(from ?? ''), to: priorityOf(to ?? '') }];
    const kind = activity.type === 'assigned' ? 'assign' : activity.type;
    const none = activity.type === 'assigned' ? t('choose.nobody') : t('case.caseType.none');
    return [{ label: t(`macros.kind.${kind}`), from: from ?? none, to: to ?? none }];
  };
}
