import classes from './case-action-title.module.css';

/** The title of a dialog that acts on cases: what it does, and below it to which case or to how many. */
export const CaseActionTitle = ({ act, about }: { act: string; about: string }) => (
  <>
    <bdi>{act}</bdi> <bdi className={classes.about}>{about}</bdi>
  </>
);
