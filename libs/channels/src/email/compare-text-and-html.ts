import { decodeHTML } from 'entities';

/**
 * Returns whether two versions of a text differ in content. They are compared by their words, because layout, links and
 * entities always differ a little; most words of each version must be in the other.
 */
export function differ(plain: string, html: string): boolean {
  // Most mail programs write both versions from one text.
  if (layoutRemoved(plain) === layoutRemoved(html)) return false;
  const a = words(plain);
  const b = words(html);
  if (Math.min(a.size, b.size) === 0) return false;
  if (Math.max(a.size, b.size) < 6) return a.size !== b.size && a.isDisjointFrom(b);
  const common = a.intersection(b).size;
  return common < 0.5 * a.size || common < 0.5 * b.size;
}

const layoutRemoved = (text: string): string => text.replace(/\s+/g, '');

const words = (text: string): Set<string> =>
  new Set(
    decodeHTML(text.slice(0, 20_000))
      .replace(/\bhttps?:\S+|\[[^\]]{0,500}\]/gi, ' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,}/gu),
  );
