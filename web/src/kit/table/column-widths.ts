import { useLocalStorage } from '@mantine/hooks';

type Widths = Record<string, number>;

/** How wide the person drew the columns of a table, on this device. */
export function useColumnWidths(table: string): [Widths, (change: Widths | ((before: Widths) => Widths)) => void] {
  const [widths, setWidths] = useLocalStorage<Widths>({
    key: `atrium.table.${table}.widths`,
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  return [widths, setWidths];
}
