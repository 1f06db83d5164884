import type { Collection, Document } from 'mongodb';
import { Department as DepartmentMessage, DepartmentEvent } from '../../gen/atrium/org/v1/org.js';
import type { Actor } from '../../kit/actor.js';
import type { Aggregate } from '../../kit/aggregate.js';
import type { Store } from '../../kit/store.js';
import { type Department, departmentActions, maySeeStructure } from './department.js';

/** Departments, and their documents for the questions of this service that no list answers. */
export type Departments = Aggregate<Department> & { readonly documents: Collection<Department> };

const COLLECTION = 'departments';

/** A department as the contract has it. How many people it has is counted elsewhere, and no part of its events. */
export const departmentMessage = (department: Department, actor?: Actor, people = 0): DepartmentMessage => ({
  id: department._id,
  version: department.version,
  name: department.name,
  parent: department.parent,
  head: department.head,
  deputies: [...department.deputies],
  position: department.position,
  employeeCount: people,
  allowedActions: actor ? departmentActions(actor) : [],
});

export const departmentStore = (store: Store): Departments => ({
  documents: store.collection<Department>(COLLECTION),
  ...store.aggregate<Department, DepartmentMessage>({
    name: 'department',
    collection: COLLECTION,
    type: 'atrium.org.v1.Department',
    codec: DepartmentMessage,
    message: departmentMessage,
    eventType: 'atrium.org.v1.DepartmentEvent',
    event: (department, meta) => DepartmentEvent.encode({ ...meta, department }).finish(),
    // Guests see the departments they belong to themselves.
    readable: (actor): Document => (maySeeStructure(actor) ? {} : { _id: { $in: ownDepartments(actor) } }),
    audience: () => ['*'],
    filterable: {
      id: { path: '_id', type: 'int' },
      name: { path: 'name', type: 'string' },
      parent: { path: 'parent', type: 'int' },
      head: { path: 'head', type: 'string' },
      deputies: { path: 'deputies', type: 'refs' },
    },
    sortable: { name: { path: 'name' }, position: { path: 'position' } },
    defaultOrder: 'id asc',
    indexes: [{ key: { name: 1, _id: 1 } }, { key: { position: 1, _id: 1 } }, { key: { parent: 1, name: 1 } }],
  }),
});

const ownDepartments = (actor: Actor): number[] =>
  actor.refs.filter((ref) => ref.startsWith('d:')).map((ref) => Number(ref.slice(2)));
