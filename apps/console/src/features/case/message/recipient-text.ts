import type { Handle } from '@guichet/contracts';
import { inOneLine } from '../../../shared/i18n/display-name.js';
import { phoneText } from '../../../shared/people/phone-text.js';

/** An address by which people know it; what only a provider knows it by, such as the id of an account of Telegram, is none of these. */
const isReadable = ({ type }: Pick<Handle, 'type'>) => type === 'email' || type === 'phone' || type === 'postal';

/** A number in its groups, also where its provider writes it without the sign; undefined for what is none. */
const numberText = (text: string) => phoneText(text) ?? (/^\d{8,15}$/.test(text) ? phoneText(`+${text}`) : undefined);

/**
 * To whom a message went, as a person says it: by name, by a number in its groups, or by an address. Of an id that only a provider
 * knows, the name of the account by which it went; undefined: there is none either. Pure.
 */
export function recipientText(handle: Pick<Handle, 'type' | 'value' | 'name'>, account: string | undefined) {
  const { type, value, name } = handle;
  // The first line of a postal address is the name.
  if (name && type !== 'postal') return numberText(name) ?? name;
  return numberText(value) ?? (isReadable(handle) ? inOneLine(value) : account);
}
