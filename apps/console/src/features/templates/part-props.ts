import type { Written } from './written.js';

/** What each part of the content editor gets: the text, a way to change it, and whether it may be changed. */
export interface PartProps {
  text: Written;
  change: (next: (before: Written) => Written) => void;
  readOnly: boolean;
}
