import { createRequire } from 'node:module';

/** As much of an element as is looked at here. */
export interface XmlElement extends XmlNode {
  readonly namespaceURI: string | null;
  readonly localName: string;
  readonly parentNode: XmlNode | null;
  readonly attributes: {
    readonly length: number;
    item(index: number): { readonly name: string; readonly localName: string | null; readonly value: string } | null;
  };
  getAttribute(name: string): string | null;
}

interface XmlNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly firstChild: XmlNode | null;
  readonly nextSibling: XmlNode | null;
}

const require = createRequire(import.meta.url);
/** Its types declare all of a browser, for whoever imports them and everything around: `window` would be known to a server. */
const { DOMParser } = require('@xmldom/xmldom') as {
  DOMParser: new (options: object) => {
    parseFromString(xml: string, type: string): { documentElement: XmlElement | null } | undefined;
  };
};

/** This is no XML, or one that not everybody reads alike. The message is for the log. */
class UnreadableXml extends Error {}

/** Deeper than any message of SAML, and no burden for whoever goes through it by recursion. */
const DEEPEST = 40;

/**
 * Reads a document by the parser that signatures are checked with, so that both see the same. Whatever it would forgive is refused,
 * and so is what declares a type: nothing is ever fetched or expanded.
 *
 * @throws UnreadableXml.
 */
export function readXml(xml: string): XmlElement {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new UnreadableXml('The document declares a type or an entity.');
  const fail = (message: string) => {
    throw new UnreadableXml(message.slice(0, 200));
  };
  const errorHandler = { warning: fail, error: fail, fatalError: fail };
  const root = parsed(xml, errorHandler)?.documentElement;
  if (!root) throw new UnreadableXml('There is no element.');
  return root;
}

function parsed(xml: string, errorHandler: object) {
  try {
    return new DOMParser({ errorHandler }).parseFromString(xml, 'text/xml');
  } catch (error) {
    throw error instanceof UnreadableXml ? error : new UnreadableXml('The parser gave up.', { cause: error });
  }
}

/**
 * Returns an element and all that are in it, in the order of the document.
 *
 * @throws UnreadableXml where they are nested too deeply.
 */
export function allElements(root: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  const waiting: { element: XmlElement; depth: number }[] = [{ element: root, depth: 1 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { element, depth } = next;
    if (depth > DEEPEST) throw new UnreadableXml('The elements are nested too deeply.');
    found.push(element);
    for (const child of childElements(element).toReversed()) waiting.push({ element: child, depth: depth + 1 });
  }
  return found;
}

const ELEMENT = 1;
const TEXT = 3;

const isElement = (node: XmlNode): node is XmlElement => node.nodeType === ELEMENT;

/** Returns the elements in an element, of one namespace and name where they are given. */
export function childElements(parent: XmlElement, namespace?: string, name?: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (!isElement(node)) continue;
    const element = node;
    if (namespace !== undefined && element.namespaceURI !== namespace) continue;
    if (name === undefined || element.localName === name) found.push(element);
  }
  return found;
}

/**
 * Returns the text of an element, without the space around it.
 *
 * @throws UnreadableXml where something else stands in it, as the text might then end there for one reader and go on for another.
 */
export function textIn(element: XmlElement): string {
  for (let node = element.firstChild; node; node = node.nextSibling)
    if (node.nodeType !== TEXT) throw new UnreadableXml(`There is more than text in ${element.localName}.`);
  return (element.textContent ?? '').trim();
}

/** Returns the element around an element; null for the outermost one. */
export const parentOf = ({ parentNode }: XmlElement): XmlElement | null =>
  parentNode && isElement(parentNode) ? parentNode : null;

/** Returns an attribute; null where it is not there or empty. */
export const attributeOf = (element: XmlElement, name: string): string | null => element.getAttribute(name) || null;
