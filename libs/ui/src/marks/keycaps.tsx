import classes from './keycaps.module.css';

/** A shortcut as keycaps, e.g. `['Ctrl', 'K']`. Hidden from screen readers: the element it explains has `aria-keyshortcuts`. */
export function Keycaps({ keys }: { keys: readonly string[] }) {
  return (
    <span className={classes.keys} aria-hidden>
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
