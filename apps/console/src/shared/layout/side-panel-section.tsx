import type { ReactNode } from 'react';
import classes from './side-panel-section.module.css';

/** One titled part of the side panel. */
export const SidePanelSection = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={classes.part}>
    <h2>{title}</h2>
    {children}
  </section>
);

/** Says that a part of the side panel has nothing to show. */
export const SidePanelEmpty = ({ children }: { children: ReactNode }) => <p className={classes.none}>{children}</p>;

/** A list of cases in the side panel. */
export const SidePanelCases = ({ children }: { children: ReactNode }) => <ul className={classes.cases}>{children}</ul>;

interface PanelCaseProps {
  subject: string;
  /** Reference, status or time. */
  facts: ReactNode;
  /** What stands before it, such as what unfolds it. */
  beside?: ReactNode;
  /** What stands behind it, such as what takes it away. */
  after?: ReactNode;
  onOpen: () => void;
  /** What is unfolded below it. */
  children?: ReactNode;
}

/** One case of the list; a click opens it. */
export const SidePanelCase = ({ subject, facts, beside, after, onOpen, children }: PanelCaseProps) => (
  <li>
    <div className={classes.case}>
      {beside}
      <button type="button" className={classes.open} onClick={onOpen}>
        <bdi className={classes.caseSubject}>{subject}</bdi>
        <span className={classes.caseFacts}>{facts}</span>
      </button>
      {after}
    </div>
    {children}
  </li>
);
