import { Diagnostic, DiagnosticSeverity, Range } from 'vscode';
import { fingerprint, type Lines, withoutDuplicates } from '../../../client/src/duplicates.js';
import { equal } from './support.js';

const text = [
  'FROM debian',
  'RUN apt-get update && \\',
  '  # comment',
  '  apt-get install -y curl',
  'RUN apt-get install -y git',
];
const lines: Lines = (line) => text[line];

suite('findings that another extension shows as well', () => {
  test('are left out where the rule and the instruction are the same', () => {
    equal(left([ours(3, 'hadolint:DL3008')], [theirs(1, 'DL3008')]), [], 'left');
  });

  test('stay where the other one is about another instruction', () => {
    equal(left([ours(3, 'hadolint:DL3008')], [theirs(4, 'DL3008')]), [3], 'left');
    equal(left([ours(4, 'hadolint:DL3008')], [theirs(1, 'DL3008')]), [4], 'left');
  });

  test('stay where the other one is about another rule', () => {
    equal(left([ours(3, 'hadolint:DL3008')], [theirs(1, 'DL3015')]), [3], 'left');
    equal(left([ours(3)], [theirs(1, 'DL3008')]), [3], 'left');
  });

  test('are known by a name at the end of the message, and by a number', () => {
    const named = new Diagnostic(new Range(1, 0, 1, 9), '[hadolint] Pin versions (DL3008)', DiagnosticSeverity.Warning);
    equal(left([ours(3, 'hadolint:DL3008')], [named]), [], 'left');
    const numbered = theirs(0, 45);
    numbered.source = 'dockerfile-utils';
    equal(left([ours(0, 'dockerfile-utils:DEPRECATED_MAINTAINER')], [numbered]), [], 'left');
    equal(left([ours(0, 'dockerfile-utils:CASING_INSTRUCTION')], [numbered]), [0], 'left');
  });

  test('a change is noticed by rule and line, not by wording', () => {
    const [a, b] = [theirs(1, 'DL3008'), theirs(1, 'DL3008')];
    b.message = 'other words';
    equal(fingerprint([a]) === fingerprint([b]), true, 'same');
    equal(fingerprint([a]) === fingerprint([theirs(2, 'DL3008')]), false, 'same');
  });
});

function left(mine: Diagnostic[], others: Diagnostic[]): number[] {
  return withoutDuplicates(mine, others, lines).map((diagnostic) => diagnostic.range.start.line);
}

function ours(line: number, ...aliases: string[]): Diagnostic {
  const diagnostic = new Diagnostic(new Range(line, 2, line, 9), 'ours', DiagnosticSeverity.Warning);
  diagnostic.source = 'platform-builder';
  return Object.assign(diagnostic, { data: { aliases } });
}

function theirs(line: number, code: string | number): Diagnostic {
  const diagnostic = new Diagnostic(new Range(line, 0, line, 20), 'theirs', DiagnosticSeverity.Warning);
  diagnostic.code = code;
  return diagnostic;
}
