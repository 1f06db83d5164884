import type { ImportServiceDefinition } from '../../../gen/atrium/org/v1/org.js';
import { denied } from '../../../kit/errors.js';
import type { Implementation } from '../../../kit/grpc-server.js';
import { COMPANY } from '../company.js';
import type { Companies } from '../company-store.js';
import { mayShapeCompany } from '../department.js';
import { countriesOf } from '../phones.js';
import { cancel, start } from './import.js';
import { type Imports, importMessage, LINES_DAYS, type Lines, lineMessage, listLines } from './import-store.js';
import { lineId } from './line.js';
import { readUpload, type Upload } from './upload.js';

type Parts = { imports: Imports; lines: Lines; companies: Companies; nextImport(): Promise<number> };

/** So many lines are stored at once. */
const CHUNK = 1_000;

export const importApi = ({ imports, lines, companies, nextImport }: Parts): Implementation<typeof ImportServiceDefinition> => {
  /** The lines first: without their import they are nothing, and expire. */
  async function storeLines(it: number, rows: Upload['rows'], now: Date): Promise<void> {
    const expires = new Date(now.getTime() + LINES_DAYS * 86_400_000);
    const blank = {
      import: it,
      name: '',
      email: '',
      problems: [],
      outcome: 'fail' as const,
      order: 0,
      done: false,
      employee: '',
      expires,
    };
    for (let at = 0; at < rows.length; at += CHUNK)
      await lines.insertMany(
        rows.slice(at, at + CHUNK).map((row) => ({ ...blank, ...row, _id: lineId(it, row.line) })),
        { ordered: false },
      );
  }

  async function countries(country: string): Promise<string[]> {
    const here = (await companies.load([COMPANY])).flatMap(countriesOf);
    return [...new Set([...(country ? [country] : []), ...here])];
  }

  return {
    async createImport({ fileName, content, country }, context) {
      if (!mayShapeCompany(context.actor)) throw denied('create');
      const { rows, ...understood } = await readUpload(content);
      const id = await nextImport();
      await storeLines(id, rows, context.now);
      const none = { doneLines: 0, created: 0, updated: 0, unchanged: 0, failed: 0, departmentsCreated: 0 };
      const created = await imports.create(context, {
        ...understood,
        ...none,
        _id: id,
        fileName,
        state: 'checking',
        countries: await countries(country),
        totalLines: rows.length,
        startedBy: context.actor.id,
        createdAt: context.now,
      });
      return importMessage(created, context.actor);
    },

    async getImport({ id }, context) {
      return importMessage(await imports.get(context, id), context.actor);
    },

    async listImports(request, context) {
      const page = await imports.list(context, request);
      return { imports: page.items.map((it) => importMessage(it, context.actor)), nextPageToken: page.nextPageToken };
    },

    async listImportLines(request, context) {
      await imports.get(context, request.id);
      const page = await listLines(lines, request);
      return { lines: page.items.map(lineMessage), nextPageToken: page.nextPageToken };
    },

    async startImport({ id }, context) {
      return importMessage(await imports.change(context, id, (it) => start(it, context.actor), 'started'), context.actor);
    },

    async cancelImport({ id }, context) {
      return importMessage(await imports.change(context, id, (it) => cancel(it, context), 'cancelled'), context.actor);
    },
  };
};
