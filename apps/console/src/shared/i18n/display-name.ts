import i18next from 'i18next';
import { phoneText } from '../people/phone-text.js';

/** Somebody of whom only an id is known: a visitor of a chat, or whom a web site vouches for without a name. */
const opaque = /^(visitor:|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}:)/;

/** An account of which its channel tells an id alone, as `messenger:<page>/<person>`; that of a server is an address, and has an @. */
const account = /^[a-z]+:(?=.*\d)[\w./-]+$/;

/** Whether a person is known by a name, or by an address that stands for one. */
export const isNameShown = (name = ''): boolean => name !== '' && !opaque.test(name) && !account.test(name);

/** The name of a person as it is shown. An id says nothing to anybody, so it is not shown, and a number is read in groups. */
export const displayName = (name = '') =>
  isNameShown(name) ? (phoneText(name) ?? name) : i18next.t(opaque.test(name) ? 'common.visitor' : 'common.nobody');

/** The lines of a postal address one after the other; any other address as it is. */
export const inOneLine = (address: string) => address.replaceAll('\n', ', ');
