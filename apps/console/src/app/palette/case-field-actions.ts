import type { CaseDetail, Language } from '@guichet/contracts';
import { IconForms, IconListCheck } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { keyOfStep, requestFieldFocus } from '../../shared/cases/field-focus-request.js';
import type { PaletteAction } from './palette-action.js';

/** The fields of the type of a case, and its steps: each action puts the caret into one, or the focus on one, beside the case. */
export function caseFieldActions(
  item: CaseDetail,
  { t, language }: { t: TFunction; language: Language },
): PaletteAction[] {
  const group = t('app.palette.case');
  const goTo = (key: string) => () => requestFieldFocus({ caseId: item.id, key });
  return [
    ...item.fields
      .filter(({ standing }) => standing === 'asked')
      .map(({ field }) => ({
        ...{ id: `field ${field.key}`, group, label: t('palette.fillIn', { label: field.label[language] }) },
        ...{ otherWords: t('palette.otherWords.fillIn'), icon: IconForms, run: goTo(field.key) },
      })),
    ...item.steps.map(({ id, label }) => ({
      ...{ id: `step ${id}`, group, label: t('palette.step', { label: label[language] }), isPassing: true },
      ...{ otherWords: t('palette.otherWords.step'), icon: IconListCheck, run: goTo(keyOfStep(id)) },
    })),
  ];
}
