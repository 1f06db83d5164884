import { View as ViewMessage, ViewEvent, type ViewServiceDefinition } from '../../gen/atrium/tasks/v1/tasks.js';
import { type Actor, isAdmin, isInside } from '../../kit/actor.js';
import type { Aggregate } from '../../kit/aggregate.js';
import { denied, invalid } from '../../kit/errors.js';
import type { Stored } from '../../kit/events.js';
import { maskOf } from '../../kit/field-mask.js';
import type { Implementation } from '../../kit/grpc-server.js';
import type { Store } from '../../kit/store.js';

/** A saved view of the task list. */
export type View = Stored<number> & {
  readonly owner: string;
  readonly name: string;
  readonly shared: boolean;
  readonly filter: string;
  readonly orderBy: string;
  readonly columns: readonly string[];
  readonly layout: string;
};

/** One's own views, and, for administrators, what everyone shares. */
export const actions = (view: View, actor: Actor): ('update' | 'delete')[] =>
  view.owner === actor.id || (view.shared && isAdmin(actor)) ? ['update', 'delete'] : [];

const message = ({ _id, version, owner, name, shared, filter, orderBy, columns, layout }: View, actor?: Actor): ViewMessage => ({
  id: _id,
  version,
  owner,
  name,
  shared,
  filter,
  orderBy,
  columns: [...columns],
  layout,
  allowedActions: [],
  ...(actor && {
    allowedActions: actions(
      { _id, version, owner, name, shared, filter, orderBy, columns, layout, changedAt: new Date(0) },
      actor,
    ),
  }),
});

export const viewStore = (store: Store): Aggregate<View> =>
  store.aggregate<View, ViewMessage>({
    name: 'view',
    collection: 'views',
    type: 'atrium.tasks.v1.View',
    codec: ViewMessage,
    message,
    eventType: 'atrium.tasks.v1.ViewEvent',
    event: (view, meta) => ViewEvent.encode({ ...meta, view }).finish(),
    readable: (actor) => (isInside(actor) ? { $or: [{ owner: actor.id }, { shared: true }] } : { owner: actor.id }),
    audience: (view) => (view.shared ? ['*'] : [`u:${view.owner}`]),
    indexes: [{ key: { owner: 1, _id: 1 } }, { key: { shared: 1, _id: 1 } }],
    sortable: { id: { path: '_id' } },
  });

export const viewApi = (
  views: Aggregate<View>,
  nextView: () => Promise<number>,
): Implementation<typeof ViewServiceDefinition> => ({
  async listViews(request, context) {
    const page = await views.list(context, request);
    return { views: page.items.map((view) => message(view, context.actor)), nextPageToken: page.nextPageToken };
  },

  async createView({ view }, context) {
    const content = shareable(named(contentOf(view)), context.actor);
    const created = await views.create(context, { ...content, _id: await nextView(), owner: context.actor.id });
    return message(created, context.actor);
  },

  async updateView({ view, updateMask }, context) {
    const change = maskOf(updateMask, contentOf(view), 'view');
    const rule = (state: View): View => {
      if (!actions(state, context.actor).includes('update')) throw denied('update');
      return shareable(named({ ...state, ...change }), context.actor);
    };
    return message(await views.change(context, view?.id ?? 0, rule, 'updated'), context.actor);
  },

  async deleteView({ id }, context) {
    await views.remove(context, id, (state) => {
      if (!actions(state, context.actor).includes('delete')) throw denied('delete');
    });
    return {};
  },
});

function contentOf(view: ViewMessage | undefined) {
  if (!view) throw invalid('VIEW_REQUIRED', 'Say what the view is.', 'view');
  const { name, shared, filter, orderBy, columns, layout } = view;
  return { name, shared, filter, orderBy, columns, layout: layout || 'table' };
}

function named<Named extends { name: string }>(view: Named): Named {
  const name = view.name.trim();
  if (!name) throw invalid('NAME_REQUIRED', 'A view needs a name.', 'view.name');
  return { ...view, name };
}

/** What everyone in the company sees comes from inside it: a guest could put words into everybody's menu otherwise. */
function shareable<Shared extends { shared: boolean }>(view: Shared, actor: Actor): Shared {
  if (view.shared && !isInside(actor)) throw denied('share');
  return view;
}
