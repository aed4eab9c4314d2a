import type { NoteEntry } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery } from '../../../shared/api/queries.js';
import { TextWithLinks } from '../message/text-with-links.js';
import { splitAtMentions } from './split-at-mentions.js';
import classes from './timeline-entry.module.css';

/** The text of a note, with the colleagues whom it mentions told apart from its other words. */
export function NoteText({ entry: { text, mentions } }: { entry: Pick<NoteEntry, 'text' | 'mentions'> }) {
  // They are there already where anybody can be mentioned, and a note waits for nobody's name.
  const { data: agents = [] } = useQuery({ ...agentsQuery, enabled: false });
  if (mentions.length === 0) return <TextWithLinks text={text} />;
  const names = agents.filter(({ id }) => mentions.includes(id)).map(({ name }) => name);
  return (
    <TextWithLinks
      text={text}
      shown={(words) =>
        splitAtMentions(words, names).map((piece, index) =>
          index % 2 ? (
            <span key={index} className={classes.mention}>
              {piece}
            </span>
          ) : (
            piece
          ),
        )
      }
    />
  );
}
