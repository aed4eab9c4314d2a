/** One object of a PDF: what stands between `obj` and `endobj`. */
interface PdfObject {
  /** Without its content, where it is a stream. */
  head: string;
  stream: string;
}

const OBJECT = /^(\d+) 0 obj\n([\s\S]*)\nendobj\n?$/;
const REFERENCE = /\b(\d+) 0 R\b/g;
const BLANK = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.28 841.89] /Resources << >> >>';

/**
 * Puts PDF files that `drawLetter` has made behind each other, so that they are printed in one go. The pages are those that are kept;
 * what a printer does not need, such as the structure for screen readers, is left out. With `bothSides` each letter begins on a sheet
 * of its own.
 */
export function joinLetters(
  letters: readonly { pdf: Uint8Array; pages: number }[],
  { bothSides }: { bothSides: boolean },
): Uint8Array {
  // The catalog and the root of all pages come first.
  const objects: PdfObject[] = [];
  const kids: { id: number; pages: number }[] = [];
  for (const { pdf, pages } of letters) {
    const first = objects.length + 3;
    const file = readPdf(Buffer.from(pdf).toString('latin1'));
    const numbers = new Map([...file.objects.keys()].map((id, n) => [id, first + n]));
    const renumbered = (text: string) =>
      text.replace(REFERENCE, (_, id: string) => `${numbers.get(Number(id)) ?? 0} 0 R`);
    for (const [id, { head, stream }] of file.objects) {
      const isRoot = id === file.pages;
      const own = renumbered(isRoot ? head.replace('<<', '<< /Parent 2 0 R') : head);
      objects.push({ head: isRoot ? own.replace('/Parent 0 0 R', '/Parent 2 0 R') : own, stream });
    }
    kids.push({ id: numbers.get(file.pages)!, pages });
    if (!bothSides || pages % 2 === 0 || letters.length === 1) continue;
    objects.push({ head: BLANK, stream: '' });
    kids.push({ id: objects.length + 2, pages: 1 });
  }
  return write(objects, kids);
}

/** The objects of a file by their numbers, and the number of the root of its pages. */
function readPdf(text: string): { objects: Map<number, PdfObject>; pages: number } {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)![1]);
  const table = text.slice(start);
  const offsets = [...table.matchAll(/^(\d{10}) \d{5} n/gm)].map(([, at]) => Number(at));
  const ends = [...offsets, start].sort((a, b) => a - b);
  const objects = new Map<number, PdfObject>();
  for (const at of offsets) {
    const end = ends.find((one) => one > at)!;
    const [, id, body] = OBJECT.exec(text.slice(at, end).trimEnd().concat('\n'))!;
    const stream = body!.indexOf('\nstream\n');
    objects.set(Number(id), {
      head: stream < 0 ? body! : body!.slice(0, stream),
      stream: stream < 0 ? '' : body!.slice(stream),
    });
  }
  const root = Number(/\/Root (\d+) 0 R/.exec(table)![1]);
  return { objects, pages: Number(/\/Pages (\d+) 0 R/.exec(objects.get(root)!.head)![1]) };
}

function write(objects: readonly PdfObject[], kids: readonly { id: number; pages: number }[]): Uint8Array {
  const count = kids.reduce((sum, { pages }) => sum + pages, 0);
  const all = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${count} /Kids [${kids.map(({ id }) => `${id} 0 R`).join(' ')}] >>`,
    ...objects.map(({ head, stream }) => head + stream),
  ];
  const chunks = ['%PDF-1.7\n%\u00ff\u00ff\u00ff\u00ff\n'];
  const offsets: number[] = [];
  let length = chunks[0]!.length;
  for (const [n, body] of all.entries()) {
    const object = `${n + 1} 0 obj\n${body}\nendobj\n`;
    offsets.push(length);
    chunks.push(object);
    length += object.length;
  }
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  chunks.push(`xref\n0 ${all.length + 1}\n0000000000 65535 f \n${rows}`);
  chunks.push(`trailer\n<< /Size ${all.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`);
  return Buffer.from(chunks.join(''), 'latin1');
}
