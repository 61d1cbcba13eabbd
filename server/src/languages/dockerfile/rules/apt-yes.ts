import { bad, good } from '../../../core/rule.js';
import type { Rule } from '../rule.js';
import { yesRule } from '../tools/yes-rule.js';

export const rule: Rule = yesRule('dockerfile/apt-yes', {
  tool: 'apt-get',
  peers: ['hadolint:DL3014', 'trivy:DS-0021'],
  option: '-y',
  asks: ({ manager, action }) => (manager === 'apt-get' || manager === 'apt') && action === 'install',
  isAnswered: ({ options: { options } }) => {
    // `-q` counts: `-qq`, `-q -q` and `-q=2` mean yes as well.
    const quiet = options.filter(({ name }) => name === 'q' || name === 'quiet');
    return (
      options.some(({ name }) => name === 'y' || name === 'yes' || name === 'assume-yes' || name === 'qq') ||
      quiet.length > 1 ||
      quiet.some(({ value }) => Number(value) >= 2)
    );
  },
  aliases: ({ manager }) => (manager === 'apt-get' ? ['hadolint:DL3014', 'trivy:DS-0021'] : []),
  examples: [
    bad('FROM debian:12-slim\nRUN apt-get update && apt-get ‹install› curl\n', {
      fixed: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl\n',
    }),
    bad('FROM debian:12-slim\nRUN apt-get -q ‹install› --no-install-recommends \\\n    curl\n', {
      fixed: 'FROM debian:12-slim\nRUN apt-get -q install -y --no-install-recommends \\\n    curl\n',
    }),
    bad('FROM debian:12-slim\nRUN ["apt-get", ‹"install"›, "curl"]\n', {
      fixed: 'FROM debian:12-slim\nRUN ["apt-get", "install", "-y", "curl"]\n',
    }),
    good('FROM debian:12-slim\nRUN apt-get install -y a && apt-get -yqq install b && apt-get install --yes c\n'),
    good(
      'FROM debian:12-slim\nRUN apt-get -q -q install a && apt-get -q=2 install b && apt-get install --assume-yes c\n',
    ),
    good('FROM debian:12-slim\nRUN if apt-get install -s a; then echo; fi; apt-get install --print-uris b\n'),
    good('FROM debian:12-slim\nRUN yes | apt-get install a && apt-get update\n'),
  ],
});
