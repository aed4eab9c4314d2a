import { caseDetail, shownEntry } from '@guichet/cases';
import { openCaseByContact, recordContact } from '@guichet/messages';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

/** Calls, visits and letters that agents record. */
@Controller()
export class RecordedContactsController {
  @Endpoint('recordContact')
  async record({ context, params: { id }, body }: Call<'recordContact'>) {
    const entryId = await context.write((tx, who) => recordContact(tx, who, { caseId: id, contact: body }));
    return context.read({ case: id }, (reader, who) => shownEntry(reader, who, { caseId: id, entryId }));
  }

  @Endpoint('openCaseByContact')
  async open({ context, body }: Call<'openCaseByContact'>) {
    const id = await context.write((tx, who) => openCaseByContact(tx, who, body));
    return context.read({ case: id }, (reader, who) => caseDetail(reader, who, { id }));
  }
}
