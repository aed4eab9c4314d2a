import { createContext, use, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import classes from './composer.module.css';

/** Where the foot stands, below what scrolls; null: not there yet. Undefined: where it is written. */
const FootPlace = createContext<HTMLElement | null | undefined>(undefined);

/** The parts of a reply scroll as one, with what its template asks for; what sends stays below them. */
export function WrittenParts({ strip, children }: { strip: ReactNode; children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <FootPlace value={place}>
      <div className={classes.written}>
        {strip}
        {children}
      </div>
      <div ref={setPlace} className={classes.place} />
    </FootPlace>
  );
}

interface Props {
  /** What leaves with the reply stays in sight above the line that sends it. */
  files?: ReactNode;
  children: ReactNode;
}

/** The line below the text: tools on the left, the state of the draft and the send button on the right. */
export function ComposerFoot({ files, children }: Props) {
  const place = use(FootPlace);
  const foot = (
    <div className={classes.below}>
      {files}
      <div className={classes.foot}>{children}</div>
    </div>
  );
  if (place === undefined) return foot;
  return place && createPortal(foot, place);
}
