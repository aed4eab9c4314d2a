import classes from './row-checkbox.module.css';

interface Props {
  className: string | undefined;
  label: string;
  checked: boolean;
  onPress: (withShift: boolean) => void;
}

/** The box that selects a row. It looks as those of Mantine do, which take several times as long to draw: a list has dozens. */
export function RowCheckbox({ className, label, checked, onPress }: Props) {
  return (
    <span className={`${classes.place} ${className}`}>
      <input
        type="checkbox"
        className={`mantine-focus-auto ${classes.box}`}
        tabIndex={-1}
        aria-label={label}
        checked={checked}
        onChange={() => {}}
        onClick={(event) => onPress(event.shiftKey)}
      />
      <svg className={classes.check} viewBox="0 0 10 7" fill="none" aria-hidden>
        <path
          d="M4 4.586 1.707 2.293A1 1 0 1 0 .293 3.707l3 3a.997.997 0 0 0 1.414 0l5-5A1 1 0 1 0 8.293.293L4 4.586z"
          fill="currentColor"
        />
      </svg>
    </span>
  );
}
