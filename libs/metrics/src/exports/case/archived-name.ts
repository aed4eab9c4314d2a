import { fileName } from '@guichet/platform';

/** The longest name of a file, with its number, that every file system and every tool for archives takes. */
const MOST_BYTES = 120;
/** An ending that is longer than this is a part of the name. */
const MOST_ENDING_BYTES = 20;

/** Characters as people see them. */
const characters = new Intl.Segmenter();

const bytes = (text: string): number => Buffer.byteLength(text);

/** The number of a file in its folder, such as `007`; folders with more than 999 files have longer ones behind them. */
export const archivedNumber = (number: number): string => String(number).padStart(3, '0');

/**
 * Returns the name of a file in an archive, such as `007-facture.pdf`. The number makes it unique and keeps it from being a name that
 * Windows reserves; what is left of a foreign name is no path, holds nothing that a file system or `sha256sum` gives a meaning to, and
 * keeps its ending when it is cut.
 */
export function archivedName(number: number, name: string): string {
  const prefix = `${archivedNumber(number)}-`;
  const { stem, ending } = split(safeName(name));
  return prefix + cut(stem, MOST_BYTES - bytes(prefix) - bytes(ending)) + ending;
}

/** The ending is cleaned by itself, as `fileName` cuts it off from a long name. */
function safeName(name: string): string {
  const { stem, ending } = split(
    name
      .normalize('NFC')
      .replace(/^.*[/\\]/su, '')
      .replace(/[.\s]+$/u, ''),
  );
  const cleaned = fileName(stem) + (ending && `.${fileName(ending.slice(1))}`);
  return cleaned.replace(/[<>:"|?*]/g, '_');
}

function split(name: string): { stem: string; ending: string } {
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 ? name.slice(dot) : '';
  if (bytes(ending) > MOST_ENDING_BYTES) return { stem: name, ending: '' };
  return { stem: name.slice(0, name.length - ending.length), ending };
}

/** The beginning of a text that has at most so many bytes, cut between characters. */
function cut(text: string, most: number): string {
  let kept = '';
  for (const { segment } of characters.segment(text)) {
    if (bytes(kept) + bytes(segment) > most) break;
    kept += segment;
  }
  return kept;
}
