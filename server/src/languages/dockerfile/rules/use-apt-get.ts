import { replace } from '../../../core/edit.js';
import { bad, good } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { packageCommand } from '../tools/package-commands.js';

/** What both programs know under the same name. */
const shared =
  /^(?:install|reinstall|update|upgrade|remove|purge|autoremove|autopurge|clean|autoclean|source|build-dep|download)$/;

export const rule: Rule = dockerfileRule('dockerfile/use-apt-get', {
  summary: 'apt instead of apt-get',
  why: `\`apt\` is made for people at a terminal: it warns that its interface may change, and it does. Scripts use \`apt-get\`
and \`apt-cache\`.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3027', 'checkov:CKV_DOCKER_9'],
  fix: 'safe',
  reach: 'part',
  messages: { apt: '"apt" is meant for people, and its interface may change. Use "apt-get" in scripts.' },
  fixes: { useAptGet: 'Use "apt-get"' },
  on: {
    command(use, ctx) {
      const { command } = use;
      if (command.name !== 'apt') return;
      const action = packageCommand(use)?.action ?? '';
      const { nameWord } = command;
      const span = use.span(nameWord);
      const quoted = use.script.form === 'exec';
      const text = quoted
        ? JSON.stringify(nameWord.text.replace(/apt$/, 'apt-get'))
        : nameWord.text.replace(/apt$/, 'apt-get');
      const fixable = shared.test(action) && (quoted || nameWord.text === nameWord.value);
      ctx.report(span, 'apt', {}, fixable ? { fix: { title: 'useAptGet', edits: [replace(span, text)] } } : {});
    },
  },
  examples: [
    bad('FROM debian:12-slim\nRUN ‹apt› update && ‹apt› install -y --no-install-recommends curl\n', {
      fixed: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n',
    }),
    bad('FROM debian:12-slim\nRUN [‹"/usr/bin/apt"›, "update"]\n', {
      fixed: 'FROM debian:12-slim\nRUN ["/usr/bin/apt-get", "update"]\n',
    }),
    bad('FROM debian:12-slim\nRUN ‹apt› list --installed\n'),
    good('FROM debian:12-slim\nRUN apt-get update && apt-cache search apt && ls /etc/apt\n'),
  ],
});
