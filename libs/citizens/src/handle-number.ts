import type { Bind } from '@guichet/access';
import { e164Beginning, e164Ending } from '@guichet/channels';

const reversed = (digits: string): string => [...digits].reverse().join('');

/**
 * SQL condition on the handle `h`: its telephone number begins or ends as somebody has typed, in whatever spelling. Null: what was typed is no
 * part of a number. Indexes `handle_beginning`, `handle_ending`.
 */
export function hasNumber(h: string, q: string, bind: Bind): string | null {
  const [beginning, ending] = [e164Beginning(q), e164Ending(q)];
  const conditions = [
    ...(beginning === undefined ? [] : [`${h}.value like ${bind(`${beginning}%`)}`]),
    ...(ending === undefined
      ? []
      : [`(${h}.type = 'phone' and reverse(${h}.value) like ${bind(`${reversed(ending)}%`)})`]),
  ];
  return conditions.length === 0 ? null : `(${conditions.join(' or ')})`;
}
