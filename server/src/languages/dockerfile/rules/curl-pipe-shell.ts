import { bad, good, source } from '../../../core/rule.js';
import type { CommandUse } from '../model/script.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/curl-pipe-shell', {
  summary: 'A script from the network is run unseen',
  why: `What the server sends today is what runs, and a download that breaks off half-way runs half. Download the script,
compare its checksum with the one that was reviewed (\`sha256sum -c\`, or \`ADD --checksum\`), then run it; better still,
install a package of a fixed version.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    piped: '"{shell}" runs what {tool} downloads, whatever that is. Check the script against a checksum first.',
  },
  on: {
    script(script, ctx) {
      const { commands } = script;
      const report = (at: { pos: number; end: number }, shell: string, tool: string): void =>
        ctx.report(script.span(at), 'piped', { shell, tool });
      let download: CommandUse['command'] | undefined;
      for (const command of commands) {
        const { pipelineIndex, pipelineLength } = command.place;
        if (pipelineIndex === 0) download = undefined;
        if (isDownload(command.name) && pipelineIndex < pipelineLength - 1) download = command;
        else if (download && pipelineIndex > 0 && command.name && runsInput(command)) {
          report(command.nameWord, command.name, download.name ?? '');
          download = undefined;
        }
        // `sh -c "$(curl …)"` and `bash <(curl …)`.
        if (!command.name || !interpreters.test(command.name)) continue;
        const inner = commands.find(
          (other) =>
            isDownload(other.name) &&
            other.pos > command.nameWord.end &&
            other.end <= command.end &&
            other.place.enclosing.includes('substitution'),
        );
        if (inner) report(command.nameWord, command.name, inner.name ?? '');
      }
    },
  },
  examples: [
    bad(source`
      FROM debian:12
      RUN curl -fsSL https://example.com/install.sh | ‹bash› -s -- -y
      RUN wget -qO- https://example.com/install.sh | sudo -E ‹sh›
      RUN ‹sh› -c "$(curl -fsSL https://example.com/install.sh)"
      RUN ‹bash› <(curl -fsSL https://example.com/install.sh)
      RUN curl -fsSL https://example.com/install.py | ‹python3› -
    `),
    good(source`
      FROM debian:12
      RUN curl -fsSL https://example.com/app.tar.gz | tar -xz
      RUN curl -fsSLO https://example.com/install.sh && echo "abc  install.sh" | sha256sum -c && sh install.sh
      RUN curl -fsSL https://example.com/key | gpg --dearmor -o /etc/apt/keyrings/key.gpg && bash build.sh
      RUN curl -fsSL https://example.com/list | python3 filter.py
    `),
  ],
});

const interpreters = /^(?:sh|bash|ash|dash|zsh|ksh)$/;

function isDownload(name: string | undefined): boolean {
  return name === 'curl' || name === 'wget' || name === 'aria2c';
}

/** Whether a command runs what it gets on its standard input: a shell or interpreter that is given no script. */
function runsInput(command: CommandUse['command']): boolean {
  const name = command.name ?? '';
  const words = command.args.map((word) => word.value ?? word.text);
  if (interpreters.test(name)) {
    const script = words.findIndex((word) => !word.startsWith('-') && !word.startsWith('+'));
    return words.includes('-s') || words.includes('-') || script === -1;
  }
  if (!/^(?:python[\d.]*|perl|ruby|node|php)$/.test(name)) return false;
  return words.length === 0 || words[0] === '-';
}
