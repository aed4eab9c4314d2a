import { createReport, deleteReport, replaceReport, reports, sendReportNow } from '@guichet/metrics';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class ReportsController {
  @Endpoint('listReports')
  list({ context, query }: Call<'listReports'>) {
    return pageOfWholeList(context.read('reports', reports), query, byId);
  }

  @Endpoint('createReport')
  create({ context, body }: Call<'createReport'>) {
    return context.write((tx, who) => createReport(tx, who, body));
  }

  @Endpoint('replaceReport')
  replace({ context, params, body }: Call<'replaceReport'>) {
    return context.write((tx, who) => replaceReport(tx, who, { id: params.id, wanted: body }));
  }

  @Endpoint('deleteReport')
  delete({ context, params }: Call<'deleteReport'>) {
    return context.write((tx, who) => deleteReport(tx, who, params.id));
  }

  @Endpoint('sendReport')
  send({ context, params }: Call<'sendReport'>) {
    return context.write((tx, who) => sendReportNow(tx, who, params.id));
  }
}
