import type { ComponentProps, ReactNode } from 'react';
import classes from './work-list-page.module.css';

interface PageProps {
  title: string;
  /** What the page is for, and what is to be done in it. */
  lead: string;
  /** What is chosen above the list. */
  tools?: ReactNode;
  children: ReactNode;
}

/** A page with a list of things that wait for somebody to deal with them. */
export function WorkListPage({ title, lead, tools, children }: PageProps) {
  return (
    <main id="main" className={classes.page} tabIndex={-1}>
      <div className={classes.content}>
        <header className={classes.head}>
          <h1>{title}</h1>
          <p>{lead}</p>
          {tools}
        </header>
        {children}
      </div>
    </main>
  );
}

/** The list of such a page. */
export function WorkRows(props: Omit<ComponentProps<'ul'>, 'className'>) {
  return <ul {...props} className={classes.rows} />;
}

/** A row of it, which may be selected. */
export function WorkRow({ selected, className, ...rest }: ComponentProps<'li'> & { selected?: boolean }) {
  return (
    <li
      {...rest}
      className={`${classes.row} ${className ?? ''}`}
      data-selected={selected === true ? true : undefined}
    />
  );
}

interface BarProps {
  label: string;
  /** How many are selected, in words. */
  count: string;
  /** What stands before that. */
  start?: ReactNode;
  children: ReactNode;
}

/** What can be done with the rows that are selected: it stays at the bottom of the window, also below a short list. */
export function SelectionBar({ label, count, start, children }: BarProps) {
  return (
    <div className={classes.bar} data-bottom-bar role="toolbar" aria-label={label}>
      {start}
      <span className={classes.count} role="status">
        {count}
      </span>
      {children}
    </div>
  );
}
