import { View, ViewServiceDefinition } from '../../../gen/atrium/tasks/v1/tasks.js';
import { guests, insiders, type Part, parts } from '../company.js';
import { among, except, type Row, type Table } from '../matrix.js';

type Views = Awaited<ReturnType<typeof viewClient>>;
const viewClient = (as: Parameters<Row['call']>[0]) => as(ViewServiceDefinition);
const withinCompany: Part[] = [...insiders, 'service'];

/** Rows for a view that the author keeps to themselves, and for one that is shared. */
const onView = (call: (views: Views, id: number) => Promise<unknown>, shared: Pick<Row, 'may' | 'denied'>): Row[] => {
  const of = (isShared: boolean): Row['call'] =>
    async function (as, stage) {
      const id = await stage.view(isShared);
      await call(await viewClient(as), id);
    };
  return [
    { about: 'a view of its own', call: of(false), may: ['author'] },
    { about: 'a shared view', call: of(true), ...shared },
  ];
};

const ownersAndAdmins: Pick<Row, 'may' | 'denied'> = {
  may: ['author', 'admin'],
  denied: except(withinCompany, 'author', 'admin'),
};

export const viewTable: Table = {
  'atrium.tasks.v1.ViewService/ListViews': onView(
    async (views, id) => among((await views.listViews({ pageSize: 500 })).views, (view) => view.id === id),
    { may: withinCompany },
  ),
  'atrium.tasks.v1.ViewService/CreateView': [
    {
      about: 'for oneself',
      async call(as) {
        await (await viewClient(as)).createView({ view: View.fromPartial({ name: 'Mine' }) });
      },
      may: parts,
    },
    {
      about: 'for everyone',
      async call(as) {
        await (await viewClient(as)).createView({ view: View.fromPartial({ name: 'Ours', shared: true }) });
      },
      may: withinCompany,
      denied: guests,
    },
  ],
  'atrium.tasks.v1.ViewService/UpdateView': onView(
    (views, id) => views.updateView({ view: View.fromPartial({ id, name: 'Renamed' }), updateMask: ['name'] }),
    ownersAndAdmins,
  ),
  'atrium.tasks.v1.ViewService/DeleteView': onView((views, id) => views.deleteView({ id }), ownersAndAdmins),
};
