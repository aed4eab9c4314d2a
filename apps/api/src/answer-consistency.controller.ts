import { getAnswerConsistency, listAnswerTopics } from '@guichet/templates';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

const DAY_MS = 86_400_000;
const before = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

@Controller()
export class AnswerConsistencyController {
  @Endpoint('listAnswerTopics')
  list({ context, query: { days } }: Call<'listAnswerTopics'>) {
    return context.read('templates', (reader, who) => listAnswerTopics(reader, who, before(reader.now, days)));
  }

  @Endpoint('getAnswerConsistency')
  get({ context, params: { id }, query: { days } }: Call<'getAnswerConsistency'>) {
    return context.read('templates', (reader, who) =>
      getAnswerConsistency(reader, who, { topicId: id, since: before(reader.now, days) }),
    );
  }
}
