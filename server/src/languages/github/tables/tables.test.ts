import { expect, test } from 'vitest';
import { ecosystemMistakes, ecosystems, manifests } from './ecosystems.js';
import { eventFact, eventNames, eventsWith, filtersOf, typesOf } from './events.js';
import { covers, grantOf, levelsOf } from './permissions.js';
import { areExclusive, type RunnerFact, runnerLabels, runnerOf } from './runners.js';
import { defaultShell, isShellTemplate, shellFact } from './shells.js';
import { isTimezone, timezones } from './timezones.js';
import { isSettingName, variableFor } from './variables.js';

test('events', () => {
  expect(typesOf('watch')).toEqual(['started']);
  expect(typesOf('repository_dispatch')).toEqual([]);
  expect(typesOf('issues')).toHaveLength(20);
  expect(typesOf('pull_request_target')).toHaveLength(22);
  expect(filtersOf('merge_group')).toEqual(['branches', 'branches-ignore']);
  expect(eventsWith('tags-ignore')).toEqual(['push']);
  expect(eventsWith('paths')).toEqual(['push', 'pull_request', 'pull_request_target']);
  expect(eventsWith('workflows')).toEqual(['workflow_run']);
  expect(eventFact('toString')).toBeUndefined();
  for (const name of eventNames) expect(typesOf(name)).toEqual([...new Set(typesOf(name))]);
});

test('permissions', () => {
  expect(levelsOf('id-token')).toEqual(['write', 'none']);
  expect(levelsOf('metadata')).toBeUndefined();
  expect([covers('write', 'read'), covers('read', 'read'), covers('none', 'read')]).toEqual([true, true, false]);
  expect([grantOf('write-all', 'models'), grantOf('read-all', 'id-token'), grantOf('write-all', 'contents')]).toEqual([
    'read',
    'none',
    'write',
  ]);
});

test.each([
  ['ubuntu-latest', 'current', 'ubuntu-24.04'],
  ['Windows-2025', 'current', 'windows-2025'],
  ['macos-14-large', 'deprecated', 'macos-14'],
  ['macos-13', 'removed', 'macos-13'],
  ['macos-13-xlarge', 'removed', 'macos-13'],
  ['macos-10.15', 'removed', 'macos-10.15'],
  ['ubuntu-20.04', 'removed', 'ubuntu-20.04'],
  ['windows-2019', 'removed', 'windows-2019'],
  ['ubuntu-26.04', 'preview', 'ubuntu-26.04'],
  ['gpu', undefined, undefined],
  ['ubuntu-20.10', undefined, undefined],
  ['constructor', undefined, undefined],
])('the label %s is %s', (label, status, image) => {
  expect([runnerOf(label)?.status, runnerOf(label)?.image]).toEqual([status, image]);
});

test('what replaces a label is there to stay', () => {
  for (const label of [
    ...runnerLabels,
    'macos-12',
    'macos-13-large',
    'macos-11-xlarge',
    'ubuntu-18.04',
    'windows-2016',
  ]) {
    const instead = runnerOf(label)?.instead;
    if (instead !== undefined) expect(runnerOf(instead)?.status).toBe('current');
  }
});

test.each([
  ['ubuntu-latest', 'ubuntu-24.04', false],
  ['ubuntu-latest', 'ubuntu-22.04', true],
  ['ubuntu-latest', 'windows-latest', true],
  ['linux', 'x64', false],
  ['linux', 'ubuntu-22.04', false],
  ['linux', 'macos', true],
  ['ubuntu-24.04-arm', 'x64', true],
  ['self-hosted', 'arm', false],
  ['arm', 'arm64', true],
])('%s and %s exclude each other: %j', (a, b, expected) => {
  const none: RunnerFact = { status: 'current' };
  expect(areExclusive(runnerOf(a) ?? none, runnerOf(b) ?? none)).toBe(expected);
});

test('shells', () => {
  expect(shellFact('cmd')?.os).toEqual(['windows']);
  expect(shellFact('zsh')).toBeUndefined();
  expect(defaultShell('windows').name).toBe('pwsh');
  expect(defaultShell('linux').command).toBe('bash -e {0}');
  expect([isShellTemplate('perl {0}'), isShellTemplate('perl')]).toEqual([true, false]);
});

test.each([
  ['Europe/Berlin', true],
  ['asia/tokyo', true],
  ['US/Pacific', true],
  ['Asia/Calcutta', true],
  ['Etc/GMT+5', true],
  ['Etc/UTC', true],
  ['UTC', false],
  ['Local', false],
  ['', false],
  ['PST', false],
  ['Asia/Tokio', false],
  ['+01:00', false],
  ['a'.repeat(100_000), false],
])('%s is a time zone: %j', (name, expected) => {
  expect(isTimezone(name)).toBe(expected);
});

test('time zones to offer', () => {
  expect(timezones()).toContain('America/New_York');
  expect(timezones().length).toBeGreaterThan(300);
  expect(timezones().every(isTimezone)).toBe(true);
});

test('variables', () => {
  expect(variableFor('github', 'head_ref')).toBe('GITHUB_HEAD_REF');
  expect(variableFor('runner', 'os')).toBe('RUNNER_OS');
  expect(variableFor('github', 'token')).toBeUndefined();
  expect(variableFor('env', 'CI')).toBeUndefined();
  expect([isSettingName('TOKEN_1'), isSettingName('1'), isSettingName('github_x'), isSettingName('a-b')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('ecosystems', () => {
  expect(ecosystems).toHaveLength(new Set(ecosystems).size);
  for (const name of Object.values(ecosystemMistakes)) expect(ecosystems).toContain(name);
  for (const name of Object.keys(ecosystemMistakes)) expect(ecosystems).not.toContain(name);
  for (const name of Object.keys(manifests)) expect(ecosystems).toContain(name);
});
