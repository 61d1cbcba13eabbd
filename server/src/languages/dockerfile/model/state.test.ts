import { describe, expect, test } from 'vitest';
import { parseDockerfile } from './dockerfile.js';
import { shellAt, userAt, workdirAt } from './state.js';

function at<T>(text: string, read: (document: ReturnType<typeof parseDockerfile>, run: never) => T): T {
  const document = parseDockerfile(text);
  const run = document.instructions.find(({ logical }) => logical.text === 'RUN here');
  return read(document, run as never);
}

describe('shell', () => {
  const shell = (text: string): string => at(text, shellAt).name;

  test('is sh, until SHELL says otherwise, also in a stage that starts from that one', () => {
    expect(shell('FROM a\nRUN here\n')).toBe('sh');
    expect(shell('FROM a\nSHELL ["/bin/bash", "-c"]\nRUN here\n')).toBe('bash');
    expect(shell('FROM a AS x\nSHELL ["C:\\\\w\\\\PowerShell.exe"]\nFROM x\nRUN here\n')).toBe('powershell');
    expect(shell('FROM a AS x\nSHELL ["bash"]\nFROM a\nRUN here\n')).toBe('sh');
  });

  test('is that of a pragma to the end of its stage, or of the file where it stands above the first FROM', () => {
    expect(shell('FROM a\n# hadolint shell=pwsh\nRUN here\n')).toBe('pwsh');
    expect(shell('# hadolint shell=pwsh\nFROM a\nFROM b\nRUN here\n')).toBe('pwsh');
    expect(shell('FROM a\n# hadolint shell=pwsh\nRUN x\nFROM b\nRUN here\n')).toBe('sh');
  });

  test('is that of a Windows base image', () => {
    expect(shell('FROM golang:1.25-windowsservercore\nRUN here\n')).toBe('powershell');
  });
});

describe('user', () => {
  const user = (text: string): string | undefined => at(text, userAt);

  test('is the last USER of the chain, else that of the image', () => {
    expect(user('FROM scratch\nRUN here\n')).toBe('root');
    expect(user('FROM a AS x\nUSER app\nFROM x\nRUN here\n')).toBe('app');
    expect(user('FROM a\nARG U=app\nUSER $U\nRUN here\n')).toBe('app');
    expect(user('FROM a\nARG U\nUSER $U\nRUN here\n')).toBeUndefined();
    expect(user('FROM registry.example.com/team/app\nRUN here\n')).toBeUndefined();
  });
});

describe('working directory', () => {
  const workdir = (text: string): string | undefined => at(text, workdirAt);

  test('joins relative paths, also over stages', () => {
    expect(workdir('FROM scratch\nWORKDIR /a\nWORKDIR b/../c\nRUN here\n')).toBe('/a/c');
    expect(workdir('FROM scratch AS x\nWORKDIR /a\nFROM x\nWORKDIR b\nRUN here\n')).toBe('/a/b');
    expect(workdir('FROM scratch\nRUN here\n')).toBe('/');
    expect(workdir('FROM scratch\nWORKDIR "/a b"\nRUN here\n')).toBe('/a b');
  });

  test('is unknown where a variable or an unknown image decides', () => {
    expect(workdir('FROM scratch\nARG D\nWORKDIR $D\nRUN here\n')).toBeUndefined();
    expect(workdir('FROM registry.example.com/team/app\nWORKDIR b\nRUN here\n')).toBeUndefined();
  });
});
