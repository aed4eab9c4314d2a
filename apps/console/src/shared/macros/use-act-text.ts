import { caseFieldText, type CaseFieldValue, type MacroAct, type MacroTarget } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { caseFieldsQuery } from '../api/case-field-and-checklist-queries.js';
import { shownLanguage } from '../i18n/shown-language.js';
import { useMay } from '../session/use-session.js';

const NOTE = 80;

/** Tags that come and go: “+ canteen − new”. */
export const tagsText = (added: readonly string[], removed: readonly string[]): string =>
  [...added.map((tag) => `+ ${tag}`), ...removed.map((tag) => `− ${tag}`)].join(' ');

/** Returns an act of a macro in words: what it is about, what it sets that to, and both in one line. */
export function useActText() {
  const { t, i18n } = useTranslation();
  const language = shownLanguage(i18n);
  const { data: fields = [] } = useQuery({ ...caseFieldsQuery, enabled: useMay()('routing.read') });
  const nameOf = ({ name }: MacroTarget) => name?.[language] ?? t('common.list.deleted');
  const valueIn = (fieldId: string, value: CaseFieldValue | null): string => {
    if (value === null) return t('macros.empty');
    const field = fields.find(({ id }) => id === fieldId);
    return field ? caseFieldText(field, value, language) : String(value);
  };

  const label = (act: MacroAct, target: MacroTarget): string =>
    act.kind === 'field' ? nameOf(target) : t(`macros.kind.${act.kind}`);
  const value = (act: MacroAct, target: MacroTarget): string => {
    if (act.kind === 'status') return t(`common.status.${act.to}`);
    if (act.kind === 'snooze') return t(`macros.snooze.${act.unit}`, { count: act.amount });
    if (act.kind === 'assign' && act.to === 'me') return t('macros.me');
    if (act.kind === 'assign' && act.to === 'nobody') return t('choose.nobody');
    if (act.kind === 'priority') return t(`routing.priority.${act.to}`);
    if (act.kind === 'tags') return tagsText(act.add, act.remove);
    if (act.kind === 'case-type' && act.caseTypeId === null) return t('case.caseType.none');
    if (act.kind === 'field') return valueIn(act.fieldId, act.value);
    if (act.kind === 'note') return act.text.length > NOTE ? `${act.text.slice(0, NOTE - 1).trimEnd()}…` : act.text;
    return act.kind === 'follow' ? '' : nameOf(target);
  };
  return {
    label,
    value,
    nameOf,
    line: (act: MacroAct, target: MacroTarget): string => {
      const said = value(act, target);
      return said ? t('macros.said', { label: label(act, target), value: said }) : label(act, target);
    },
  };
}
