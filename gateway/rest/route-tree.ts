import type { Verb } from '../contract/bindings.js';

/** A path of google.api.http that matched, with what stood at its variables, in their order. */
export type Match<Route> = { readonly routes: ReadonlyMap<Verb, Route>; readonly values: readonly string[] };

export type RouteTree<Route> = {
  add(template: string, verb: Verb, route: Route): void;
  /** Undefined where no template fits. Throws URIError where the path is no UTF-8. */
  find(path: string): Match<Route> | undefined;
};

type Node<Route> = {
  readonly literals: Map<string, Node<Route>>;
  variable: Node<Route> | undefined;
  /** What can be done here, by the word after the colon; '' where there is none. */
  readonly actions: Map<string, Map<Verb, Route>>;
};

/**
 * Finds the route of a path by its segments: the time depends on the path's length, not on the number of routes. A
 * variable takes one segment; a literal goes before it. Templates are those of AIP-127: /v1/tasks/{id}:complete.
 */
export function routeTree<Route>(): RouteTree<Route> {
  const root = node<Route>();
  return {
    add(template, verb, route) {
      const { segments, action } = split(template);
      let at = root;
      for (const segment of segments) at = segment.startsWith('{') ? (at.variable ??= node()) : literal(at, segment);
      const routes = at.actions.get(action) ?? new Map<Verb, Route>();
      if (routes.has(verb)) throw new Error(`Two methods are at ${verb} ${template}.`);
      at.actions.set(action, routes.set(verb, route));
    },
    find(path) {
      const { segments, action } = split(path);
      const values: string[] = [];
      const routes = descend(root, segments, 0, action, values);
      return routes && { routes, values: values.map(decodeURIComponent) };
    },
  };
}

const node = <Route>(): Node<Route> => ({ literals: new Map(), variable: undefined, actions: new Map() });

function literal<Route>(parent: Node<Route>, segment: string): Node<Route> {
  const known = parent.literals.get(segment) ?? node();
  parent.literals.set(segment, known);
  return known;
}

/** A colon of a value comes percent-encoded; one that does not begins the action. */
function split(path: string): { segments: string[]; action: string } {
  const colon = path.indexOf(':', path.lastIndexOf('/'));
  const end = colon < 0 ? path.length : colon;
  return { segments: path.slice(1, end).split('/'), action: path.slice(end + 1) };
}

function descend<Route>(
  at: Node<Route>,
  segments: readonly string[],
  depth: number,
  action: string,
  values: string[],
): ReadonlyMap<Verb, Route> | undefined {
  const segment = segments[depth];
  if (segment === undefined) return at.actions.get(action);
  const byLiteral = at.literals.get(segment);
  const found = byLiteral && descend(byLiteral, segments, depth + 1, action, values);
  if (found || !at.variable || segment === '') return found;
  values.push(segment);
  const byVariable = descend(at.variable, segments, depth + 1, action, values);
  if (!byVariable) values.pop();
  return byVariable;
}
