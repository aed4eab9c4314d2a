import type { Language } from '@guichet/contracts';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './content-editor.module.css';

/** The filters by what an author writes, and what the reader gets; both are of the language of the version. */
const FILTERS: Record<string, Record<Language, [written: string, reads: string]>> = {
  of: {
    fr: ['tribunal administratif {{ court | of }}', 'tribunal administratif d’Amiens, de Lyon, du Mans'],
    en: ['administrative court {{ court | of }}', 'administrative court of Amiens'],
  },
  counted: {
    fr: ["sous {{ response_days | counted: 'jour ouvré', 'jours ouvrés' }}", 'sous 1 jour ouvré, sous 3 jours ouvrés'],
    en: [
      "within {{ response_days | counted: 'working day', 'working days' }}",
      'within 1 working day, within 3 working days',
    ],
  },
  in_sentence: {
    fr: ['Nous acceptons {{ purpose | in_sentence }}', 'Nous acceptons votre demande'],
    en: ['We accept {{ purpose | in_sentence }}', 'We accept your request'],
  },
  capitalize: {
    fr: ['{{ reason | capitalize }}', 'Le numéro manque'],
    en: ['{{ reason | capitalize }}', 'The number is missing'],
  },
  bullets: { fr: ['{{ documents | bullets }}', '- une pièce'], en: ['{{ documents | bullets }}', '- a document'] },
  sentence: {
    fr: ['{{ documents | sentence }}', 'une pièce et une autre'],
    en: ['{{ documents | sentence }}', 'one document and another'],
  },
  date: { fr: ['{{ deadline | date }}', '18 décembre 2026'], en: ['{{ deadline | date }}', '18 December 2026'] },
  short_date: { fr: ['{{ deadline | short_date }}', '18/12/2026'], en: ['{{ deadline | short_date }}', '18/12/2026'] },
};

/** The folded list of what can be done with the value of a variable. */
export function FilterHelp({ language }: { language: Language }) {
  const { t } = useTexts();
  return (
    <details className={classes.source}>
      <summary>{t('templates.edit.filters.title')}</summary>
      <dl className={classes.filters} lang={language}>
        {Object.entries(FILTERS).map(
          ([
            name,
            {
              [language]: [written, reads],
            },
          ]) => (
            <div key={name}>
              <dt>
                <code>{written}</code>
              </dt>
              <dd>{reads}</dd>
            </div>
          ),
        )}
      </dl>
      <p>{t('templates.edit.filters.declare')}</p>
    </details>
  );
}
