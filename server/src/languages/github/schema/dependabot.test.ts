import { expect, test } from 'vitest';
import { checked, indented } from '../../../../../test/support/schema.js';
import { dependabotSchema } from './dependabot.js';

const dependabot = checked(dependabotSchema);
const entry = (lines: string): string => `version: 2\nupdates:\n  - package-ecosystem: npm\n${indented(lines, 4)}`;
const daily = 'directory: /\nschedule: {interval: daily}\n';

test.each<[string, string, readonly string[]]>([
  ['the least', entry(daily), []],
  [
    'folders',
    entry('directories: [/a, "/b/*"]\nschedule: {interval: cron, cronjob: "0 0 * * *", timezone: Europe/Paris}\n'),
    [],
  ],
  [
    'a group of several ecosystems',
    `multi-ecosystem-groups: {g: {schedule: {interval: weekly}}}\n${entry('directory: /\nmulti-ecosystem-group: g\npatterns: ["*"]\n')}`,
    [],
  ],
  [
    'options',
    entry(
      `${daily}ignore: [{dependency-name: a, versions: "1"}]\ngroups: {g: {patterns: ["*"]}}\nregistries: "*"\ncooldown: {default-days: 7}\n`,
    ),
    [],
  ],
  ['another version', 'version: "2"\nupdates: []\n', ['wrong-type version «"2"» string']],
  ['no folder', entry('schedule: {interval: daily}\n'), ['missing-key updates.0.directory «package-ecosystem»']],
  ['both', entry(`${daily}directories: [/a]\n`), ['unknown-key updates.0.directories «directories» → undefined']],
  ['no schedule', entry('directory: /\n'), ['missing-key updates.0.schedule «package-ecosystem»']],
  [
    'a group without patterns',
    entry('directory: /\nmulti-ecosystem-group: g\n'),
    ['missing-key updates.0.patterns «package-ecosystem»'],
  ],
  [
    'the wrong schedule',
    entry('directory: /\nschedule: {interval: cron, time: "5:00"}\n'),
    ['pattern updates.0.schedule.time «"5:00"»', 'missing-key updates.0.schedule.cronjob «schedule»'],
  ],
  [
    'texts and numbers',
    entry(`${daily}labels: [1]\nmilestone: 0\nassignees: [a, a]\ncommit-message: {}\nallow: [{}]\n`),
    [
      'wrong-type updates.0.labels.0 «1» integer',
      'too-small updates.0.milestone «0»',
      'duplicate-item updates.0.assignees.1 «a»',
      'too-few updates.0.commit-message «{}»',
      'too-few updates.0.allow.0 «{}»',
    ],
  ],
  [
    'what is gone',
    entry(`${daily}reviewers: [a]\ncooldown: {default-days: 0}\n`),
    ['unknown-key updates.0.reviewers «reviewers» → undefined', 'too-small updates.0.cooldown.default-days «0»'],
  ],
  [
    'registries',
    `${entry(daily)}registries: {a: {type: npm, url: b}, c: {type: git}}\n`,
    ['not-allowed registries.a.type «npm»', 'missing-key registries.c.url «c»'],
  ],
])('Dependabot, %s', (_, text, expected) => {
  expect(dependabot(text)).toEqual(expected);
});
