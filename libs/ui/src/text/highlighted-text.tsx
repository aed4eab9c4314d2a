import classes from './highlighted-text.module.css';

/** Text in pieces, with the hit pieces marked. */
export function HighlightedText({ pieces }: { pieces: readonly { text: string; hit: boolean }[] }) {
  return (
    <>
      {pieces.map((piece, index) =>
        piece.hit ? (
          <mark key={index} className={classes.hit}>
            {piece.text}
          </mark>
        ) : (
          <span key={index}>{piece.text}</span>
        ),
      )}
    </>
  );
}
