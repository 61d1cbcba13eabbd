import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
let folder = '';

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function run(
  args: readonly string[],
  options: { input?: string; env?: Record<string, string> } = {},
): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    encoding: 'utf8',
    input: options.input ?? '',
    env: { PATH: process.env.PATH ?? '', HOME: folder, ...options.env },
  });
}

function json(args: readonly string[] = []) {
  const result = run(['check', '--format', 'json', ...args]);
  return { ...result, report: JSON.parse(result.stdout) };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'platform-builder-cli-'));
  mkdirSync(join(folder, '.git'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('check', () => {
  it('is quiet about a good file and ends with 0', () => {
    write({ Dockerfile: 'FROM debian:12-slim\nUSER 10001\n' });
    const result = run(['check']);
    expect(result.stdout).toMatch(/^No problems\. 1 file checked in \d+ ms\.\n$/);
    expect(result.status).toBe(0);
    expect(result.stderr).toBe('');
  });

  it('finds manifests among other YAML by what stands in them', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {container: []}\n';
    write({ 'deploy/app.yaml': pod, 'deploy/values.yaml': 'image: a\n', 'chart/templates/a.yaml': pod });
    write({ 'stack.yaml': 'services: {a: {imgae: b}}\n' });
    const { report } = json();
    expect(report.files.map(({ path }: { path: string }) => path)).toEqual(['deploy/app.yaml']);
  });

  it('shows the place, the line with a marker, the rule and its page', () => {
    write({ 'web/Dockerfile': 'FROM debian\nUSER 10001\n' });
    const result = run(['check']);
    expect(result.stdout).toContain('web/Dockerfile:1:6: warning: The image "debian" has no tag');
    expect(result.stdout).toContain('    1 | FROM debian\n      |      ^^^^^^\n');
    expect(result.stdout).toContain('[dockerfile/untagged-image]');
    expect(result.stdout).toContain('docs/rules/dockerfile/untagged-image.md');
    expect(result.stdout).not.toContain('\u001b[');
    expect(result.status).toBe(0);
  });

  it('fails at the severity that is asked for, and never on request', () => {
    write({ Dockerfile: 'FROM debian\nUSER 10001\n' });
    expect(run(['check', '--fail-on', 'warning']).status).toBe(1);
    expect(run(['check', '--fail-on', 'error']).status).toBe(0);
    write({ Dockerfile: 'FROM debian:12 AS\n' });
    expect(run(['check']).status).toBe(1);
    expect(run(['check', '--fail-on', 'never']).status).toBe(0);
  });

  it('takes levels from the command line, by our names and those of others', () => {
    write({ Dockerfile: 'FROM debian\nUSER 10001\n' });
    expect(run(['check', '--rule', 'DL3006=error']).status).toBe(1);
    expect(json(['--rule', 'dockerfile/untagged-image=off']).report.summary.warning).toBe(0);
  });

  it('searches folders without what git ignores, and takes files that are named', () => {
    write({
      '.gitignore': 'build/\n*.generated.dockerfile\n!keep.generated.dockerfile\n',
      Dockerfile: 'FROM scratch\n',
      'build/Dockerfile': 'FROM debian\n',
      'a.generated.dockerfile': 'FROM debian\n',
      'keep.generated.dockerfile': 'FROM scratch\n',
      'node_modules/x/Dockerfile': 'FROM debian\n',
      'sub/.gitignore': 'Dockerfile\n',
      'sub/Dockerfile': 'FROM debian\n',
      'sub/Containerfile': 'FROM scratch\n',
    });
    const paths = (args: string[]) => json(args).report.files.map((file: { path: string }) => file.path);
    expect(paths([])).toEqual(['Dockerfile', 'keep.generated.dockerfile', 'sub/Containerfile']);
    expect(paths(['build/Dockerfile'])).toEqual(['build/Dockerfile']);
  });

  it('uses the nearest configuration file', () => {
    write({
      '.platform-builder.yaml': 'rules:\n  dockerfile/untagged-image: error\n',
      'a/Dockerfile': 'FROM debian\nUSER 10001\n',
      'b/.platform-builder.yaml': 'extends: ../.platform-builder.yaml\nrules:\n  DL3006: off\n',
      'b/Dockerfile': 'FROM debian\nUSER 10001\n',
      'c/.hadolint.yaml': 'failure-threshold: warning\noverride:\n  warning: [DL3006]\n',
      'c/Dockerfile': 'FROM debian:12\nUSER 10001\n',
    });
    const { report } = json();
    const of = (path: string) => report.files.find((file: { path: string }) => file.path === path)?.diagnostics ?? [];
    expect(of('a/Dockerfile')[0]?.severity).toBe('error');
    expect(of('b/Dockerfile')).toEqual([]);
  });

  it('fails from the severity that .hadolint.yaml names', () => {
    write({ Dockerfile: 'FROM debian\nUSER 10001\n', '.hadolint.yaml': 'failure-threshold: warning\n' });
    expect(run(['check']).status).toBe(1);
    expect(run(['check', '--fail-on', 'error']).status).toBe(0);
  });

  it('reports a broken configuration file and keeps the defaults', () => {
    write({ '.platform-builder.yaml': 'profile: [\n', Dockerfile: 'FROM debian\nUSER 10001\n' });
    const { report, status } = json();
    const rules = report.files.flatMap((file: { diagnostics: { rule: string }[] }) =>
      file.diagnostics.map((one) => one.rule),
    );
    expect(rules).toContain('config/syntax-error');
    expect(rules).toContain('dockerfile/untagged-image');
    expect(status).toBe(1);
  });

  it('fixes what is safe and nothing else, and a second run changes nothing', () => {
    write({ Dockerfile: 'FROM debian:12 as build\r\nUSER 10001\r\n' });
    run(['check', '--fix', '--profile', 'all']);
    const once = readFileSync(join(folder, 'Dockerfile'), 'utf8');
    expect(once).toContain('FROM debian:12 AS build\r\n');
    run(['check', '--fix', '--profile', 'all']);
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(once);
  });

  it('checks the standard input under a name', () => {
    const result = run(['check', '--stdin-filename', 'x/Dockerfile', '--format', 'json'], { input: 'FROM debian\n' });
    expect(JSON.parse(result.stdout).files[0].path).toBe('x/Dockerfile');
    expect(JSON.parse(result.stdout).summary.warning).toBeGreaterThan(0);
  });

  it('names what it skips and goes on: too large, unreadable, of no language', () => {
    write({
      'big.dockerfile': `FROM scratch\n${'#'.repeat(1_100_000)}\n`,
      Dockerfile: 'FROM scratch\n',
      'notes.txt': 'x',
    });
    symlinkSync('nowhere', join(folder, 'broken.dockerfile'));
    const { report, status } = json(['big.dockerfile', 'Dockerfile', 'notes.txt']);
    expect(report.summary.skipped.map((one: { path: string }) => one.path)).toEqual(['big.dockerfile', 'notes.txt']);
    expect(report.files).toHaveLength(1);
    expect(status).toBe(0);
    if (process.getuid?.() === 0) return;
    chmodSync(join(folder, 'Dockerfile'), 0);
    expect(json().report.summary.skipped[0].reason).toContain('cannot be read');
  });

  it('takes any bytes', () => {
    writeFileSync(
      join(folder, 'Dockerfile'),
      Buffer.from([0xef, 0xbb, 0xbf, 0, 255, 254, 13, 10, 70, 82, 0x1b, 91, 51, 49, 109, 10]),
    );
    const result = run(['check']);
    expect(result.status).toBe(1);
    expect(result.stdout).not.toMatch(/[\u0000\u001b]/);
  });

  it('checks only what differs from a revision', () => {
    rmSync(join(folder, '.git'), { recursive: true });
    const git = (...args: string[]) =>
      spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
    git('init', '-q');
    write({ Dockerfile: 'FROM debian\n', 'a/Dockerfile': 'FROM debian\n' });
    git('add', '.');
    git('commit', '-q', '-m', 'one');
    write({ 'a/Dockerfile': 'FROM ubuntu\n', 'b/Dockerfile': 'FROM ubuntu\n' });
    const { report } = json(['--since', 'HEAD']);
    expect(report.files.map((file: { path: string }) => file.path)).toEqual(['a/Dockerfile', 'b/Dockerfile']);
    const unknown = run(['check', '--since', 'no-such-revision']);
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain('no-such-revision');
    expect(run(['check', '--since', '--output=x']).status).toBe(2);
  });

  it('never shows the line of a secret', () => {
    write({ Dockerfile: 'FROM debian:12-slim\nENV API_TOKEN=hunter2hunter2\nUSER 10001\n' });
    for (const format of ['pretty', 'json', 'sarif', 'github', 'junit']) {
      const { stdout } = run(['check', '--format', format]);
      expect(stdout).toContain('API_TOKEN');
      expect(stdout).not.toContain('hunter2');
    }
  });

  it.each([
    [['check', '--format', 'xml'], '--format takes'],
    [['check', '--rule', 'x'], '--rule takes'],
    [['check', 'nowhere'], 'no file or folder "nowhere"'],
    [['check', '--colour'], '--colour'],
    [['chekc'], 'no command "chekc"'],
    [[], 'a command is missing'],
  ])('tells plainly what is wrong with %j', (args, message) => {
    const result = run(args);
    expect(result.status).toBe(2);
    expect(result.stderr).toContain(message);
    expect(result.stderr).not.toContain('    at ');
    expect(result.stdout).toBe('');
  });
});

describe('formats', () => {
  beforeEach(() => write({ 'a b/Dockerfile': 'FROM debian\nUSER 10001\n' }));

  it('github escapes what would end a command', () => {
    const { stdout } = run(['check', '--format', 'github']);
    expect(stdout).toMatch(
      /^::warning file=a b\/Dockerfile,line=1,col=6,endLine=1,endColumn=12,title=dockerfile\/untagged-image::/,
    );
  });

  it('sarif is valid against its schema', async () => {
    const { default: Ajv } = await import('ajv');
    const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
    const log = JSON.parse(run(['check', '--format', 'sarif', '--profile', 'all']).stdout);
    // The schema is of draft 4, of which it uses nothing that later drafts changed but its own name.
    const { $schema: _schema, id: _id, ...schema } = sarifSchema as Record<string, unknown>;
    const validate = ajv.compile(schema);
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
    const [result] = log.runs[0].results;
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe('a%20b/Dockerfile');
    expect(result.partialFingerprints).toBeDefined();
    expect(log.runs[0].tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
  });

  it('junit is well-formed and counts', () => {
    const { stdout } = run(['check', '--format', 'junit']);
    expect(stdout).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="platform-builder" tests="\d+" failures="\d+"/,
    );
    expect(stdout).toContain('<failure type="warning" message="The image &quot;debian&quot;');
  });
});

describe('a reader that goes away', () => {
  function withoutReader(args: readonly string[]): Promise<{ code: number | null; stderr: string }> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [cli, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout.destroy();
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stderr }));
    });
  }

  it('ends quietly, with the exit code that it would have had', async () => {
    expect(await withoutReader(['rules', '--format', 'json'])).toEqual({ code: 0, stderr: '' });
    write({ Dockerfile: 'FROM debian:12 AS\n' });
    expect(await withoutReader(['check'])).toEqual({ code: 1, stderr: '' });
  });
});

