import type { Language } from '@guichet/contracts';
import classes from './language-buttons.module.css';

interface Props {
  label: string;
  languages: readonly Language[];
  value: Language;
  nameOf: (language: Language) => string;
  onChoose: (language: Language) => void;
}

/** Chooses one of a few languages, each by its code and, to those who hear it, by its name. */
export function LanguageButtons({ label, languages, value, nameOf, onChoose }: Props) {
  return (
    <span className={classes.languages} role="group" aria-label={label}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          aria-pressed={language === value}
          onClick={() => language !== value && onChoose(language)}
        >
          {language.toUpperCase()}
          <span className="g-sr"> {nameOf(language)}</span>
        </button>
      ))}
    </span>
  );
}
