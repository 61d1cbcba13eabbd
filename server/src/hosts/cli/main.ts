import { UsageError, usage } from './arguments.js';
import { check, write } from './commands/check.js';
import { explain } from './commands/explain.js';
import { listRules } from './commands/rules.js';
import { version } from './version.js';

/** @returns the exit code; undefined where the program goes on, as the language server does. */
async function main(args: readonly string[]): Promise<number | undefined> {
  const [command, ...rest] = args;
  switch (command) {
    case 'check':
      if (wantsHelp(rest)) break;
      return check(rest);
    case 'rules':
      if (wantsHelp(rest)) break;
      return listRules(rest);
    case 'explain':
      if (wantsHelp(rest)) break;
      return explain(rest);
    case 'lsp':
      if (wantsHelp(rest)) break;
      // A program of its own beside this one, so that no other command pays for loading it.
      require('./server.js');
      return undefined;
    case '--version':
    case '-v':
      await write(`${version}\n`);
      return 0;
    case '--help':
    case '-h':
    case 'help':
      break;
    case undefined:
      throw new UsageError('a command is missing');
    default:
      throw new UsageError(`there is no command "${command}"`);
  }
  await write(usage);
  return 0;
}

function wantsHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}

// A reader may go away early, as `head` does; without a listener that ends the program with a stack trace. `write` learns of
// every other failure by itself, and of one of the standard error there is no place left to tell.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

main(process.argv.slice(2)).then(
  (code) => {
    if (code !== undefined) process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof UsageError)
      process.stderr.write(`platform-builder: ${error.message}\nSee platform-builder --help.\n`);
    else
      process.stderr.write(
        `platform-builder: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    process.exitCode = 2;
  },
);
