import { bad, good, source } from '../../../core/rule.js';
import { pipedDownloads } from '../../../shell/downloads.js';
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
      for (const { download, interpreter } of pipedDownloads(script.commands)) {
        const params = { shell: interpreter.name ?? '', tool: download.name ?? '' };
        ctx.report(script.span(interpreter.nameWord), 'piped', params);
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
