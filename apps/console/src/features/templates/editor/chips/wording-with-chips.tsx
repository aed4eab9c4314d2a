import { Fragment } from 'react';
import { useChipTexts } from './use-chip-texts.js';
import { piecesOf } from './wording-pieces.js';
import classes from './wording-with-chips.module.css';

/** A wording to read: its words, and what stands in braces by its name, as in the editor. */
export function WordingWithChips({ text }: { text: string }) {
  const chipText = useChipTexts();
  return piecesOf(text).map((piece, at) => {
    if (piece.kind === 'text') return <Fragment key={at}>{piece.source}</Fragment>;
    const { look, label, sort } = chipText(piece.source);
    return (
      <span key={at} className={classes.chip} data-look={look} title={sort}>
        {label}
      </span>
    );
  });
}
