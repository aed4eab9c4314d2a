import { shownEntry } from '@guichet/cases';
import {
  Accounts,
  FileTexts,
  letterFile,
  letterOfReply,
  lettersToPrint,
  markPosted,
  markReturned,
  printedFile,
  printLetters,
  ReplyLinks,
  type LetterFile,
} from '@guichet/messages';
import { BlobStore } from '@guichet/platform';
import { countPages, letterInCase, letterPdf, previewLetter, type Letter } from '@guichet/templates';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { ownPdf, type FileReply } from './http/file-responses.js';

/** Replies on paper, as PDF. */
@Controller()
export class LettersController {
  constructor(
    private readonly links: ReplyLinks,
    private readonly accounts: Accounts,
    private readonly fileTexts: FileTexts,
    private readonly blobs: BlobStore,
  ) {}

  @Endpoint('previewLetter')
  async preview({ context, body }: Call<'previewLetter'>) {
    return pdfOf(await context.read('templates', (reader, who) => previewLetter(reader, who, body)));
  }

  @Endpoint('renderLetter')
  async inCase({ context, params: { id }, body }: Call<'renderLetter'>) {
    return pdfOf(
      await context.read({ template: id }, (reader, who) =>
        letterInCase({ reader, who, linkTo: this.links.linkTo }, id, body),
      ),
    );
  }

  @Endpoint('getLetter')
  async ofMessage({ context, params: { id, entryId } }: Call<'getLetter'>) {
    const { blobs } = this;
    return fileOf(
      await context.read({ case: id }, (reader, who) => letterFile({ reader, who, blobs }, { caseId: id, entryId })),
    );
  }

  @Endpoint('measureLetter')
  async measure(call: Call<'measureLetter'>) {
    return { pages: await countPages(await this.letterOfReply(call)) };
  }

  @Endpoint('previewReplyLetter')
  async previewReply(call: Call<'previewReplyLetter'>) {
    return pdfOf(await this.letterOfReply(call));
  }

  @Endpoint('listLettersToPrint')
  toPrint({ context }: Call<'listLettersToPrint'>) {
    return context.read('letters', lettersToPrint);
  }

  @Endpoint('printLetters')
  print({ context, body }: Call<'printLetters'>) {
    return context.write((tx, who) => printLetters(tx, who, body));
  }

  @Endpoint('getPrint')
  async printed({ context, params: { id: printId }, query }: Call<'getPrint'>) {
    const { blobs } = this;
    const wanted = { printId, bothSides: query.bothSides === 'true' };
    const content = await context.read('letters', (reader, who) => printedFile({ reader, who, blobs }, wanted));
    return ownPdf('letters.pdf', content);
  }

  @Endpoint('markLettersPosted')
  posted({ context, body }: Call<'markLettersPosted'>) {
    return context.write((tx, who) => markPosted(tx, who, body));
  }

  @Endpoint('markLetterReturned')
  async returned({ context, params: { id, entryId }, body }: Call<'markLetterReturned'>) {
    await context.write((tx, who) => markReturned(tx, who, { caseId: id, entryId, ...body }));
    return context.read({ case: id }, (reader, who) => shownEntry(reader, who, { caseId: id, entryId }));
  }

  private letterOfReply({
    context,
    params: { id },
    body,
  }: Call<'measureLetter'> | Call<'previewReplyLetter'>): Promise<Letter> {
    const { accounts, fileTexts } = this;
    const { linkTo } = this.links;
    return context.read({ case: id }, (reader, who) =>
      letterOfReply({ reader, who, accounts, linkTo, fileTexts }, id, body),
    );
  }
}

const fileOf = ({ name, content }: LetterFile): FileReply => ownPdf(name, content);

const pdfOf = async (letter: Letter): Promise<FileReply> => ownPdf(`${letter.reference}.pdf`, await letterPdf(letter));
