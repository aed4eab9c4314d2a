import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { speak } from '../i18n/index.js';
import classes from './door.module.css';

/** The frame of what is outside: sign-in and first administrator. */
export function Door({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
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
          {(['fr', 'en'] as const).map((language) => (
            <button
              key={language}
              type="button"
              lang={language}
              aria-pressed={i18n.language.startsWith(language)}
              onClick={() => void speak(language)}
            >
              {language === 'fr' ? 'Français' : 'English'}
            </button>
          ))}
        </div>
      </div>
    </main>
  );
}
