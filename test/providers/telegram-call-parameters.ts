import type { TelegramFile } from './telegram.js';

/** The parameters of a call: the values by name, and the files by the name that `attach://<name>` gives them. */
export interface Params {
  [name: string]: unknown;
}

/**
 * Parses JSON, or a form in which non-text values are JSON. Names of parts may be unquoted, as Telegram accepts them.
 */
export function paramsOf(type: string, body: Buffer): Params {
  if (type.startsWith('application/json')) return body.length > 0 ? (JSON.parse(body.toString()) as Params) : {};
  const boundary = /boundary=(.+)$/.exec(type)?.[1];
  if (!boundary) return {};
  const params: Params = {};
  const files = new Map<string, TelegramFile>();
  for (const part of partsOf(body, `--${boundary}`)) {
    const end = part.indexOf('\r\n\r\n');
    const head = part.subarray(0, end).toString();
    const content = part.subarray(end + 4);
    const name = /name="([^"]*)"/.exec(head)![1]!;
    const file = /filename=([^;\r\n]*)/.exec(head)?.[1];
    if (file === undefined) params[name] = valueOf(content.toString());
    else files.set(name, { name: file.replace(/^"|"$/g, ''), type: typeOf(file), content: Buffer.from(content) });
  }
  for (const [name, value] of Object.entries(params)) {
    const attached = typeof value === 'string' && value.startsWith('attach://');
    if (attached) params[name] = files.get(value.slice('attach://'.length));
  }
  return params;
}

function* partsOf(body: Buffer, boundary: string): Generator<Buffer> {
  let start = body.indexOf(boundary) + boundary.length + 2;
  for (let end = body.indexOf(`\r\n${boundary}`, start); end >= 0; end = body.indexOf(`\r\n${boundary}`, start)) {
    yield body.subarray(start, end);
    start = end + boundary.length + 4;
  }
}

function valueOf(text: string): unknown {
  return /^[[{]/.test(text) ? (JSON.parse(text) as unknown) : text;
}

/** Telegram takes the type of a document from the extension of its name. */
function typeOf(name: string): string {
  const types: Record<string, string> = {
    pdf: 'application/pdf',
    png: 'image/png',
    jpg: 'image/jpeg',
    txt: 'text/plain',
  };
  return types[name.replace(/"$/, '').split('.').at(-1)!.toLowerCase()] ?? 'application/octet-stream';
}
