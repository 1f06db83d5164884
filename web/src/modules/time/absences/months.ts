/** How many days the month "YYYY-MM" has. */
export function daysOfMonth(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).getUTCDate();
}

/** The month so many later. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** The part of the days that lies in the month, by days of the month; undefined where none does. */
export function barIn(
  { firstDay, lastDay }: { firstDay: string; lastDay: string },
  month: string,
): { from: number; to: number } | undefined {
  if (firstDay.slice(0, 7) > month || lastDay.slice(0, 7) < month) return undefined;
  return {
    from: firstDay.startsWith(month) ? Number(firstDay.slice(8)) : 1,
    to: lastDay.startsWith(month) ? Number(lastDay.slice(8)) : daysOfMonth(month),
  };
}
