import type { Capabilities, Language } from '@guichet/contracts';

/** The question of "Je donne mon avis", the State's own survey, so that answers can be compared with those of others. */
export const QUESTION: Record<Language, string> = {
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

/** In the order in which they are offered: 3 well, 2 so-so, 1 badly. */
const OFFERED = [3, 2, 1] as const;

export interface Asking {
  language: Language;
  name: string;
  reference: string;
  organisation: string;
  link: string;
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The invitation for a channel: as short as an SMS where it must be, with one link for each answer where there is room. */
export function invitation(
  { language, name, reference, organisation, link }: Asking,
  { html, textUnit }: Pick<Capabilities, 'html' | 'textUnit'>,
): { subject: string; text: string; html: string | null } {
  const words = TEXTS[language];
  const subject = words.subject(reference);
  if (textUnit === 'sms') {
    const from = organisation ? `${organisation} : ` : '';
    return { subject, text: `${from}${words.over(reference)} ${QUESTION[language]} ${link}`, html: null };
  }
  const choices = OFFERED.map((score) => ({ label: words.scores[score - 1]!, url: `${link}?score=${score}` }));
  const paragraphs = (list: string) => [
    words.hello(name),
    words.over(reference),
    `${QUESTION[language]} ${words.one}`,
    list,
    words.anonymous,
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
