import type { CSSProperties } from 'react';
import classes from './text-shape.module.css';

export type ShapeLine = Pick<CSSProperties, 'width' | 'height' | 'marginTop'>;

/** The shape of a text that is being fetched, one line after another. It is for the eye alone. */
export function TextShape({
  lines,
  className = '',
  style,
}: {
  lines: readonly ShapeLine[];
  className?: string | undefined;
  style?: CSSProperties;
}) {
  return (
    <div className={`${classes.shape} ${className}`} style={style} aria-hidden>
      {lines.map((line, index) => (
        <span key={index} className={classes.line} style={line} />
      ))}
    </div>
  );
}
