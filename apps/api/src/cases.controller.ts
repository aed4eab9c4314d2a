import { Scope } from '@guichet/access';
import {
  caseDetail,
  counts,
  dismissHandover,
  inbox,
  linkCase,
  followCase,
  markRead,
  markUnread,
  openCase,
  tagsInUse,
  takeNextCase,
  unlinkCase,
  timeline,
  undoHandover,
} from '@guichet/cases';
import { quarantineCount, updateAndRouteCase } from '@guichet/messages';
import { Controller } from '@nestjs/common';
import { withPresentCase } from './http/add-present-case-to-failure.js';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class CasesController {
  @Endpoint('listCases')
  list({ context, query }: Call<'listCases'>) {
    return context.read('cases', (reader, who) => inbox(reader, who, query));
  }

  @Endpoint('countCases')
  async counts({ context }: Call<'countCases'>) {
    const [numbers, quarantine] = await Promise.all([
      context.read('cases', counts),
      context.read('quarantine', quarantineCount),
    ]);
    return { ...numbers, quarantine };
  }

  @Endpoint('createCase')
  async create({ context, body }: Call<'createCase'>) {
    const id = await context.write((tx, who) => openCase(tx, who, body));
    return context.read({ case: id }, (reader, who) => caseDetail(reader, who, { id }));
  }

  @Endpoint('getCase')
  get({ context, params: { id } }: Call<'getCase'>) {
    return context.read({ case: id }, (reader, who) => caseDetail(reader, who, { id }));
  }

  @Endpoint('updateCase')
  async update({ context, params: { id }, body }: Call<'updateCase'>) {
    await context
      .write((tx, who) => updateAndRouteCase(tx, who, { id, wanted: body, expectedVersion: context.ifMatch }))
      .catch(withPresentCase(context, id));
    // The case may have gone to a team whose cases this agent does not see: what they did is still shown to them.
    return context.read({ case: id }, (reader, who) => caseDetail(reader, who, { id, visible: Scope.whole }));
  }

  @Endpoint('dismissHandover')
  dismissHandover({ context, params: { id } }: Call<'dismissHandover'>) {
    return context.write((tx, who) => dismissHandover(tx, who, id));
  }

  @Endpoint('undoHandover')
  undoHandover({ context, params: { id } }: Call<'undoHandover'>) {
    return context.write((tx, who) => undoHandover(tx, who, { id }));
  }

  @Endpoint('getTimeline')
  timeline({ context, params: { id }, query }: Call<'getTimeline'>) {
    return context.read({ case: id }, (reader, who) => timeline(reader, who, { caseId: id, query }));
  }

  @Endpoint('markRead')
  markRead({ context, params, body }: Call<'markRead'>) {
    return context.write((tx, who) => markRead(tx, who, { caseId: params.id, position: body.position }));
  }

  @Endpoint('markUnread')
  markUnread({ context, params }: Call<'markUnread'>) {
    return context.write((tx, who) => markUnread(tx, who, params.id));
  }

  @Endpoint('followCase')
  follow({ context, params }: Call<'followCase'>) {
    return context.write((tx, who) => followCase(tx, who, { caseId: params.id, follows: true }));
  }

  @Endpoint('unfollowCase')
  unfollow({ context, params }: Call<'unfollowCase'>) {
    return context.write((tx, who) => followCase(tx, who, { caseId: params.id, follows: false }));
  }

  @Endpoint('takeNextCase')
  takeNext({ context }: Call<'takeNextCase'>) {
    return context.write((tx, who) => takeNextCase(tx, who));
  }

  @Endpoint('linkCase')
  link({ context, params, body }: Call<'linkCase'>) {
    return context.write((tx, who) =>
      linkCase(tx, who, { caseId: params.id, otherId: body.caseId, accept: body.accept, kind: body.kind }),
    );
  }

  @Endpoint('unlinkCase')
  unlink({ context, params }: Call<'unlinkCase'>) {
    return context.write((tx, who) => unlinkCase(tx, who, { caseId: params.id, otherId: params.otherId }));
  }

  @Endpoint('listTags')
  async tags({ context, query }: Call<'listTags'>) {
    return pageOfWholeList(
      (await context.read('cases', tagsInUse)).map(({ tag }) => tag),
      query,
      (tag) => tag,
    );
  }
}
