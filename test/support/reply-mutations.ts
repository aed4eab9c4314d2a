/** A change that an agent makes to an approved text: a fault that the consistency report should find, or none. */
export interface Mutation {
  name: string;
  /** Undefined where the text has nothing to change. */
  apply(text: string, letter: Letter): string | undefined;
}

/** A text in the composer, with the values it was rendered from. */
export interface Letter {
  language: 'fr' | 'en';
  values: Readonly<Record<string, string>>;
  /** How often the mutation was applied before. */
  turn: number;
}

const MONTHS = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};
const SHORT_MONTHS = {
  fr: 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'.split(' '),
  en: 'Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec'.split(' '),
};
const partsOf = (iso: string) => {
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
  return { year, month, day, dd: iso.slice(8), mm: iso.slice(5, 7) };
};
type Spelling = (iso: string, language: Letter['language']) => string;
const long: Spelling = (iso, language) => {
  const { year, month, day } = partsOf(iso);
  return `${language === 'fr' && day === 1 ? '1er' : day} ${MONTHS[language][month - 1]} ${year}`;
};
const short = (iso: string) => `${partsOf(iso).dd}/${partsOf(iso).mm}/${partsOf(iso).year}`;
const withoutYear: Spelling = (iso, language) => long(iso, language).replace(/ \d{4}$/, '');
const dayAndMonth = (iso: string) => short(iso).slice(0, 5);
const twoDigitYear = (iso: string) => short(iso).replace(/\/20(\d\d)$/, '/$1');
const dotted = (iso: string) => short(iso).replaceAll('/', '.');
const dashed = (iso: string) => short(iso).replaceAll('/', '-');
const abbreviated: Spelling = (iso, language) => {
  const { year, month, day } = partsOf(iso);
  return `${day} ${SHORT_MONTHS[language][month - 1]} ${year}`;
};
const withWeekday: Spelling = (iso, language) => {
  const weekday = new Date(`${iso}T00:00Z`).toLocaleDateString(language === 'fr' ? 'fr-FR' : 'en-GB', {
    weekday: 'long',
    timeZone: 'UTC',
  });
  return `${weekday} ${long(iso, language)}`;
};

