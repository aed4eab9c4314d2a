import type { Readable } from 'node:stream';
import { mediaTypeOfExport, type CaseExport, type ExportFormat } from '@guichet/contracts';
import { VirusScanner } from '@guichet/messages';
import {
  caseArchive,
  casePdf,
  casesSheet,
  csvOf,
  metricCasesSheet,
  metricsSheets,
  searchSheet,
  xlsxOf,
  type Sheet,
} from '@guichet/metrics';
import { BlobStore, dispositionFor } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import type { FileReply } from './http/file-responses.js';

const TYPES: Record<ExportFormat | CaseExport['format'], string> = {
  ...mediaTypeOfExport,
  csv: `${mediaTypeOfExport.csv}; charset=utf-8; header=present`,
  zip: 'application/zip',
  pdf: 'application/pdf',
};
const contentOf: Record<ExportFormat, <Row>(sheets: readonly Sheet<Row>[]) => Readable> = {
  csv: ([sheet]) => csvOf(sheet!),
  xlsx: (sheets) => xlsxOf(...sheets),
};

@Controller()
export class ExportsController {
  constructor(
    private readonly blobs: BlobStore,
    private readonly scanner: VirusScanner,
  ) {}

  @Endpoint('exportMetrics')
  async metrics({ context, query }: Call<'exportMetrics'>) {
    return fileOf(await context.read('metrics', (reader, who) => metricsSheets(reader, who, query)), query.format);
  }

  @Endpoint('exportMetricCases')
  async metricCases({ context, params: { name }, query }: Call<'exportMetricCases'>) {
    const { whoNow } = context;
    return fileOf(
      [
        await context.read({ metric: name }, (reader, who) =>
          metricCasesSheet(reader, { who, whoNow }, { name, query }),
        ),
      ],
      query.format,
    );
  }

  @Endpoint('exportCases')
  async cases({ context, query }: Call<'exportCases'>) {
    const { whoNow } = context;
    return fileOf(
      [await context.read('cases', (reader, who) => casesSheet(reader, { who, whoNow }, query))],
      query.format,
    );
  }

  @Endpoint('exportSearch')
  async search({ context, query }: Call<'exportSearch'>) {
    const { whoNow } = context;
    return fileOf(
      [await context.read('cases', (reader, who) => searchSheet(reader, { who, whoNow }, query))],
      query.format,
    );
  }

  @Endpoint('exportCase')
  async case({ context, params: { id }, query: { format, language } }: Call<'exportCase'>) {
    const { blobs, scanner } = this;
    const { whoNow } = context;
    const { file, content } = await context.read({ case: id }, (reader, who) => {
      const asked = { caseId: id, language };
      return format === 'pdf'
        ? casePdf({ reader, who, whoNow, blobs }, asked)
        : caseArchive({ reader, who, whoNow, blobs, scanner }, asked);
    });
    return { content, type: TYPES[format], disposition: dispositionFor(file) };
  }
}

const fileOf = <Row>(sheets: readonly Sheet<Row>[], format: ExportFormat): FileReply => ({
  content: contentOf[format](sheets),
  type: TYPES[format],
  disposition: dispositionFor(`${sheets[0]!.file}.${format}`),
});
