import { Fragment, type ReactNode } from 'react';
import classes from './text-with-links.module.css';

const address = /(https?:\/\/[^\s<>"'\u200b]+[^\s<>"'.,;:!?*)\]}\u200b])/g;

interface Props {
  text: string;
  /** How what is no web address is shown; as it is, by default. */
  shown?: (piece: string) => ReactNode;
}

/** Plain text whose web addresses are links. */
export function TextWithLinks({ text, shown = (piece) => piece }: Props) {
  return text.split(address).map((piece, index) =>
    index % 2 ? (
      <a key={index} className={classes.link} href={piece} target="_blank" rel="noopener noreferrer">
        {piece}
      </a>
    ) : (
      <Fragment key={index}>{shown(piece)}</Fragment>
    ),
  );
}
