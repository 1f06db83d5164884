import { readFileSync } from 'node:fs';

// Loaded into each process before the program: its clock can be set. TORTURE_CLOCK names a file that holds by how many
// milliseconds it is wrong.
const { TORTURE_CLOCK: file } = process.env;
const LOOK_MILLISECONDS = 100;

let wrongBy = 0;
const look = () => {
  try {
    wrongBy = Number(readFileSync(file ?? '', 'utf8'));
  } catch {
    wrongBy = 0;
  }
};
look();
setInterval(look, LOOK_MILLISECONDS).unref();

const rightNow = Date.now.bind(Date);
Date.now = () => rightNow() + wrongBy;
globalThis.Date = new Proxy(Date, {
  construct: (target, args: [] | ConstructorParameters<DateConstructor>) =>
    args.length === 0 ? new target(target.now()) : new target(...args),
});
