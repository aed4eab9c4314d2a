import {
  dateFormat,
  dateLocales,
  NotificationTopic,
  topicOf,
  type Language,
  type NotificationAbout,
} from '@guichet/contracts';
import type { NotificationForMail } from '@guichet/notifications';
import { escaped, type MailContent } from '../system-mail-content.js';
import { digestTexts } from './digest-texts.js';

interface Frame {
  name: string;
  organisation: string;
  timeZone: string;
  language: Language;
  now: Date;
  /** How many there are. */
  count: number;
  /** Where the console is. */
  home: string;
}

interface Line {
  label: string;
  /** When it happened. */
  at: string;
  link: string;
}

interface Group {
  title: string;
  lines: Line[];
}

/** The mail of what an agent has not read, by topic, newest first, as text and as HTML. It may list the newest of it only. */
export function digestMail(
  notifications: readonly [NotificationForMail, ...NotificationForMail[]],
  frame: Frame,
): MailContent {
  const { language, name, timeZone, now, home, count } = frame;
  const texts = digestTexts[language];
  const moment = dateFormat(dateLocales[language], { dateStyle: 'full', timeStyle: 'short', timeZone });
  const more = count - notifications.length;
  const before = [texts.greeting(name), texts.what(frame.organisation || 'Guichet', moment.format(now))];
  const groups = groupsOf(notifications, frame);
  const after = more > 0 ? [texts.more(more)] : [];
  const links = [
    { label: texts.open, link: home },
    { label: texts.settings, link: `${home}/settings/notifications` },
  ];
  return {
    subject: texts.subject(count),
    text: [...before, ...groups.map(asText), ...after, ...links.map(asTextLink), texts.why].join('\n\n'),
    html: [
      ...before.map(asParagraph),
      ...groups.map(asHtml),
      ...after.map(asParagraph),
      ...links.map(({ label, link }) => `<p>${asAnchor({ label, link })}</p>`),
      asParagraph(texts.why),
    ].join('\n'),
  };
}

function groupsOf(notifications: readonly NotificationForMail[], { language, timeZone, home }: Frame): Group[] {
  const { topic, takenOver, about: words } = digestTexts[language];
  const time = dateFormat(dateLocales[language], { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const lineOf = ({ at, about, caseId, reference, position, subject }: NotificationForMail): Line => ({
    label: [reference ?? words(about), ...(subject === null ? [] : [subject])].join(' · '),
    at: time.format(at),
    link: home + (caseId === null ? pathOf(about) : `/cases/${caseId}${position === null ? '' : `?at=${position}`}`),
  });
  const titleOf = ({ type }: NotificationAbout) => (type === 'taken-over' ? takenOver : topic[topicOf[type]]);
  return [...NotificationTopic.options.map((each) => topic[each]), takenOver].flatMap((title) => {
    const lines = notifications.filter(({ about }) => titleOf(about) === title).map(lineOf);
    return lines.length > 0 ? [{ title, lines }] : [];
  });
}

/** The page of the console where something can be done about what is about no single case. */
function pathOf(about: NotificationAbout): string {
  if ('templateId' in about) return `/templates/${about.templateId}?language=${about.language}`;
  if (about.type === 'refused-sign-ins') return '/settings/refused-sign-ins';
  if (topicOf[about.type] === 'security') return '/settings/account';
  if (about.type === 'cases-to-give-back') return '/settings/account#absence';
  return about.type === 'many-given' && about.team !== null ? '/inbox/team' : '/inbox/mine';
}

const asText = ({ title, lines }: Group): string =>
  [title, ...lines.map(({ label, at, link }) => `- ${label} (${at})\n  ${link}`)].join('\n');
const asTextLink = ({ label, link }: Omit<Line, 'at'>): string => `${label}\n${link}`;

const asParagraph = (text: string): string => `<p>${escaped(text)}</p>`;
const asAnchor = ({ label, link }: Omit<Line, 'at'>): string => `<a href="${escaped(link)}">${escaped(label)}</a>`;
const asHtml = ({ title, lines }: Group): string =>
  `<h3>${escaped(title)}</h3>\n<ul>${lines.map(({ at, ...line }) => `<li>${asAnchor(line)} (${escaped(at)})</li>`).join('')}</ul>`;
