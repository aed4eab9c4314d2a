import { useMay } from '../session/use-session.js';
import classes from './ordered-list.module.css';

/** The name of an item of an ordered list, as a button for whoever may edit it. */
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
