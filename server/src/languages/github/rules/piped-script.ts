import type { Redirect } from 'unbash';
import { bad, good, source } from '../../../core/rule.js';
import { isDownload, pipedDownloads } from '../../../shell/downloads.js';
import type { ShellCommand } from '../../../shell/read.js';
import { plainCommands, unixCommands } from '../model/commands.js';
import type { Script } from '../model/script.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/piped-script', {
  summary: 'A script from the network is run unseen',
  why: `What the server sends today is what runs, with the token and the secrets of the job: whoever gets at that server, or
at the branch that it serves, has them. Take the script at a commit (\`raw.githubusercontent.com/owner/repo/<40 digits>/…\`),
compare a download with a checksum that you know (\`sha256sum -c\`), or use a package or action of a fixed version.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: ['poutine:unverified_script_exec'],
  fix: 'none',
  reach: 'part',
  messages: {
    piped:
      '"{program}" runs what {tool} downloads, whatever that is. Compare it with a checksum first, or take it at a commit.',
    marked: 'What {tool} downloads is made executable unseen. Compare it with a checksum first.',
    remote: '"{program}" runs a program from the network with all permissions. Take it at a commit.',
  },
  on: {
    script({ script }, ctx) {
      for (const { at, message, program, tool } of found(script)) ctx.report(at, message, { program, tool });
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: curl -sSf https://example.com/install.sh | ‹bash› -s -- -y
            - run: |
                ‹bash› <(curl -s https://example.com/install.sh)
                wget -qO- https://raw.githubusercontent.com/example/tool/main/install.py | sudo ‹python3›
                curl -Lo tool https://example.com/tool && ‹chmod› +x tool
                ‹deno› run -A https://example.com/tool.ts
        windows:
          runs-on: windows-latest
          steps:
            - run: |
                irm https://get.example.com | ‹iex›
                ‹iex› ((New-Object System.Net.WebClient).DownloadString('https://example.com/install.ps1'))
    `),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: |
                curl https://raw.githubusercontent.com/example/tool/0a727065ae5a2313e8e6acf172844e8ca30c1822/i.sh | bash
                curl https://github.com/example/tool/raw/0a727065ae5a2313e8e6acf172844e8ca30c1822/i.sh | bash
                curl -s https://example.com/data.json | python3 parse.py
                curl -s https://example.com/data.json | python3 -c 'import json, sys; print(json.load(sys.stdin))'
                curl -sL https://example.com/app.tar.gz | tar -xz
                chmod +x build.sh && ./build.sh
                deno run -A main.ts
            - run: |
                curl -Lo tool https://example.com/tool
                echo "$SUM  tool" | sha256sum -c
                chmod +x tool
            - run: echo 'curl https://example.com/install.sh | bash'
        windows:
          runs-on: windows-latest
          steps:
            - run: Invoke-WebRequest https://example.com/data.json -OutFile data.json
    `),
  ],
});

interface Found {
  readonly at: ReturnType<Script['span']>;
  readonly message: 'piped' | 'marked' | 'remote';
  readonly program: string;
  readonly tool: string;
}

const atCommit =
  /https:\/\/(?:raw\.githubusercontent\.com\/[^/\s]+\/[^/\s]+|github\.com\/[^/\s]+\/[^/\s]+\/raw)\/[0-9a-f]{40}\//;

function found(script: Script): readonly Found[] {
  const { shell, span, text } = script;
  if (shell.name === 'pwsh' || shell.name === 'powershell') return inPowershell(script);
  const commands = unixCommands(script);
  const remote = plainCommands(script).flatMap(({ name, args, pos }): readonly Found[] => {
    const words = args.map((word) => word.text);
    const all = words.includes('-A') || words.includes('--allow-all');
    if (name !== 'deno' || !all || !words.some((word) => word.startsWith('https://'))) return [];
    return [{ at: span({ pos, end: pos + 4 }), message: 'remote', program: 'deno', tool: '' }];
  });
  const piped = pipedDownloads(commands)
    .filter(({ download }) => !atCommit.test(text.slice(download.pos, download.end)))
    .map(({ download, interpreter }): Found => {
      const names = { program: interpreter.name ?? '', tool: download.name ?? '' };
      return { at: span(interpreter.nameWord), message: 'piped', ...names };
    });
  return [...piped, ...madeExecutable(script, commands), ...remote];
}

const checks = /^(?:sha\d+sum|shasum|md5sum|b2sum|gpg|gpgv|cosign|minisign|signify|openssl|slsa-verifier|rekor-cli)$/;

/** `chmod +x` of files that the script downloads; nothing where it checks any, as it may be these. */
function madeExecutable({ span, text }: Script, commands: readonly ShellCommand[]): readonly Found[] {
  if (commands.some(({ name }) => name !== undefined && checks.test(name))) return [];
  const files = new Map<string, ShellCommand>();
  const marked: Found[] = [];
  for (const command of commands) {
    if (isDownload(command.name)) {
      if (atCommit.test(text.slice(command.pos, command.end))) continue;
      const file = targetOf(command);
      if (file !== undefined) files.set(file, command);
    } else if (command.name === 'chmod') {
      const [mode, ...names] = command.args.map((word) => word.value ?? word.text).filter((word) => !/^-/.test(word));
      if (!/^(?:[ugoa]*\+r?x|[75])/.test(mode ?? '')) continue;
      const download = names.map((name) => files.get(fileName(name))).find((one) => one !== undefined);
      if (download)
        marked.push({ at: span(command.nameWord), message: 'marked', program: 'chmod', tool: download.name ?? '' });
    }
  }
  return marked;
}

/** The file that a download writes, by its options, its redirection or the end of its address. */
function targetOf({ name, args, redirects }: ShellCommand): string | undefined {
  const words = args.map((word) => word.value ?? word.text);
  const option = name === 'wget' ? /^(?:-[a-zA-Z]*O|--output-document)$/ : /^(?:-[a-zA-Z]*o|--output|--out)$/;
  const at = words.findIndex((word) => option.test(word));
  const given =
    at === -1
      ? words.map((word) => /^--(?:output|output-document|out)=(.+)$/.exec(word)?.[1]).find((one) => one)
      : words[at + 1];
  const written = given ?? redirects.find(isOutput)?.target?.text;
  if (written !== undefined) return fileName(written);
  const url = words.find((word) => /^https?:\/\//.test(word));
  const keepsName = name === 'wget' || words.some((word) => /^-[a-zA-Z]*O/.test(word) || word === '--remote-name');
  return url !== undefined && keepsName ? fileName(url.replace(/[?#].*$/, '')) : undefined;
}

function isOutput(redirection: ShellCommand['redirects'][number]): redirection is Redirect {
  return redirection.type === 'Redirect' && redirection.operator === '>';
}

function fileName(path: string): string {
  const plain = path.replace(/["']/g, '');
  return plain.slice(plain.lastIndexOf('/') + 1);
}

const fetchers = /\b(?:iwr|irm|curl|wget|Invoke-WebRequest|Invoke-RestMethod)\b|\.DownloadString\(/i;

/** `Invoke-Expression` on a line with a download. */
function inPowershell(script: Script): readonly Found[] {
  const { text, span } = script;
  return plainCommands(script).flatMap((command): readonly Found[] => {
    const name = command.name.toLowerCase();
    if (name !== 'iex' && name !== 'invoke-expression') return [];
    const line = lineAround(text, command.pos);
    const [tool] = fetchers.exec(line) ?? [];
    if (tool === undefined || atCommit.test(line)) return [];
    const at = span({ pos: command.pos, end: command.pos + command.name.length });
    return [{ at, message: 'piped', program: command.name, tool: tool.replace(/[.(]/g, '') }];
  });
}

/** The line of a place, as far as it is of a length that people write. */
function lineAround(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 500), at).split('\n');
  return (before[before.length - 1] ?? '') + (text.slice(at, at + 500).split('\n', 1)[0] ?? '');
}
