import type { EditorState } from '@tiptap/pm/state';

/** What is being looked for, and where it stands. */
export interface InsertQuery {
  from: number;
  to: number;
  typed: string;
}

/** Two braces, or a stroke that begins a word, and up to four words behind it. */
const QUERY = /(?:\{\{ ?|(?<![^\s])\/)((?:[\p{L}\p{N}_’'-]+(?: [\p{L}\p{N}_’'-]*){0,3})?)$/u;

/** Returns what is asked for at the caret; undefined where nothing is. */
export function insertQueryAt({ selection }: EditorState): InsertQuery | undefined {
  if (!selection.empty) return undefined;
  const { parent, parentOffset, pos } = selection.$from;
  const before = parent.textBetween(Math.max(0, parentOffset - 60), parentOffset, undefined, '\uFFFC');
  const query = QUERY.exec(before);
  return query ? { from: pos - query[0].length, to: pos, typed: query[1] ?? '' } : undefined;
}
