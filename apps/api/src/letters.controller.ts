import { ReplyLinks } from '@guichet/messages';
import { letterInCase, letterOfMessage, letterPdf, previewLetter, type Letter } from '@guichet/templates';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { ownPdf, type FileReply } from './http/file-responses.js';

/** Replies on paper, as PDF. */
@Controller()
export class LettersController {
  constructor(private readonly links: ReplyLinks) {}

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
    return pdfOf(
      await context.read({ case: id }, (reader, who) => letterOfMessage(reader, who, { caseId: id, entryId })),
    );
  }
}

const pdfOf = async (letter: Letter): Promise<FileReply> => ownPdf(`${letter.reference}.pdf`, await letterPdf(letter));
