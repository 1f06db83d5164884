import type { ComboboxItem } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { treeOf, walk } from './department-tree';
import { useDepartments } from './people';

const indent = 16;

/** All departments as options of a select, each set in under the one above it. */
export function useDepartmentOptions(except?: ReadonlySet<string>) {
  const departments = useDepartments();
  return useMemo(() => {
    const branches = walk(treeOf(departments ?? [])).filter(({ department }) => !except?.has(department.id));
    const depths = new Map(branches.map(({ department, depth }) => [department.id, depth]));
    return {
      options: branches.map(({ department }) => ({ value: department.id, label: department.name })),
      renderOption: ({ option }: { option: ComboboxItem }): ReactNode => (
        <span style={{ paddingInlineStart: (depths.get(option.value) ?? 0) * indent }}>{option.label}</span>
      ),
    };
  }, [departments, except]);
}
