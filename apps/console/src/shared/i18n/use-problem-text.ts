import type { Language, Reason, TextInLanguages, VariableType } from '@guichet/contracts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isFailure, isOffline, type FieldProblem } from '../api/failure.js';
import { shownLanguage } from './shown-language.js';

/** Fields and steps of case types that a reason names, or options of one, in the language of the screen, which the server knows only of those who have chosen one. */
const labelsIn = (
  {
    label,
    labels,
    stepLabels,
  }: { label?: TextInLanguages; labels?: readonly TextInLanguages[]; stepLabels?: readonly TextInLanguages[] },
  language: Language,
) => ({
  ...(label && { name: label[language] }),
  ...(labels && { ...listed(joined(labels, language)), count: labels.length }),
  // Where fields are named as well, a sentence is about one step or several.
  ...(stepLabels && { steps: joined(stepLabels, language), count: stepLabels.length }),
});

const joined = (labels: readonly TextInLanguages[], language: Language) =>
  labels.map((one) => one[language]).join(', ');
const listed = (all: string) => ({ names: all, values: all });

/** Returns a formatter of the reason of a refusal. */
export function useReasonText() {
  const { t, i18n } = useTranslation();
  return useCallback(
    (reason: Reason, data: Readonly<Record<string, unknown>> = {}) =>
      t(`problems.reason.${reason}`, {
        ...data,
        ...labelsIn(data, shownLanguage(i18n)),
        ...(reason === 'template-value' && { type: t(`templates.variableType.${data['type'] as VariableType}`) }),
      }),
    [t, i18n, i18n.language],
  );
}

/** `invalid-request` itself says as much; what a channel says of a setting stands beside that setting. */
const saidByCode = ({ reason, channelReason }: FieldProblem) =>
  reason === 'value-not-valid' || channelReason !== undefined;

/**
 * Returns a formatter of failures: our text of the reason or, without one, of each wrong field, or else of the code. What the
 * server says in English only is shown to those who read English.
 */
export function useProblemText() {
  const { t, i18n } = useTranslation();
  const reasonText = useReasonText();
  return useCallback(
    (error: unknown) => {
      // The texts of failures wait for the first screen, which may be what fails.
      if (!i18n.exists('problems.code.internal-error')) return '';
      if (isOffline(error)) return t('problems.code.offline');
      if (!isFailure(error)) return t('problems.code.internal-error');
      const { reason, detail, data, errors = [] } = error.problem;
      if (reason) return reasonText(reason, data);
      const said = t(`problems.code.${error.code}`);
      const inEnglish = i18n.language.startsWith('en');
      const ofField = ({ reason: why, data: names, path, message }: FieldProblem) =>
        why ? reasonText(why, names) : inEnglish ? `${path}: ${message}` : '';
      const ofFields = [...new Set(errors.filter((field) => !saidByCode(field)).map(ofField))].filter(Boolean);
      // That some value is wrong is no news beside what is wrong with it.
      if (error.code === 'invalid-request' && ofFields.length > 0) return ofFields.join(' · ');
      return [said, ofFields.join(' · ') || (inEnglish && detail)].filter(Boolean).join(' ');
    },
    [t, i18n, i18n.language, reasonText],
  );
}
