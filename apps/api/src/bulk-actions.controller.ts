import { countAsView, countListedCases, findUnansweredCases } from '@guichet/cases';
import {
  bulkItems,
  cancelBulkAction,
  confirmBulkReplies,
  currentBulkAction,
  dismissBulkAction,
  startBulkAction,
  undoBulkAction,
} from '@guichet/messages';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class BulkActionsController {
  @Endpoint('countListedCases')
  count({ context, query: { asFor, ...filter } }: Call<'countListedCases'>) {
    const count = asFor === 'view' ? countAsView : countListedCases;
    return context.read('cases', (reader, who) => count(reader, who, filter));
  }

  @Endpoint('findUnansweredCases')
  unanswered({ context, body: { cases } }: Call<'findUnansweredCases'>) {
    return context.read('cases', (reader, who) => findUnansweredCases(reader, who, cases));
  }

  @Endpoint('getCurrentBulkAction')
  current({ context }: Call<'getCurrentBulkAction'>) {
    return context.read('cases', currentBulkAction);
  }

  @Endpoint('startBulkAction')
  start({ context, body }: Call<'startBulkAction'>) {
    return context.write((tx, who) => startBulkAction(tx, who, body));
  }

  @Endpoint('listBulkItems')
  items({ context, params: { id }, query }: Call<'listBulkItems'>) {
    return context.read('cases', (reader, who) => bulkItems(reader, who, { id, query }));
  }

  @Endpoint('confirmBulkReplies')
  confirm({ context, params: { id }, body: { count } }: Call<'confirmBulkReplies'>) {
    return context.write((tx, who) => confirmBulkReplies(tx, who, { id, count }));
  }

  @Endpoint('cancelBulkAction')
  cancel({ context, params: { id } }: Call<'cancelBulkAction'>) {
    return context.write((tx, who) => cancelBulkAction(tx, who, id));
  }

  @Endpoint('undoBulkAction')
  undo({ context, params: { id } }: Call<'undoBulkAction'>) {
    return context.write((tx, who) => undoBulkAction(tx, who, id));
  }

  @Endpoint('dismissBulkAction')
  dismiss({ context, params: { id } }: Call<'dismissBulkAction'>) {
    return context.write((tx, who) => dismissBulkAction(tx, who, id));
  }
}
