/** Progress goes to stderr, in short plain lines: stdout belongs to what a command prints. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A reason to stop that the person can do something about; shown as it is, without a stack. */
export class LaunchProblem extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.name = 'LaunchProblem';
    this.exitCode = exitCode;
  }
}

/** Runs `main` and turns what it answers, or a `LaunchProblem`, into the exit code. */
export async function runToExit(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof LaunchProblem)) throw error;
    say(error.message);
    process.exitCode = error.exitCode;
  }
}