const later = (iso: string, days: number) =>
  new Date(Date.parse(`${iso}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The binding dates, by their template variables. */
const DAYS = ['deadline', 'silence_on', 'appointment_on', 'closes_on'];
function dayIn(text: string, { language, values }: Letter): { iso: string; written: string } | undefined {
  for (const name of DAYS) {
    const iso = values[name];
    if (!iso) continue;
    const written = [long, short].map((spelling) => spelling(iso, language)).find((words) => text.includes(words));
    if (written) return { iso, written };
  }
  return undefined;
}

const replaced = (text: string, before: string | RegExp, after: string): string | undefined => {
  const changed = text.replace(before, () => after);
  return changed === text ? undefined : changed;
};

const redate =
  (days: number, spelling: Spelling | 'same'): Mutation['apply'] =>
  (text, letter) => {
    const day = dayIn(text, letter);
    if (!day) return undefined;
    const how = spelling === 'same' ? (day.written.includes('/') ? short : long) : spelling;
    return replaced(text, day.written, how(later(day.iso, days), letter.language));
  };
const instead =
  (before: string | RegExp, fr: string, en = fr): Mutation['apply'] =>
  (text, { language }) =>
    replaced(text, before, language === 'fr' ? fr : en);

/** The paragraphs, or the lines where the text is short. */
const gapOf = (text: string) => (text.includes('\n\n') ? '\n\n' : '\n');
const partsIn = (text: string) => text.split(gapOf(text));
const dropPart = (text: string, holds: (part: string) => boolean): string | undefined => {
  const parts = partsIn(text);
  const kept = parts.filter((part) => !holds(part));
  return kept.length === parts.length || kept.length === 0 ? undefined : kept.join(gapOf(text));
};
const add =
  (fr: string, en: string, at: 'end' | 'middle' = 'end'): Mutation['apply'] =>
  (text, { language }) =>
    partsIn(text)
      .toSpliced(at === 'end' ? partsIn(text).length : 1, 0, language === 'fr' ? fr : en)
      .join(gapOf(text));

const APPEAL = /tribunal administratif|administrative court|m[ée]diateur|mediator/;
const TWO_MONTHS = /deux mois|two months/;
const SPACE = '[ \\u00A0\\u202F]';
const PHONE = new RegExp(`03${SPACE}80${SPACE}00${SPACE}00${SPACE}00`);
const AMOUNT = new RegExp(`42,50${SPACE}€|€42\\.50`);
const HOUR = new RegExp(`14${SPACE}?h${SPACE}?30|14:30`);
const COURT = /(tribunal administratif|administrative court)( de | of )Dijon/;

/** Mutations that contradict the approved text. */
export const contradictions: Mutation[] = [
  { name: 'another day, spelled as approved', apply: redate(9, 'same') },
  { name: 'three months for two', apply: instead(TWO_MONTHS, 'trois mois', 'three months') },
  { name: 'another day in figures', apply: redate(5, short) },
  { name: 'another court', apply: instead(COURT, 'tribunal administratif de Lyon', 'administrative court of Lyon') },
  { name: 'another amount', apply: instead(AMOUNT, '45 €', '€45') },
  { name: 'another phone number', apply: instead(PHONE, '03 80 00 00 17') },
  { name: 'another day in words', apply: redate(12, long) },
  { name: 'another hour', apply: instead(HOUR, '15h30', '15:30') },
  { name: 'another link', apply: instead('www.telerecours.fr', 'www.recours-citoyens.fr') },
  { name: 'two months as sixty days fewer', apply: instead(TWO_MONTHS, '30 jours', '30 days') },
  { name: 'another day without its year', apply: redate(20, dayAndMonth) },
  { name: 'a civil court', apply: instead(COURT, 'tribunal judiciaire de Dijon', 'civil court of Dijon') },
  { name: 'another year', apply: redate(365, 'same') },
  { name: 'another amount in words', apply: instead(AMOUNT, '24,50 euros', '24.50 euros') },
  { name: 'a month for two', apply: instead(TWO_MONTHS, '1 mois', '1 month') },
  { name: 'another mail address', apply: instead('contact@valbourg.example', 'mairie@valbourg.example') },
  { name: 'another hour in words', apply: instead(HOUR, '16 heures', '4 pm') },
  { name: 'another day with two figures of its year', apply: redate(3, twoDigitYear) },
  {
    name: 'eight days for a day',
    apply: (text, letter) =>
      replaced(
        text,
        new RegExp(`(au plus tard le|by|le|on) ${dayIn(text, letter)?.written ?? '$^'}`),
        letter.language === 'fr' ? 'sous huit jours' : 'within eight days',
      ),
  },
  {
    name: 'two days that changed places',
    apply(text, { language, values: { deadline, silence_on } }) {
      const spelling = [long, short].find((how) => [deadline, silence_on].every((d) => d && text.includes(how(d, language))));
      if (!spelling) return undefined;
      const [a, b] = [spelling(deadline!, language), spelling(silence_on!, language)];
      return text.replace(a, '\0').replace(b, a).replace('\0', b);
    },
  },
  {
    name: 'the paragraph with the day left out, another day at the end',
    apply(text, letter) {
      const day = dayIn(text, letter);
      const without = paragraphWithDay(text, letter);
      if (!day || !without) return undefined;
      const other = long(later(day.iso, 14), letter.language);
      return add(`Au plus tard le ${other}, merci.`, `By ${other} at the latest, please.`)(without, letter);
    },
  },
  {
    name: 'a whole paragraph written anew with another day',
    apply(text, letter) {
      const day = dayIn(text, letter);
      const part = day && partsIn(text).find((one) => one.includes(day.written));
      if (!part) return undefined;
      const other = short(later(day.iso, 21));
      return replaced(text, part, letter.language === 'fr' ? `Merci de faire le nécessaire avant le ${other}.` : `Please see to it before ${other}.`);
    },
  },
  {
    name: 'a second deadline beside the right one',
    apply: (text, letter) =>
      dayIn(text, letter) &&
      add('Vous avez jusqu’au 31 janvier 2028 pour répondre.', 'You have until 31 January 2028 to answer.')(text, letter),
  },
]; // prettier-ignore

const paragraphWithDay: Mutation['apply'] = (text, letter) => {
  const day = dayIn(text, letter);
  return day && dropPart(text, (part) => part.includes(day.written));
};
const paragraphWithAppeal: Mutation['apply'] = (text) => dropPart(text, (part) => APPEAL.test(part));

/** Mutations that leave something out. */
export const omissions: Mutation[] = [
  { name: 'the paragraph with the day', apply: paragraphWithDay },
  { name: 'the appeal', apply: paragraphWithAppeal },
  {
    name: 'the day, told vaguely',
    apply: (text, letter) =>
      replaced(text, new RegExp(`(au plus tard le|by|le|on) ${dayIn(text, letter)?.written ?? '$^'}( at the latest)?`), letter.language === 'fr' ? 'rapidement' : 'soon'),
  },
  { name: 'the time to contest', apply: instead(/Vous avez deux mois|You have two months/, 'Vous avez un délai', 'You have some time') },
  { name: 'the phone number', apply: instead(new RegExp(`[^\\n,.]*${PHONE.source}`), '') },
  { name: 'the link', apply: instead(/ ?(ou sur|or at|ou|or)? www\.telerecours\.fr/, '') },
  { name: 'the hour', apply: instead(new RegExp(`( à| at) (${HOUR.source})`), '') },
  { name: 'the amount', apply: instead(new RegExp(`(${AMOUNT.source})`), 'la somme', 'the sum') },
  { name: 'the court', apply: instead(/(,? (ou|or|saisir le|turn to)( the)? |- (saisir le|turn to the) )(tribunal administratif|administrative court)( de Dijon| of Dijon)?/, '') },
  {
    name: 'the appeal, for which an invitation stands',
    apply: (text, { language }) => {
      const part = partsIn(text).find((one) => APPEAL.test(one));
      return part && replaced(text, part, language === 'fr' ? 'N’hésitez pas à revenir vers nous.' : 'Do not hesitate to come back to us.');
    },
  },
  {
    name: 'the paragraph with the day, and another day elsewhere',
    apply(text, letter) {
      const without = paragraphWithDay(text, letter);
      return without && add('Votre visite du 3 novembre 2025 est bien notée.', 'Your visit of 3 November 2025 is noted.')(without, letter);
    },
  },
]; // prettier-ignore

/** Mutations that add something unrelated. */
export const additions: Mutation[] = [
  { name: 'thanks', apply: add('Merci de votre patience.', 'Thank you for your patience.', 'middle') },
  { name: 'a day of something else', apply: add('La mairie sera fermée le 24 décembre 2025.', 'The town hall will be closed on 24 December 2025.') },
  {
    name: 'a day of something else in the same sentence',
    apply(text, letter) {
      const day = dayIn(text, letter);
      return day && replaced(text, day.written, `${day.written} (${letter.language === 'fr' ? 'suite à votre visite du 3 novembre 2025' : 'after your visit of 3 November 2025'})`);
    },
  },
  { name: 'the number of somebody else', apply: add('Pour la cantine, appelez le 03 80 11 22 33.', 'For the canteen, call 03 80 11 22 33.') },
  { name: 'a price of something else', apply: add('La photocopie coûte 0,20 €.', 'A copy costs €0.20.', 'middle') },
  { name: 'a link to something else', apply: add('Le plan de la ville : https://plan.valbourg.example', 'Map of the town: https://plan.valbourg.example') },
  { name: 'how long something else takes', apply: add('Les travaux de la rue durent trois semaines.', 'The works in the street take three weeks.') },
]; // prettier-ignore

const respell =
  (...spellings: Spelling[]): Mutation['apply'] =>
  (text, letter) => {
    const day = dayIn(text, letter);
    return day && replaced(text, day.written, spellings[letter.turn % spellings.length]!(day.iso, letter.language));
  };
const oneOf =
  (before: RegExp, ...after: [fr: string, en: string][]): Mutation['apply'] =>
  (text, { language, turn }) =>
    replaced(text, before, after[turn % after.length]![language === 'fr' ? 0 : 1]);

/** Mutations that say the same in other words. */
export const rewordings: Mutation[] = [
  { name: 'another greeting', apply: instead(/^(Bonjour|Hello) .*,/, 'Madame, Monsieur,', 'Dear Sir or Madam,') },
  { name: 'the day spelled otherwise', apply: respell(short, long, dotted, abbreviated, withWeekday, dashed) },
  { name: 'two months in figures', apply: oneOf(TWO_MONTHS, ['2 mois', '2 months'], ['deux (2) mois', 'two (2) months'], ['2\u00A0mois', '2\u00A0months']) },
  { name: 'the phone number spaced otherwise', apply: oneOf(PHONE, ['03.80.00.00.00', '03.80.00.00.00'], ['0380000000', '+33 3 80 00 00 00'], ['03-80-00-00-00', '0033 3 80 00 00 00']) },
  { name: 'plain letters', apply: (text) => replaced(text.replace(/[\u00A0\u202F]/g, ' ').replaceAll('’', "'"), /\. /g, '.  ') },
  {
    name: 'paragraphs in another order',
    apply(text) {
      const parts = partsIn(text);
      if (parts.length < 4) return undefined;
      return [parts[0]!, parts[2]!, parts[1]!, ...parts.slice(3)].join(gapOf(text));
    },
  },
  { name: 'the hour spelled otherwise', apply: oneOf(HOUR, ['14:30', '2:30 pm'], ['14h30', '2.30 pm'], ['14 heures 30', '14h30']) },
  { name: 'the amount spelled otherwise', apply: oneOf(AMOUNT, ['42.50 EUR', '42.50 EUR'], ['42,50 euros', 'EUR 42.50'], ['42 euros 50', '42,50 €']) },
  { name: 'the day without its year', apply: respell(withoutYear, dayAndMonth) },
  { name: 'politer words', apply: instead(/Envoyez-les|Send them|Nous vous attendons|We expect you/, 'Merci de nous les faire parvenir', 'Please let us have them') },
  { name: 'the link spelled otherwise', apply: oneOf(/www\.telerecours\.fr/, ['https://www.telerecours.fr/', 'https://www.telerecours.fr/'], ['telerecours.fr', 'telerecours.fr']) },
  {
    name: 'the day in another paragraph',
    apply(text, letter) {
      const day = dayIn(text, letter);
      const without = paragraphWithDay(text, letter);
      // The rest of the sentence must stay.
      return day && without && !HOUR.test(text) && partsIn(without).length > 1
        ? add(`Rappel de la date : ${day.written}. Merci.`, `The date again: ${day.written}. Thank you.`, 'middle')(without, letter)
        : undefined;
    },
  },
  { name: 'other bullets', apply: (text) => replaced(text, /^- /gm, '• ') },
  {
    name: 'paragraphs that became one',
    apply(text) {
      const parts = partsIn(text);
      return parts.length < 4 ? undefined : [parts[0], `${parts[1]} ${parts[2]}`, ...parts.slice(3)].join(gapOf(text));
    },
  },
  { name: 'the year in two figures', apply: respell(twoDigitYear) },
  { name: 'the court by its letters', apply: instead(COURT, 'TA de Dijon', 'Dijon administrative court') },
  {
    name: 'the appeal in other words',
    apply: oneOf(
      /un recours gracieux auprès du maire|an appeal to the mayor/,
      ['une lettre au maire qui conteste la décision', 'a letter to the mayor that contests the decision'],
      ['une demande de réexamen adressée au maire', 'a request to the mayor to reconsider'],
      ['un courrier à la mairie qui dit votre désaccord', 'a letter to the town hall that says why you disagree'],
    ),
  },
]; // prettier-ignore
