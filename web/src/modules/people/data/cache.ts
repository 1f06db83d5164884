import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { list, one } from '../../../api/keys';
import type { Employee } from '../../../api/types';

type Page = { readonly employees: readonly Employee[] };

/** Shows a person as given wherever they are shown: their profile, pickers, lists, and the session where it is they themselves. */
export function showEmployee(queries: QueryClient, employee: Employee): void {
  queries.setQueryData<Employee>(one('employee', employee.id), employee);
  queries.setQueryData<Employee>(one('employee', employee.id, 'card'), (card) => card && employee);
  queries.setQueryData<Employee>(list('employee', 'me'), (me) => (me?.id === employee.id ? employee : me));
  queries.setQueriesData<InfiniteData<Page>>({ queryKey: list('employee', 'pages') }, (data) => {
    return data && { ...data, pages: data.pages.map((page) => withEmployee(page, employee)) };
  });
}

const withEmployee = <Shape extends Page>(page: Shape, employee: Employee): Shape =>
  page.employees.some(({ id }) => id === employee.id)
    ? { ...page, employees: page.employees.map((other) => (other.id === employee.id ? employee : other)) }
    : page;
