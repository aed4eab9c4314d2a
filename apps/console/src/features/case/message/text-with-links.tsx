import { Fragment } from 'react';

const address = /(https?:\/\/[^\s<>"'\u200b]+[^\s<>"'.,;:!?)\]}\u200b])/g;

/** Plain text whose web addresses are links. */
export function TextWithLinks({ text }: { text: string }) {
  return text.split(address).map((piece, index) =>
    index % 2 ? (
      <a key={index} href={piece} target="_blank" rel="noopener noreferrer">
        {piece}
      </a>
    ) : (
      <Fragment key={index}>{piece}</Fragment>
    ),
  );
}
