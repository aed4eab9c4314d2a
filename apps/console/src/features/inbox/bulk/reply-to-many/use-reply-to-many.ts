import {
  replySubject,
  type CaseDetail,
  type CaseSummary,
  type Language,
  type RenderedTemplate,
  type ReplyRoute,
  type TemplateField,
} from '@guichet/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { caseQuery, replyRoutesQuery } from '../../../../shared/api/queries.js';
import { renderingQuery } from '../../../../shared/api/template-queries.js';
import type { ChosenCases } from '../../../../shared/bulk/chosen-cases.js';
import { listState, selectedCases } from '../../../../shared/cases/case-list-state.js';
import { useChannelTexts } from '../../../../shared/i18n/use-channel-texts.js';
import { useReasonText } from '../../../../shared/i18n/use-problem-text.js';
import { valueFaults } from '../../../../shared/templates/value-faults.js';
import { replyTakenBackFrom, type ChosenTemplate } from './reply-taken-back.js';
import { fieldsLacking, fieldsWithSeen } from './fields-for-all.js';

/** From the last key in a field to the rendering. Milliseconds. */
const SETTLING = 250;

export type ReplyToMany = ReturnType<typeof useReplyToMany>;

/** By which template many cases are answered, with what is filled in for all of them, and how that reads in one of them. */
export function useReplyToMany(chosen: ChosenCases) {
  const reasonText = useReasonText();
  const [cases] = useState(() => casesToShow(chosen));
  const [at, showAt] = useState(0);
  const [before] = useState(() => replyTakenBackFrom(chosen));
  const [template, chooseTemplate] = useState(before?.template);
  const [language, setLanguage] = useState(before?.language ?? null);
  const [values, setValues] = useState(before?.values ?? {});
  const rendering = useRenderingInCase({ item: cases[at], template, language, values });
  const { rendered, error } = rendering;
  const fields = useFieldsForAll(rendered, values);
  return {
    ...{ cases, at, showAt, template, chooseTemplate, language, setLanguage, values, ...rendering, fields },
    fill: (name: string, value: string) => setValues((before) => ({ ...before, [name]: value })),
    wrong: Object.fromEntries(
      valueFaults(error).map(({ name, reason, data, message }) => [name, reason ? reasonText(reason, data) : message]),
    ),
    lacking: rendered ? fieldsLacking(rendered, values) : { byAll: [], byCase: [] },
    /** What is filled in of the fields of this template, in whichever case they were shown. */
    given: Object.fromEntries(
      fields.flatMap(({ name }) => (values[name] === undefined ? [] : [[name, values[name]] as const])),
    ),
  };
}

/** The fields of a template for all cases, of all those of its versions that have been shown. */
function useFieldsForAll(rendered: RenderedTemplate | undefined, values: Readonly<Record<string, string>>) {
  const [seen, setSeen] = useState<{ last?: RenderedTemplate; byTemplate: Record<string, TemplateField[]> }>({
    byTemplate: {},
  });
  if (!rendered) return [];
  const before = seen.byTemplate[rendered.templateId] ?? [];
  const fields = fieldsWithSeen(rendered.fields, { seen: before, values });
  if (seen.last !== rendered)
    setSeen({ last: rendered, byTemplate: { ...seen.byTemplate, [rendered.templateId]: fields } });
  return fields;
}

/** Those that are loaded, where all of a list is chosen. */
function casesToShow(chosen: ChosenCases): readonly CaseSummary[] {
  return 'count' in chosen ? listState().rows : selectedCases({ ...listState(), selected: new Set(chosen) });
}

interface InCase {
  item: CaseSummary | undefined;
  template: ChosenTemplate | undefined;
  language: Language | null;
  values: Readonly<Record<string, string>>;
}

/** By the channel that the reply would take. While values do not fit, it is as it was before. */
function useRenderingInCase({ item, template, language, values }: InCase) {
  const channels = useChannelTexts();
  const [settled] = useDebouncedValue(values, SETTLING);
  const { data: routes, error: unrouted } = useQuery({
    ...replyRoutesQuery(item?.id ?? ''),
    enabled: item !== undefined,
  });
  const route = routes?.find(({ state }) => state !== 'closed') ?? routes?.[0];
  const caseId = item?.id ?? '';
  const { data, error: unrendered } = useQuery({
    ...renderingQuery(template?.value ?? '', {
      ...{ caseId, channelKind: route?.channel ?? item?.channels.at(-1) ?? 'email', values: settled },
      ...(route && { channelAccountId: route.channelAccountId }),
      ...(language && { language }),
    }),
    enabled: item !== undefined && template !== undefined && routes !== undefined,
  });
  const isPaper = route && channels.info(route.channel)?.capabilities.paper;
  const { data: detail } = useQuery({ ...caseQuery(caseId), enabled: item !== undefined && template !== undefined });
  const error = unrendered ?? unrouted;
  const [last, setLast] = useState<RenderedTemplate>();
  if (data && data !== last) setLast(data);
  const shown = data ?? last;
  return {
    rendered: shown?.templateId === template?.value ? shown : undefined,
    route,
    subject: shown && detail && subjectOf(shown, detail.data, isPaper ? undefined : route),
    error,
    /** What is shown is by what is filled in. Where no case can be shown, nothing is waited for. */
    isSettled: item === undefined || (settled === values && (data !== undefined || error !== null)),
  };
}

/** Under which subject the reply goes: that of what it answers by a route, else its own, as that of a letter. */
function subjectOf(rendered: RenderedTemplate, item: CaseDetail, route: ReplyRoute | undefined): string {
  return (route && replySubject(item, [route.to.value])) || rendered.subject || item.subject;
}
