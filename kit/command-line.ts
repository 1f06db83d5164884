/** Runs a command of operators with the words behind its name; what goes wrong is one message, and exit code 1. */
export async function commandLine(
  command: (words: readonly string[], write: (text: string) => void) => Promise<void>,
): Promise<void> {
  try {
    await command(process.argv.slice(2), (text) => process.stdout.write(text));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
