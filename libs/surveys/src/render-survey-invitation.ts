import type { Capabilities, Language } from '@guichet/contracts';

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
    subject: (reference: string) => `Votre avis sur votre demande ${reference}`,
  },
  en: {
    hello: (name: string) => (name ? `Hello ${name},` : 'Hello,'),
    over: (reference: string) => `Your request ${reference} is closed.`,
    scores: ['Badly', 'So-so', 'Well'],
    one: 'Answer with one tap:',
    anonymous: 'Your answer is anonymous. It helps us to answer better.',
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

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Renders the invitation for a channel: short as an SMS where it must be, with one link for each score otherwise. */
export function renderInvitation(
  { language, name, reference, organisation, link }: InvitationFields,
  { html, textUnit }: Pick<Capabilities, 'html' | 'textUnit'>,
): { subject: string; text: string; html: string | null } {
  const texts = TEXTS[language];
  const subject = texts.subject(reference);
  if (textUnit === 'sms') {
    const from = organisation ? `${organisation} : ` : '';
    return { subject, text: `${from}${texts.over(reference)} ${SURVEY_QUESTION[language]} ${link}`, html: null };
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
