import { Skeleton } from '@mantine/core';
import classes from './case-screen.module.css';

/** Of the same shape as what will be there. */
export function CaseSkeleton() {
  return (
    <div className={classes.shape} aria-hidden>
      <Skeleton height={18} width="48%" />
      <Skeleton height={12} width="70%" mt={14} />
      {[64, 92, 78].map((width) => (
        <div key={width} className={classes.shapeEntry}>
          <Skeleton height={14} width={160} mb={14} />
          <Skeleton height={10} width={`${width}%`} mb={8} />
          <Skeleton height={10} width={`${width - 18}%`} />
        </div>
      ))}
    </div>
  );
}
