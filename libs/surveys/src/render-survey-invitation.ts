import { smsSegments, type Capabilities, type Language } from '@guichet/contracts';

/** The question of « Je donne mon avis », the survey of the French State, so that results can be compared with those of others. */
export const SURVEY_QUESTION: Record<Language, string> = {
  fr: 'De façon générale, comment ça s’est passé ?',
  en: 'Overall, how did it go?',
};

const TEXTS = {
  fr: {
    hello: (name: string) => (name ? `Bonjour ${name},` : 'Bonjour,'),
    over: (reference: string) => `Votre demande ${reference} est terminée.`,
    scores: ['Mal', 'Moyen', 'Bien'],
    one: 'Répondez en un geste :',
    anonymous: 'Votre réponse est anonyme. Elle nous aide à mieux répondre.',
    reply: 'Répondez 1 (mal), 2 (moyen) ou 3 (bien)',
    orLink: 'ou, de façon anonyme et avec vos remarques, par ce lien :',
    hiddenLink: '[lien vers l’enquête]',
    // GSM-7 has no « ç »: with one, this SMS would be sent in twice as many parts.
    sms: { question: "Comment cela s'est-il passé ?", link: 'ou par ce lien :' },
    subject: (reference: string) => `Votre avis sur votre demande ${reference}`,
  },
  en: {
    hello: (name: string) => (name ? `Hello ${name},` : 'Hello,'),
    over: (reference: string) => `Your request ${reference} is closed.`,
    scores: ['Badly', 'So-so', 'Well'],
    one: 'Answer with one tap:',
    anonymous: 'Your answer is anonymous. It helps us to answer better.',
    reply: 'Reply 1 (badly), 2 (so-so) or 3 (well)',
    orLink: 'or, anonymously and with a comment, by this link:',
    hiddenLink: '[link to the survey]',
    sms: { question: 'Overall, how did it go?', link: 'or use this link:' },
    subject: (reference: string) => `How did your request ${reference} go?`,
  },
};

/** The scores in the order in which they are offered: 3 well, 2 so-so, 1 badly. */
const OFFERED_SCORES = [3, 2, 1] as const;

export interface InvitationFields {
  language: Language;
  name: string;
  reference: string;
  organisation: string;
  link: string;
}

/** Where an SMS has no room left for the link, it is answered by a digit only. */
const SMS_SEGMENTS = 2;

/** What a channel can show, and whether a digit that comes back by it is a response. */
export type InvitedBy = Pick<Capabilities, 'html' | 'textUnit'> & { isConversation: boolean };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

interface Rendered {
  text: string;
  html: string | null;
}

/**
 * Renders the invitation as its citizen gets it (`personal`), and as agents see it: whoever has the link reads what the citizen has
 * responded, and may change it.
 */
export function renderInvitation(
  fields: InvitationFields,
  channel: InvitedBy,
): Rendered & { subject: string; personal: Rendered } {
  const { subject, ...personal } = renderWithLink(fields, channel);
  const { hiddenLink } = TEXTS[fields.language];
  const hide = (text: string) => text.replace(/\S+\?score=\d/g, hiddenLink).replaceAll(fields.link, hiddenLink);
  const unlinked = (links: string) => `${links.replace(/<[^>]*>/g, '')} ${hiddenLink}`;
  return {
    subject,
    text: hide(personal.text),
    html: personal.html && personal.html.replace(/<a .*<\/a>/, unlinked),
    personal,
  };
}

/**
 * Renders the invitation for a channel: short as an SMS where it must be; to be answered by a digit where what citizens write back is one
 * conversation; with one link for each score otherwise.
 */
function renderWithLink(
  { language, name, reference, organisation, link }: InvitationFields,
  { html, textUnit, isConversation }: InvitedBy,
): Rendered & { subject: string } {
  const texts = TEXTS[language];
  const subject = texts.subject(reference);
  if (textUnit === 'sms')
    return { subject, text: smsInvitation({ language, reference, organisation, link }), html: null };
  if (isConversation) {
    const question = `${SURVEY_QUESTION[language]} ${texts.reply}, ${texts.orLink}\n${link}`;
    const parts = [texts.hello(name), texts.over(reference), question, organisation];
    return { subject, text: parts.filter(Boolean).join('\n\n'), html: null };
  }
  const choices = OFFERED_SCORES.map((score) => ({ label: texts.scores[score - 1]!, url: `${link}?score=${score}` }));
  const paragraphs = (list: string) => [
    texts.hello(name),
    texts.over(reference),
    `${SURVEY_QUESTION[language]} ${texts.one}`,
    list,
    texts.anonymous,
    organisation,
  ];
  const text = paragraphs(choices.map(({ label, url }) => `${label} : ${url}`).join('\n'))
    .filter(Boolean)
    .join('\n\n');
  if (!html) return { subject, text, html: null };
  const links = choices.map(({ label, url }) => `<a href="${escaped(url)}">${escaped(label)}</a>`).join(' · ');
  const [hello, over, question, , anonymous, signed] = paragraphs('').map(escaped);
  return {
    subject,
    text,
    html: [hello, over, question, links, anonymous, signed]
      .filter(Boolean)
      .map((paragraph) => `<p>${paragraph}</p>`)
      .join(''),
  };
}

/** The invitation in as few parts as possible, with the link where that fits. */
function smsInvitation({ language, reference, organisation, link }: Omit<InvitationFields, 'name'>): string {
  const { over, sms, reply } = TEXTS[language];
  const from = organisation ? `${inGsm(organisation)} : ` : '';
  const text = `${from}${over(reference)} ${sms.question} ${reply}`;
  const withLink = `${text}, ${sms.link} ${link}`;
  return smsSegments(withLink).segments <= SMS_SEGMENTS ? withLink : `${text}.`;
}

/** A name whose letters lose those accents that GSM-7 does not have: one of them would double the parts of the SMS. */
const inGsm = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/./gsu, (letter) =>
      smsSegments(letter).encoding === 'GSM-7' ? letter : letter.normalize('NFD').replace(/\p{M}/gu, ''),
    );