describe('rules and explain', () => {
  it('lists every rule', () => {
    const rules = JSON.parse(run(['rules', '--format', 'json']).stdout);
    expect(rules.length).toBeGreaterThan(2);
    expect(rules.every((rule: { id: string; url: string }) => rule.url.endsWith(`${rule.id}.md`))).toBe(true);
    expect(run(['rules']).stdout).toContain('dockerfile/untagged-image');
  });

  it('explains by any name, and suggests the nearest', () => {
    for (const name of ['dockerfile/untagged-image', 'untagged-image', 'DL3006', 'hadolint:DL3006', 'DS001']) {
      expect(run(['explain', name]).stdout).toContain('dockerfile/untagged-image: Base image without a tag');
    }
    const result = run(['explain', 'dockerfile/untaged-image']);
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('did you mean "dockerfile/untagged-image"');
  });

  it('shows bad and good examples, with carets below what is wrong', () => {
    const { stdout } = run(['explain', 'DL3008']);
    expect(stdout.match(/^Bad:$/gm)).toHaveLength(2);
    expect(stdout.match(/^Good:$/gm)).toHaveLength(2);
    expect(stdout).toMatch(/^ {4}RUN .*\n {4} +\^+/m);
    expect(stdout).not.toMatch(/[‹›]/);
  });
});
