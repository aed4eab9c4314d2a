/** What a search field compares, under a path that loads nothing else of the kit. */
export { foldForSearch as stripDiacritics } from '@guichet/contracts';
