import { TextShape, type ShapeLine } from '../../shared/layout/text-shape.js';
import classes from './case-screen.module.css';

const HEAD: readonly ShapeLine[] = [
  { height: 18, width: '48%' },
  { height: 12, width: '70%', marginTop: 14 },
];
const ENTRIES: readonly (readonly ShapeLine[])[] = [64, 92, 78].map((width) => [
  { height: 14, width: 160 },
  { height: 10, width: `${width}%`, marginTop: 14 },
  { height: 10, width: `${width - 18}%`, marginTop: 8 },
]);

/** Of the same shape as what will be there. */
export function CaseSkeleton() {
  return (
    <div className={classes.shape}>
      <TextShape lines={HEAD} />
      {ENTRIES.map((lines, index) => (
        <TextShape key={index} className={classes.shapeEntry} lines={lines} />
      ))}
    </div>
  );
}
