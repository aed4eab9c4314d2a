import type { ConsistencyFact, FactKind, FactVerdict } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { variablesQuery } from '../../../shared/api/template-queries.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { format } from '../../../shared/i18n/use-formats.js';
import { variableLabel } from '../../../shared/i18n/variable-label.js';

const units: Record<string, 'year' | 'month' | 'week' | 'day' | 'hour' | 'minute'> = {
  PY: 'year',
  PM: 'month',
  PW: 'week',
  PD: 'day',
  TH: 'hour',
  TM: 'minute',
};

/** A value of one spelling (`2026-12-18`, `EUR 12.50`, `P2M`) as people of this language write it. */
export function spelled(kind: FactKind, value: string, language: string): string {
  if (kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return format(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${value}T00:00:00Z`),
    );
  const amount = kind === 'amount' && /^([A-Z]{3}) (\d+(?:\.\d+)?)$/.exec(value);
  if (amount)
    return new Intl.NumberFormat(language, {
      style: 'currency',
      currency: amount[1],
      trailingZeroDisplay: 'stripIfInteger',
    }).format(Number(amount[2]));
  const lasting = kind === 'duration' && /^P(T?)(\d+)([YMWDH])$/.exec(value);
  const unit = lasting && units[`${lasting[1] || 'P'}${lasting[3]}`];
  if (lasting && unit)
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(Number(lasting[2]));
  return value;
}

/** Returns formatters of approved facts and of deviations from them. */
export function useFactText() {
  const { t, i18n } = useTranslation();
  const { data: variables = [] } = useQuery(variablesQuery);
  const label = (name: string | null) => {
    const known = variables.find((variable) => variable.name === name);
    return known && variableLabel(known, shownLanguage(i18n));
  };
  const kindOf = ({ kind, variable }: Pick<FactVerdict, 'kind' | 'variable'>) =>
    label(variable) ?? t(`templates.consistency.kind.${kind}`);
  return {
    approved: ({ kind, value, variable }: ConsistencyFact) =>
      value === null
        ? [label(variable), t('templates.consistency.varies')].filter(Boolean).join(', ')
        : spelled(kind, value, i18n.language),
    /** Undefined when the fact was sent as approved. */
    deviation: (fact: FactVerdict) =>
      fact.verdict === 'same'
        ? undefined
        : t(`templates.consistency.${fact.verdict}`, {
            kind: kindOf(fact),
            sent: fact.sent ?? '',
            approved: fact.approved ?? '',
          }),
  };
}
