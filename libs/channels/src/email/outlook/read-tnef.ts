import { decodeBytes } from '../decode-charset.js';
import { ByteReader } from './byte-reader.js';
import { OBJECT, PROPERTY, readProperties, UNICODE, type Property } from './mapi-properties.js';

const SIGNATURE = 0x223e9f78;
/** The attributes that are read, by their ids (MS-OXTNEF § 2.1.3.2). */
const ATTRIBUTE = {
  codepage: 0x9007,
  body: 0x800c,
  messageProperties: 0x9003,
  attachmentBegins: 0x9002,
  attachmentTitle: 0x8010,
  attachmentData: 0x800f,
  attachmentProperties: 0x9005,
} as const;

const MAX_FILES = 500;
/** A mail in a mail in a mail. */
const MAX_DEPTH = 3;
/** Before the content of an enclosed message stands the id of its interface. */
const INTERFACE_BYTES = 16;

export interface TnefFile {
  /** As the file says it: anything may be in it. Empty where it has none. */
  name: string;
  type: string;
  contentId: string;
  content: Uint8Array;
}

/** What Outlook has packed into a `winmail.dat`. Contents are sections of it, without a copy. */
export interface Tnef {
  files: TnefFile[];
  text: string;
  /** HTML and its charset. */
  html: { content: Uint8Array; charset: string } | null;
  compressedRtf: Uint8Array | null;
  /** False where the file is damaged or more than what is read, so that something may be missing. */
  whole: boolean;
}

interface State {
  tnef: Tnef;
  charset: string;
  depth: number;
}

/** Reads a TNEF file (MS-OXTNEF) up to where it is damaged. Never throws. */
export function readTnef(bytes: Uint8Array, depth = 0): Tnef {
  const tnef: Tnef = { files: [], text: '', html: null, compressedRtf: null, whole: true };
  const state: State = { tnef, charset: 'windows-1252', depth };
  const reader = new ByteReader(bytes);
  try {
    if (reader.u32() !== SIGNATURE) return { ...tnef, whole: false };
    reader.u16();
    while (reader.left > 0 && tnef.files.length <= MAX_FILES) readAttribute(reader, state);
  } catch {
    tnef.whole = false;
  }
  if (reader.left > 0) tnef.whole = false;
  tnef.files = tnef.files.filter(({ content }) => content.byteLength > 0).slice(0, MAX_FILES);
  return tnef;
}

/** An attribute is a level, an id, a type, a length, its data and their sum, which many programs write wrongly. */
function readAttribute(reader: ByteReader, state: State): void {
  reader.u8();
  const id = reader.u16();
  reader.u16();
  const data = reader.take(reader.u32());
  reader.u16();
  const { tnef } = state;
  const file = tnef.files.at(-1);
  if (id === ATTRIBUTE.codepage) state.charset = charsetOf(data);
  else if (id === ATTRIBUTE.body) tnef.text = withoutNull(decodeBytes(data, state.charset));
  else if (id === ATTRIBUTE.messageProperties) readMessage(data, state);
  else if (id === ATTRIBUTE.attachmentBegins)
    tnef.files.push({ name: '', type: '', contentId: '', content: new Uint8Array(0) });
  else if (id === ATTRIBUTE.attachmentTitle && file) file.name ||= withoutNull(decodeBytes(data, state.charset));
  else if (id === ATTRIBUTE.attachmentData && file) file.content = data;
  else if (id === ATTRIBUTE.attachmentProperties && file) readAttachment(data, state, file);
}

function readMessage(data: Uint8Array, state: State): void {
  const { properties, whole } = readProperties(data);
  const { tnef } = state;
  tnef.whole &&= whole;
  tnef.text ||= textOf(properties.get(PROPERTY.body), state.charset);
  const html = properties.get(PROPERTY.html);
  const codepage = properties.get(PROPERTY.codepage);
  if (html)
    tnef.html = {
      content: html.value,
      charset: html.type === UNICODE ? 'utf-16le' : codepage ? charsetOf(codepage.value) : state.charset,
    };
  tnef.compressedRtf = properties.get(PROPERTY.compressedRtf)?.value ?? null;
}

function readAttachment(data: Uint8Array, state: State, file: TnefFile): void {
  const { properties, whole } = readProperties(data);
  state.tnef.whole &&= whole;
  const text = (id: number) => textOf(properties.get(id), state.charset);
  file.name = text(PROPERTY.longName) || file.name || text(PROPERTY.shortName) || text(PROPERTY.displayName);
  file.type = text(PROPERTY.mimeType);
  file.contentId = text(PROPERTY.contentId);
  const object = properties.get(PROPERTY.data);
  if (!object) return;
  if (object.type !== OBJECT) file.content = object.value;
  else addEnclosed(object.value.subarray(INTERFACE_BYTES), state, { file, title: text(PROPERTY.displayName) });
}

interface Enclosed {
  file: TnefFile;
  /** Its subject. */
  title: string;
}

/** An enclosed message is TNEF itself: its files and its text are files of the mail. Any other object is kept as it is. */
function addEnclosed(content: Uint8Array, { tnef, depth }: State, { file, title }: Enclosed): void {
  const inner = depth < MAX_DEPTH ? readTnef(content, depth + 1) : null;
  if (!inner || (inner.files.length === 0 && inner.text === '' && !inner.html)) {
    file.content = content;
    return;
  }
  tnef.whole &&= inner.whole;
  tnef.files.pop();
  const name = title || file.name || 'message';
  const text = { name: `${name}.txt`, type: 'text/plain', contentId: '', content: Buffer.from(inner.text) };
  if (inner.html) tnef.files.push({ ...text, name: `${name}.html`, type: 'text/html', content: inner.html.content });
  else if (inner.text !== '') tnef.files.push(text);
  tnef.files.push(...inner.files);
}

function textOf(property: Property | undefined, charset: string): string {
  if (!property || (property.type !== UNICODE && property.type !== 0x1e)) return '';
  return withoutNull(decodeBytes(property.value, property.type === UNICODE ? 'utf-16le' : charset));
}

const withoutNull = (text: string): string => {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
};

const CODEPAGES: Readonly<Record<number, string>> = {
  65001: 'utf-8',
  20127: 'us-ascii',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  20866: 'koi8-r',
};

function charsetOf(data: Uint8Array): string {
  const codepage = new ByteReader(data).u32();
  if (codepage > 28590 && codepage < 28606) return `iso-8859-${codepage - 28590}`;
  return CODEPAGES[codepage] ?? (codepage >= 1250 && codepage <= 1258 ? `windows-${codepage}` : 'windows-1252');
}
