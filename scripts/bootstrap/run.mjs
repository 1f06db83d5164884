import { ensureInstalled } from './install.mjs';

/**
 * Makes the dependencies available and hands over to a script in TypeScript, in this same process. An error with a message for people ends it
 * with that message and no stack.
 * @param {string} script the address of a module that exports main(args), which answers the exit code
 */
export async function run(script) {
  try {
    await ensureInstalled();
    const { register } = await import('tsx/esm/api');
    register();
    const { main } = await import(script);
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    console.error(process.env.LOG_LEVEL === 'debug' ? error : `\n${error.message}`);
    process.exitCode = 1;
  }
}
