import { execFile } from 'node:child_process';
import { accessSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { memoryFolder } from './memory-folder.js';

/** A cell as LibreOffice understood it: `date` and `time` are its own types, `formula` is what it would compute. */
export interface OpenedCell {
  type: string | null;
  value: string;
  formula: string | null;
}

interface OpenedSheet {
  name: string;
  rows: OpenedCell[][];
}

const SOFFICE = '/usr/bin/soffice';
/** `;` or `,`, quotes, UTF-8, from the first line, and numbers and dates recognised as the reader's language writes them. */
const CSV = { fr: 'CSV:59,34,76,1,,1036,false,true', en: 'CSV:44,34,76,1,,1033,false,true' };

/** Throws in CI, where LibreOffice is installed: what needs it must not be left out there unseen. */
export const hasLibreOffice = (): boolean => {
  try {
    accessSync(SOFFICE);
    return true;
  } catch (error) {
    if (process.env['CI']) throw error;
    return false;
  }
};

/** LibreOffice with a profile of its own, which it sets up when it opens its first file. It opens one file after the other. */
export class LibreOffice {
  private constructor(private readonly folder: string) {}

  static async open(): Promise<LibreOffice> {
    return new LibreOffice(await mkdtemp(join(memoryFolder(), 'guichet-office-')));
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  /** The rows of the first sheet of a file, as it opens it. */
  async rowsOf(name: string, content: Uint8Array, language: 'fr' | 'en' = 'fr'): Promise<OpenedCell[][]> {
    return (await this.sheetsOf(name, content, language))[0]!.rows;
  }

  /** The sheets of a file, as it opens it. */
  async sheetsOf(name: string, content: Uint8Array, language: 'fr' | 'en' = 'fr'): Promise<OpenedSheet[]> {
    const folder = await mkdtemp(join(this.folder, 'file-'));
    await writeFile(join(folder, name), content);
    const filter = name.endsWith('.csv') ? [`--infilter=${CSV[language]}`] : [];
    const profile = `-env:UserInstallation=file://${this.folder}/profile`;
    const outcome = ['--convert-to', 'fods', '--outdir', folder, join(folder, name)];
    await promisify(execFile)(SOFFICE, [profile, '--headless', ...filter, ...outcome]);
    return sheetsOf(await readFile(join(folder, name.replace(/\.\w+$/, '.fods')), 'utf8'));
  }
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (text: string): string =>
  text
    .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count: string | undefined) => ' '.repeat(Number(count ?? 1)))
    .replace(/<text:tab\/>/g, '\t')
    .replace(/<\/text:p>\s*<text:p[^>]*>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

const sheetsOf = (fods: string): OpenedSheet[] =>
  [...fods.matchAll(/<table:table table:name="([^"]*)"[\s\S]*?<\/table:table>/g)].map(([table, name]) => ({
    ...{ name: plain(name!), rows: rowsOf(table) },
  }));

function rowsOf(table: string): OpenedCell[][] {
  return [...table.matchAll(/<table:table-row[^>]*?(?:\/>|>([\s\S]*?)<\/table:table-row>)/g)].flatMap(([, row]) => {
    const cells = [
      ...(row ?? '').matchAll(/<table:table-cell([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-cell>)/g),
    ].flatMap(([, attributes, text]) => {
      const named = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(attributes!)?.[1];
      const cell = {
        type: named('office:value-type') ?? null,
        value:
          named('office:date-value') ?? named('office:time-value') ?? named('office:value') ?? plain(text ?? '').trim(),
        formula: named('table:formula') ?? null,
      };
      return Array.from({ length: Math.min(50, Number(named('table:number-columns-repeated') ?? 1)) }, () => cell);
    });
    return cells.some(({ type }) => type !== null) ? [cells] : [];
  });
}
