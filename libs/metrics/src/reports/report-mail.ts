import {
  dateFormat,
  type Figure,
  type Language,
  type MetricName,
  type MetricResult,
  type MetricUnit,
} from '@guichet/contracts';
import { words } from '../exports/export-texts.js';

const TEXTS = {
  fr: {
    locale: 'fr-FR',
    colon: '\u00a0: ',
    period: (from: string, to: string) => (from === to ? `Le ${from}` : `Du ${from} au ${to}`),
    metric: 'Indicateur',
    now: 'Sur la période',
    before: 'Période d’avant',
    nothing: 'rien',
    attached: 'Le détail est dans le classeur joint.',
    open: 'Ouvrir les tableaux de bord',
    why: 'Vous recevez ce rapport parce qu’un responsable vous l’a destiné. Il ne contient que ce que vous pouvez voir.',
  },
  en: {
    locale: 'en-GB',
    colon: ': ',
    period: (from: string, to: string) => (from === to ? `On ${from}` : `From ${from} to ${to}`),
    metric: 'Metric',
    now: 'In this period',
    before: 'In the period before',
    nothing: 'nothing',
    attached: 'The details are in the workbook attached.',
    open: 'Open the dashboards',
    why: 'You receive this report because a supervisor chose you for it. It holds only what you may see.',
  },
} as const;

const DAY = 86_400;
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Formats a figure for a mail: `1 234`, `87 %`, `2 h 10 min`, `3 j 4 h`. */
export function said({ value }: Pick<Figure, 'value'>, unit: MetricUnit, language: Language): string {
  const { locale, nothing } = TEXTS[language];
  if (value === null) return nothing;
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options).format(value);
  if (unit === 'count') return number({ maximumFractionDigits: 0 });
  if (unit === 'share') return number({ style: 'percent', maximumFractionDigits: 0 });
  if (unit === 'ratio') return number({ maximumFractionDigits: 1 });
  const [days, hours, minutes] = [
    Math.floor(value / DAY),
    Math.floor((value % DAY) / 3600),
    Math.floor((value % 3600) / 60),
  ];
  const part = (amount: number, name: string) => (amount > 0 ? `${amount} ${name}` : '');
  const parts =
    days > 0 ? [part(days, language === 'fr' ? 'j' : 'd'), part(hours, 'h')] : [part(hours, 'h'), part(minutes, 'min')];
  return parts.filter(Boolean).join(' ') || `${Math.round(value)} s`;
}

type Told = Pick<MetricResult, 'metric' | 'unit' | 'from' | 'to' | 'total' | 'previous'>;

/** The summary: text, and the same as a table that any reader of mail shows. */
export function reportMail({
  name,
  figures,
  language,
  link,
}: {
  name: string;
  figures: readonly Told[];
  language: Language;
  link: string;
}): { subject: string; text: string; html: string } {
  const { period, metric, now, before, attached, open, why, locale, colon } = TEXTS[language];
  const day = (text: string) =>
    dateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${text}T12:00:00Z`));
  const [{ from, to }] = figures as [Told, ...Told[]];
  const head = period(day(from), day(to));
  const title = (of: MetricName) => words[language].metric[of];
  const rows = figures.map(({ metric: of, unit, total, previous }) => [
    title(of),
    said(total, unit, language),
    previous ? said(previous, unit, language) : '',
  ]);
  const text = [
    name,
    head,
    rows
      .map(
        ([of, value, earlier]) =>
          `${of}${colon}${value}${earlier ? ` (${before.toLowerCase()}${colon}${earlier})` : ''}`,
      )
      .join('\n'),
    attached,
    `${open}${colon}${link}`,
    why,
  ].join('\n\n');
  const cell = (content: string, tag: 'td' | 'th', align: 'left' | 'right') =>
    `<${tag} style="text-align:${align};padding:6px 12px;border-bottom:1px solid #ddd">${escaped(content)}</${tag}>`;
  const line = (tag: 'td' | 'th', [of, value, earlier]: readonly (string | undefined)[]) =>
    `<tr>${cell(of!, tag, 'left')}${cell(value!, tag, 'right')}${cell(earlier!, tag, 'right')}</tr>`;
  const html = `<h1 style="font-size:20px">${escaped(name)}</h1><p>${escaped(head)}</p>
<table style="border-collapse:collapse"><thead>${line('th', [metric, now, before])}</thead><tbody>${rows.map((row) => line('td', row)).join('')}</tbody></table>
<p>${escaped(attached)}</p><p><a href="${escaped(link)}">${escaped(open)}</a></p><p style="color:#666;font-size:13px">${escaped(why)}</p>`;
  return { subject: `${name} · ${head}`, text, html };
}
