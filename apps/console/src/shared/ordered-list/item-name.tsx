import { useMay } from '../session/use-session.js';
import classes from './ordered-list.module.css';

/** The name of one of an ordered list: for whoever may change it, the way to change it. */
export function ItemName({ name, onEdit }: { name: string; onEdit: () => void }) {
  const may = useMay();
  return may('routing.manage') ? (
    <button type="button" className={classes.name} onClick={onEdit}>
      <bdi>{name}</bdi>
    </button>
  ) : (
    <bdi className={classes.name}>{name}</bdi>
  );
}
