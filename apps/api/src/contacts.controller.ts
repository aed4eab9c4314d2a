import { caseDetail, shownEntry } from '@guichet/cases';
import { CaseDetail, CaseReach, Entry, Id, OpenByContact, PostContact } from '@guichet/contracts';
import { Accounts, openByContact, reachOptions, recordContact } from '@guichet/messages';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from './answers.js';
import { Ask, Asks } from './ask.js';

/** How a person can be reached, and what was said elsewhere. */
@ApiTags('contacts')
@Controller()
export class ContactsController {
  constructor(private readonly accounts: Accounts) {}

  @Get('cases/:id/reach')
  @Answers(CaseReach)
  async reach(@Asks() { who, database }: Ask, @Param('id', { schema: Id }) id: string) {
    return { items: await reachOptions(database, this.accounts, who, id) };
  }

  @Post('cases/:id/contacts')
  @Answers(Entry, 201)
  async record(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: PostContact }) body: PostContact,
  ) {
    const entryId = await ask.write((tx) => recordContact(tx, ask.who, id, body));
    return shownEntry(ask.database, ask.who, id, entryId);
  }

  @Post('contacts')
  @Answers(CaseDetail, 201)
  async open(@Asks() ask: Ask, @Body({ schema: OpenByContact }) body: OpenByContact) {
    const caseId = await ask.write((tx) => openByContact(tx, ask.who, body));
    return caseDetail(ask.database, ask.who, caseId);
  }
}
