import type { HTMLAttributes, ReactNode } from 'react';
import classes from './page-layout-elements.module.css';

/** The title of a page with its actions. With `back`, the way back stands before the title. */
export const PageHead = ({ back, children }: { back?: ReactNode; children: ReactNode }) => (
  <header className={classes.head} data-back={back ? '' : undefined}>
    {back}
    {children}
  </header>
);

/** One sentence under the title that says what the page is for. */
export const PageLead = ({ children }: { children: ReactNode }) => <p className={classes.lead}>{children}</p>;

/** Says that the reader may look but not change. */
export const ReadOnlyNotice = ({ children }: { children: ReactNode }) => <p className={classes.readOnly}>{children}</p>;

/** What the settings below amount to, in one sentence. */
export const SummaryLine = ({ children, ...others }: HTMLAttributes<HTMLParagraphElement>) => (
  <p className={classes.summary} {...others}>
    {children}
  </p>
);

/** A titled part of a page; its title is an `h2`. */
export const PageSection = ({ children, ...others }: HTMLAttributes<HTMLElement>) => (
  <section className={classes.section} {...others}>
    {children}
  </section>
);

/** A sentence of help in grey. */
export const Hint = ({ children }: { children: ReactNode }) => <p className={classes.hint}>{children}</p>;

/** Fields one below the other, as wide as they are read well. */
export const FormColumn = ({ children, ...others }: HTMLAttributes<HTMLDivElement>) => (
  <div className={classes.form} {...others}>
    {children}
  </div>
);

interface FieldGroupProps {
  legend: ReactNode;
  hint?: ReactNode;
  /** What is wrong with the group as a whole. */
  error?: ReactNode;
  children: ReactNode;
}

/** Fields that belong together, with their name, a hint and what is wrong with them. */
export const FieldGroup = ({ legend, hint, error, children }: FieldGroupProps) => (
  <fieldset className={classes.group}>
    <legend>{legend}</legend>
    {hint && <p className={classes.hint}>{hint}</p>}
    {children}
    {error && (
      <p className={classes.groupError} role="alert">
        {error}
      </p>
    )}
  </fieldset>
);
