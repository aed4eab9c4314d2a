import type { Language } from '@guichet/contracts';
import type { EditableContent } from './editable-content.js';

/** What each part of the content editor gets: the text, a way to change it, and whether it may be changed. */
export interface EditorSectionProps {
  /** The language of the version. */
  language: Language;
  text: EditableContent;
  change: (next: (before: EditableContent) => EditableContent) => void;
  readOnly: boolean;
}
