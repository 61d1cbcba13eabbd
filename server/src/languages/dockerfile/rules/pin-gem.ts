import { bad, good } from '../../../core/rule.js';
import { hasOption } from '../../../shell/options.js';
import type { Rule } from '../rule.js';
import { pinRule } from '../tools/pin-rule.js';

export const rule: Rule = pinRule('dockerfile/pin-gem', {
  tool: 'gem',
  why: `A build of tomorrow may install other versions than one of today. Give the version after a colon or with
\`--version\`, or put the gem into a Gemfile.`,
  profile: 'strict',
  peers: ['hadolint:DL3028'],
  form: 'bundler:2.6.9',
  installs: ({ manager, action }) => manager === 'gem' && (action === 'install' || action === 'i'),
  settled: ({ options }) => hasOption(options, 'v', 'version', 'g', 'file'),
  words: ({ words, use }) => {
    // What follows `--` is for the build of native extensions.
    const end = use.command.args.find((arg) => arg.value === '--');
    return words.filter((word) => !end || word.pos < end.pos);
  },
  isPinned: (name) => name.includes(':') || name.endsWith('.gem'),
  examples: [
    bad('FROM ruby:3.4-slim\nRUN gem install bundler:2.6.9 ‹rails›\n'),
    bad('FROM ruby:3.4-slim\nRUN gem i ‹pg› -- --with-pg-config=/usr/bin/pg_config\n'),
    good('FROM ruby:3.4-slim\nRUN gem install rails -v 8.0.2 && gem install rails --version=8.0.2\n'),
    good('FROM ruby:3.4-slim\nRUN gem install -g Gemfile && gem install --file\n'),
    good('FROM ruby:3.4-slim\nRUN gem install rails:8.0.2 ./a.gem && gem update --system\n'),
  ],
});
