import { IconPhone } from '@tabler/icons-react';
import classes from './person-avatar.module.css';

const graphemes = new Intl.Segmenter();

/** First letters of the first and last word, by grapheme so that no emoji or accent is cut. */
const initials = (name: string) => {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0]!, words.at(-1)!] : words.slice(0, 1);
  const first = (word: string) => graphemes.segment(word)[Symbol.iterator]().next().value?.segment ?? '';
  return picked.map(first).join('').toLocaleUpperCase();
};

/** Of whoever is known by a number alone, no letter says anything. */
const isNumber = (name: string) => /^\+?\d[\d\s]*$/u.test(name);

const hue = (name: string) => [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 360, 7);

interface Look {
  initials: string;
  hue: number;
}
const looks = new Map<string, Look>();
const MOST_LOOKS = 500;

/** A timeline and a list draw the same few people again and again. */
function lookOf(name: string): Look {
  const known = looks.get(name);
  if (known) return known;
  const look = { initials: isNumber(name) ? '' : initials(name) || '·', hue: hue(name) };
  if (looks.size >= MOST_LOOKS) looks.clear();
  looks.set(name, look);
  return look;
}

export interface PersonMarkProps {
  name: string;
  size?: number;
  /** What the person does right now, in words; drawn as a dot and said in the title. */
  presence?: { state: 'viewing' | 'writing' | 'idle'; label: string };
}

export function PersonAvatar({ name, size = 24, presence }: PersonMarkProps) {
  const look = lookOf(name);
  return (
    <span
      className={classes.mark}
      style={{ '--size': `${size}px`, '--hue': look.hue } as React.CSSProperties}
      data-presence={presence?.state}
      title={presence?.label ?? name}
      role="img"
      aria-label={presence?.label ?? name}
      // Drawn by the style sheet: letters that are no word are no text for those who listen.
      data-initials={look.initials}
    >
      {isNumber(name) && <IconPhone size={size * 0.55} stroke={1.75} aria-hidden />}
    </span>
  );
}
