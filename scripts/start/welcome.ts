import { join } from 'node:path';

export interface Welcome {
  url: string;
  /** Where mail is read; undefined where mail is off. */
  mailUrl: string | undefined;
  dataFolder: string;
  hasSample: boolean;
}

/** What somebody needs to know whose Atrium has just started. */
export function welcome({ url, mailUrl, dataFolder, hasSample }: Welcome): string {
  const people = hasSample ? 'anna (admin, director), boris (head of Sales), chen, daria, yuna or guest' : 'anna (admin)';
  const rows = [
    ['Open', url],
    ['Sign in as', `${people}; the password is atrium`],
    ['Mail', mailUrl ?? 'off'],
    ['Data, logs', `${dataFolder}, ${join(dataFolder, 'run')}`],
    ['Stop', 'Ctrl-C'],
  ];
  return `\nAtrium is running.\n\n${rows.map(([name, value]) => `  ${name?.padEnd(12)}${value}`).join('\n')}\n`;
}
