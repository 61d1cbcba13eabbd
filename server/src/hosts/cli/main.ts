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

main(process.argv.slice(2)).then(
  (code) => {
    if (code !== undefined) process.exitCode = code;
  },
  (error: unknown) => {
    // A reader that went away, as `head` does, is no fault.
    if ((error as { code?: string }).code === 'EPIPE') return;
    if (error instanceof UsageError)
      process.stderr.write(`platform-builder: ${error.message}\nSee platform-builder --help.\n`);
    else
      process.stderr.write(
        `platform-builder: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    process.exitCode = 2;
  },
);
