import type { Language } from '@guichet/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { languages, nameOfLanguage, setLanguage } from '../../shared/i18n/index.js';
import { setPreferences } from '../../shared/session/browser-preferences.js';
import classes from './auth-layout.module.css';

/** The choice outlives the sign-in: whoever has chosen no language in their account finds it again after a reload. */
function choose(language: Language) {
  setPreferences({ language });
  void setLanguage(language);
}

/** The layout of the pages before the sign-in: the sign-in itself and the creation of the first administrator. */
export function AuthLayout({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const { i18n } = useTranslation();
  return (
    <main className={classes.door}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <img src="/guichet.svg" alt="" />
          <span>Guichet</span>
        </div>
        <div className={classes.panel}>
          <h1>{title}</h1>
          {lead && <p className={classes.lead}>{lead}</p>}
          {children}
        </div>
        <div className={classes.foot}>
          {languages.map((language) => (
            <button
              key={language}
              type="button"
              lang={language}
              aria-pressed={i18n.language.startsWith(language)}
              onClick={() => choose(language as Language)}
            >
              {nameOfLanguage(language)}
            </button>
          ))}
        </div>
      </div>
    </main>
  );
}
