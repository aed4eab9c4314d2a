import classes from './name-text.module.css';
import { splitAddress } from './split-address.js';

interface Props {
  /** A name, or an address where nobody has said one. */
  text: string;
  className?: string | undefined;
  title?: string | undefined;
  /** Whether it may take several lines; otherwise it is one, and is shortened. */
  wraps?: boolean;
}

/** The name of a person. Of an address, the domain is never cut off, as it is what tells who wrote: what is before it gives way. */
export function NameText({ text, className, title, wraps }: Props) {
  const parts = splitAddress(text);
  if (!parts)
    return (
      <bdi className={className} title={title}>
        {text}
      </bdi>
    );
  const [local, domain] = parts;
  if (wraps)
    return (
      <bdi className={`${className ?? ''} ${classes.wraps}`} title={title}>
        {local}
        <span className={classes.whole}>{domain}</span>
      </bdi>
    );
  return (
    <bdi className={`${className ?? ''} ${classes.address}`} title={title}>
      <span className={classes.local}>{local}</span>
      <span className={classes.domain}>
        <bdi dir="ltr">{domain}</bdi>
      </span>
    </bdi>
  );
}
