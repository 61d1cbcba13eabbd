import { readFileSync } from 'node:fs';
import { checkArguments } from '../arguments.js';
import { paintFor } from '../colour.js';
import { formatGithub } from '../format/github.js';
import { formatJson } from '../format/json.js';
import { formatJunit } from '../format/junit.js';
import { formatPretty } from '../format/pretty.js';
import { formatSarif } from '../format/sarif.js';
import { type Report, runCheck } from '../run.js';
import { version } from '../version.js';

export async function check(args: readonly string[]): Promise<number> {
  const parsed = checkArguments(args);
  const report = await runCheck(parsed, () => readFileSync(0, 'utf8'));
  await write(format(parsed.format, report));
  return report.failed ? 1 : 0;
}

function format(name: ReturnType<typeof checkArguments>['format'], report: Report): string {
  switch (name) {
    case 'pretty':
      return formatPretty(report, paintFor(process.stdout));
    case 'json':
      return formatJson(report);
    case 'sarif':
      return formatSarif(report, version);
    case 'github':
      return formatGithub(report);
    case 'junit':
      return formatJunit(report);
  }
}

/**
 * Waits until all is written: a pipe takes long output in parts. A reader that has gone away is no fault, so that the exit
 * code stays what it would have been.
 */
export function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error && (error as { code?: string }).code !== 'EPIPE') reject(error);
      else resolve();
    });
  });
}
