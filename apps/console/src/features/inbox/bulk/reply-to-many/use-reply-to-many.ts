import type { CaseSummary, Language, RenderedTemplate } from '@guichet/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { replyRoutesQuery } from '../../../../shared/api/queries.js';
import { renderingQuery } from '../../../../shared/api/template-queries.js';
import type { ChosenCases } from '../../../../shared/bulk/use-start-bulk-action.js';
import { listState } from '../../../../shared/cases/case-list-state.js';
import { useReasonText } from '../../../../shared/i18n/use-problem-text.js';
import { valueFaults } from '../../../../shared/templates/value-faults.js';
import { fieldsForAll, fieldsLacking } from './fields-for-all.js';

/** From the last key in a field to the rendering. Milliseconds. */
const SETTLING = 250;

interface ChosenTemplate {
  value: string;
  label: string;
}

export type ReplyToMany = ReturnType<typeof useReplyToMany>;

/** By which template many cases are answered, with what is filled in for all of them, and how that reads in one of them. */
export function useReplyToMany(chosen: ChosenCases) {
  const reasonText = useReasonText();
  const [cases] = useState(() => casesToShow(chosen));
  const [at, showAt] = useState(0);
  const [template, chooseTemplate] = useState<ChosenTemplate>();
  const [language, setLanguage] = useState<Language | null>(null);
  const [values, setValues] = useState<Record<string, string>>({});
  const rendering = useRenderingInCase({ item: cases[at], template, language, values });
  const { rendered, error } = rendering;
  const fields = rendered ? fieldsForAll(rendered.fields, values) : [];
  return {
    ...{ cases, at, showAt, template, chooseTemplate, language, setLanguage, values, ...rendering, fields },
    fill: (name: string, value: string) => setValues((before) => ({ ...before, [name]: value })),
    wrong: Object.fromEntries(
      valueFaults(error).map(({ name, reason, data, message }) => [name, reason ? reasonText(reason, data) : message]),
    ),
    lacking: rendered ? fieldsLacking(rendered, values) : { byAll: [], byCase: [] },
    /** What is filled in of the fields of this template. */
    given: Object.fromEntries(
      fields.flatMap(({ name }) => (values[name] === undefined ? [] : [[name, values[name]] as const])),
    ),
  };
}

/** Those that are loaded, where all of a list is chosen. */
function casesToShow(chosen: ChosenCases): readonly CaseSummary[] {
  const { rows } = listState();
  if ('count' in chosen) return rows;
  const ids = new Set(chosen);
  return rows.filter(({ id }) => ids.has(id));
}

interface InCase {
  item: CaseSummary | undefined;
  template: ChosenTemplate | undefined;
  language: Language | null;
  values: Readonly<Record<string, string>>;
}

/** By the channel that the reply would take. While values do not fit, it is as it was before. */
function useRenderingInCase({ item, template, language, values }: InCase) {
  const [settled] = useDebouncedValue(values, SETTLING);
  const { data: routes } = useQuery({ ...replyRoutesQuery(item?.id ?? ''), enabled: item !== undefined });
  const route = routes?.find(({ state }) => state !== 'closed') ?? routes?.[0];
  const caseId = item?.id ?? '';
  const { data, error } = useQuery({
    ...renderingQuery(template?.value ?? '', {
      ...{ caseId, channelKind: route?.channel ?? item?.channels.at(-1) ?? 'email', values: settled },
      ...(route && { channelAccountId: route.channelAccountId }),
      ...(language && { language }),
    }),
    enabled: item !== undefined && template !== undefined && routes !== undefined,
  });
  const [last, setLast] = useState<RenderedTemplate>();
  if (data && data !== last) setLast(data);
  const shown = data ?? last;
  return {
    rendered: shown?.templateId === template?.value ? shown : undefined,
    route,
    error,
    isSettled: data !== undefined && settled === values,
  };
}
