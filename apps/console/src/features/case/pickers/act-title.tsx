import classes from './act-title.module.css';

/** The title of a dialog that acts on cases: what it does, and below it to which case or to how many. */
export const ActTitle = ({ act, about }: { act: string; about: string }) => (
  <>
    <bdi>{act}</bdi> <bdi className={classes.about}>{about}</bdi>
  </>
);
