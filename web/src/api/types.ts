import type { components } from './schema';

type Schemas = components['schemas'];

// The messages of the contract by their plain names; "Input" is what a client may say of them.
export type Actor = Schemas['common.Actor'];
export type Comment = Schemas['tasks.Comment'];
export type Company = Schemas['org.Company'];
export type Department = Schemas['org.Department'];
export type Employee = Schemas['org.Employee'];
export type FieldChange = Schemas['common.FieldChange'];
export type HistoryEntry = Schemas['common.HistoryEntry'];
export type MyRights = Schemas['auth.MyRights'];
export type Notification = Schemas['notify.Notification'];
export type Priority = Schemas['tasks.Priority'];
export type Task = Schemas['tasks.Task'];
export type TaskInput = Schemas['tasks.TaskInput'];
export type TaskStatus = Schemas['tasks.TaskStatus'];
export type View = Schemas['tasks.View'];
export type ViewInput = Schemas['tasks.ViewInput'];
