import { Module, Operation, type Permission as PermissionMessage, Scope } from '../../gen/atrium/auth/v1/auth.js';
import type { ModuleName, Operation as OperationName, Permission, Scope as ScopeName } from '../../kit/actor.js';
import { invalid } from '../../kit/errors.js';

/** The words of the matrix as code and storage have them, and as the contract does. */
const moduleOf: Record<ModuleName, Module> = {
  people: Module.MODULE_PEOPLE,
  tasks: Module.MODULE_TASKS,
  company: Module.MODULE_COMPANY,
  time: Module.MODULE_TIME,
};
const operationOf: Record<OperationName, Operation> = {
  read: Operation.OPERATION_READ,
  create: Operation.OPERATION_CREATE,
  change: Operation.OPERATION_CHANGE,
  delete: Operation.OPERATION_DELETE,
  export: Operation.OPERATION_EXPORT,
};
const scopeOf: Record<ScopeName, Scope> = {
  none: Scope.SCOPE_NONE,
  own: Scope.SCOPE_OWN,
  department: Scope.SCOPE_DEPARTMENT,
  department_and_below: Scope.SCOPE_DEPARTMENT_AND_BELOW,
  all: Scope.SCOPE_ALL,
};

export const permissionMessage = ({ module, operation, scope }: Permission): PermissionMessage => ({
  module: moduleOf[module],
  operation: operationOf[operation],
  scope: scopeOf[scope],
});

/** The contract's rules have refused unknown words before. */
export const permissionOf = ({ module, operation, scope }: PermissionMessage): Permission => ({
  module: wordOf(moduleOf, module),
  operation: wordOf(operationOf, operation),
  scope: wordOf(scopeOf, scope),
});

function wordOf<Word extends string>(words: Record<Word, string>, value: string): Word {
  for (const word in words) if (words[word] === value) return word;
  throw invalid('UNKNOWN_WORD', `${value} is no word of the rights matrix.`, 'role.permissions');
}
