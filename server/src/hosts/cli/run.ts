import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { type CheckedFile, dataDate, optionsLayer, toCheckedFile } from '../../check.js';
import { type Severity, severityRank } from '../../core/finding.js';
import { logTo } from '../../core/log.js';
import { fixText } from '../../fix.js';
import { createService, type FileFindings, type Service } from '../../service.js';
import { diskFiles, largestFile, projectRoot, readUserFiles, servicePath } from '../disk.js';
import type { CheckArguments } from './arguments.js';
import { changedFiles, findFiles } from './find.js';

/** A file with what was found in it, and its text for showing lines. Paths are as the user would write them. */
export interface Reported extends CheckedFile {
  readonly text: string;
}

export interface Skipped {
  readonly path: string;
  readonly reason: string;
}

export interface Report {
  readonly files: readonly Reported[];
  readonly skipped: readonly Skipped[];
  /** Files that `--fix` changed. */
  readonly fixed: readonly string[];
  readonly counts: Readonly<Record<Severity, number>>;
  readonly milliseconds: number;
  /** Whether a finding reaches the severity that makes the check fail. */
  readonly failed: boolean;
}

/** Checks what the command line names. @throws UsageError for paths or revisions that do not exist. */
export async function runCheck(args: CheckArguments, stdin: () => string): Promise<Report> {
  const started = performance.now();
  const root = projectRoot(process.cwd());
  const paths = args.paths.length > 0 ? args.paths : ['.'];
  const roots = [root, ...paths.map((path) => resolve(path)).filter(isFolder)];
  const service = createService({
    files: diskFiles(roots),
    log: logTo((_level, message) => process.stderr.write(`${message}\n`)),
    today: () => args.today ?? dataDate,
    userFiles: readUserFiles(),
  });
  service.configure(optionsLayer({ rules: args.rules, ...(args.profile && { profile: args.profile }) }));
  const files: Reported[] = [];
  const skipped: Skipped[] = [];
  const fixed: string[] = [];
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  let failed = false;

  const chosen = args.stdinFilename === undefined ? wanted(args, paths, root) : [resolve(args.stdinFilename)];
  // All are read once before, so that each knows who uses what it defines.
  for (const full of chosen.length > 1 ? chosen : []) {
    const text = readFile(full);
    if ('text' in text) await service.index(servicePath(full), text.text);
  }
  service.indexed(args.since === undefined && paths.some((path) => isSameOrAbove(resolve(path), root)));

  for (const full of chosen) {
    const path = shown(full);
    let text = args.stdinFilename === undefined ? readFile(full) : { text: stdin() };
    if ('reason' in text) {
      skipped.push({ path, reason: text.reason });
      continue;
    }
    if (args.fix && args.stdinFilename === undefined) {
      const result = await fix(service, full, text.text);
      if (result !== text.text) {
        writeFileSync(full, result);
        fixed.push(path);
        text = { text: result };
      }
    }
    const result = await service.checkText(servicePath(full), text.text);
    if (!result) {
      skipped.push({ path, reason: 'it is of no language that is checked' });
      continue;
    }
    const threshold = args.failOn ?? (await service.config(servicePath(full)))?.failOn ?? 'error';
    for (const { severity } of result.findings) {
      counts[severity]++;
      failed ||= threshold !== 'never' && severityRank(severity) <= severityRank(threshold);
    }
    files.push(reported(result, path));
  }
  return { files, skipped, fixed, counts, milliseconds: performance.now() - started, failed };
}

function wanted(args: CheckArguments, paths: readonly string[], root: string): readonly string[] {
  const found = findFiles(paths, root);
  if (args.since === undefined) return found;
  const changed = changedFiles(args.since, root);
  return found.filter((path) => changed.has(path));
}

function isSameOrAbove(path: string, root: string): boolean {
  return root === path || root.startsWith(path.endsWith(sep) ? path : path + sep);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function readFile(path: string): { readonly text: string } | { readonly reason: string } {
  try {
    const { size } = statSync(path);
    if (size > largestFile) return { reason: `it is larger than ${largestFile / 1_000_000} MB (${size} bytes)` };
    const bytes = readFileSync(path);
    return { text: bytes.toString('utf8') };
  } catch (error) {
    return { reason: `it cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

async function fix(service: Service, full: string, text: string): Promise<string> {
  const check = async (current: string) => (await service.checkText(servicePath(full), current))?.findings ?? [];
  return (await fixText(text, check)).text;
}

/** A path from the current folder, with `/`, as CI systems and editors take it. */
function shown(full: string): string {
  const way = relative(process.cwd(), full);
  return (way === '' ? full : way).split(sep).join('/');
}

function reported(result: FileFindings, path: string): Reported {
  const checked = toCheckedFile({ ...result, path }, (other) => readIfText(other));
  return { ...checked, text: result.text };
}

function readIfText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
