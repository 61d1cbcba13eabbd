import { bad, good } from '../../../core/rule.js';
import type { Rule } from '../rule.js';
import { pinRule } from '../tools/pin-rule.js';

export const rule: Rule = pinRule('dockerfile/pin-npm', {
  tool: 'npm',
  why: `A build of tomorrow may install other versions than one of today. Give the version after an \`@\`, or put the package
into \`package.json\` and use \`npm ci\`.`,
  profile: 'strict',
  peers: ['hadolint:DL3016'],
  form: 'typescript@5.9.3',
  installs: ({ manager, action }) => manager === 'npm' && action === 'install',
  isPinned: isPinnedNpm,
  aliases: ({ verb }) => (verb.value === 'install' ? ['hadolint:DL3016'] : []),
  examples: [
    bad('FROM node:22-slim\nRUN npm install -g typescript@5.9.3 ‹eslint› @scope/a@1.0.0\n'),
    bad('FROM node:22-slim\nRUN npm install --loglevel error ‹@scope/a›\n'),
    bad('FROM node:22-slim\nRUN npm i -g ‹git+ssh://git@example.com/a.git›\n'),
    good('FROM node:22-slim\nRUN npm install && npm install --registry https://example.com\n'),
    good('FROM node:22-slim\nRUN npm install git+https://example.com/a.git#v1 ./a ../b /c a.tgz @scope/a@latest-1\n'),
    good('FROM node:22-slim\nRUN npm install -g "pnpm@$PNPM_VERSION" && npm run install\n'),
  ],
});

function isPinnedNpm(name: string): boolean {
  if (/^(?:git\+|git:|https?:\/\/|github:|gitlab:|bitbucket:)/.test(name)) {
    return name.includes('#') || /\.(?:tar|tgz|tar\.gz)$/.test(name);
  }
  if (/^[./~]/.test(name) || /\.(?:tar|tgz|tar\.gz)$/.test(name)) return true;
  // The first `@` of a scoped name belongs to the scope.
  return name.slice(1).includes('@');
}
