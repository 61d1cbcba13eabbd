import { describe, expect, test } from 'vitest';
import { parseDockerfile } from './dockerfile.js';
import { expandAt, globalLookup, namesAt, variableAt, variableAtEnd } from './variables.js';

/** The value of `name` as the instruction with that text sees it, and whether it is set at all. */
function valueAt(text: string, at: string, name: string): string | undefined | 'unset' {
  const document = parseDockerfile(text);
  const instruction = document.instructions.find(({ logical }) => logical.text === at);
  if (!instruction) throw new Error(`no ${at}`);
  const variable = variableAt(document, instruction, name);
  return variable ? variable.value : 'unset';
}

describe('global arguments', () => {
  test('are not visible in a stage until it declares them', () => {
    const text = 'ARG V=1\nFROM scratch\nRUN a\nARG V\nRUN b\n';
    expect(valueAt(text, 'RUN a', 'V')).toBe('unset');
    expect(valueAt(text, 'RUN b', 'V')).toBe('1');
  });

  test('declared anew with a value keep to that value', () => {
    expect(valueAt('ARG V=1\nFROM scratch\nARG V=2\nRUN b\n', 'RUN b', 'V')).toBe('2');
  });

  test('see the global ones before them, also in one instruction', () => {
    expect(valueAt('ARG A=1\nARG B=$A.2 C=${B}.3\nFROM scratch\nARG C\nRUN b\n', 'RUN b', 'C')).toBe('1.2.3');
  });

  test('written again without a default keep the first', () => {
    expect(valueAt('ARG A=1\nARG A\nFROM scratch\nARG A\nRUN b\n', 'RUN b', 'A')).toBe('1');
  });

  test('name the base image', () => {
    const document = parseDockerfile('ARG TAG=3.22\nARG NAME=alpine:$TAG\nFROM $NAME\nFROM "alpine"\n');
    expect(document.stages.map(({ base }) => (base.kind === 'image' ? base.text : base.kind))).toEqual([
      'alpine:3.22',
      'alpine',
    ]);
  });

  test('without a default are unknown, or unset in a build that sets nothing', () => {
    const { globals } = parseDockerfile('ARG A\nARG B=x${A}\nFROM x\n');
    expect(globalLookup(globals, '\\')('B')).toEqual({ set: true, value: undefined });
    expect(globalLookup(globals, '\\', 'unset')('A')).toEqual({ set: false });
    expect(globalLookup(globals, '\\', 'unset')('B')).toEqual({ set: true, value: 'x' });
    expect(globalLookup(globals, '\\')('TARGETARCH')).toEqual({ set: true, value: undefined });
    expect(globalLookup(globals, '\\')('C')).toEqual({ set: false });
  });
});

describe('in a stage', () => {
  test('a variable is set from the next instruction on', () => {
    const text = 'FROM scratch\nENV A=1\nENV A=2 B=$A\nRUN b\n';
    expect(valueAt(text, 'RUN b', 'B')).toBe('1');
    expect(valueAt(text, 'RUN b', 'A')).toBe('2');
    expect(valueAt(text, 'ENV A=1', 'A')).toBe('unset');
  });

  test('the words of an ARG are read one after the other', () => {
    expect(valueAt('FROM scratch\nARG A=1 B=$A\nRUN b\n', 'RUN b', 'B')).toBe('1');
    const document = parseDockerfile('FROM scratch\nARG A=1 B=$A\n');
    const arg = document.instructions[1];
    const value = arg?.kind === 'ARG' ? arg.pairs[1]?.value : undefined;
    if (!arg || !value) throw new Error('no ARG');
    expect(expandAt(document, arg, value).value).toBe('1');
  });

  test('the last that sets it wins, ENV or ARG', () => {
    expect(valueAt('FROM scratch\nENV A=env\nARG A=arg\nRUN b\n', 'RUN b', 'A')).toBe('arg');
    expect(valueAt('FROM scratch\nARG A=arg\nENV A=env\nRUN b\n', 'RUN b', 'A')).toBe('env');
  });

  test('an ARG without a value leaves what is set', () => {
    expect(valueAt('FROM scratch\nENV A=env\nARG A\nRUN b\n', 'RUN b', 'A')).toBe('env');
  });

  test('an ARG without a value is declared, so a build may set it', () => {
    const document = parseDockerfile('FROM scratch\nARG A\nRUN b\n');
    const stage = document.stages[0];
    expect(stage && variableAtEnd(document, stage, 'A')?.kind).toBe('declared');
  });

  test('names in quotes or with variables are those that the builder reads', () => {
    expect(valueAt('FROM scratch\nENV "A"=1\nRUN b\n', 'RUN b', 'A')).toBe('1');
    expect(valueAt('FROM scratch\nENV N=A\nENV ${N}_X=1\nRUN b\n', 'RUN b', 'A_X')).toBe('1');
  });

  test('what the base image sets is set to something unknown', () => {
    expect(valueAt('FROM node:22\nRUN b\n', 'RUN b', 'NODE_VERSION')).toBe(undefined);
    expect(valueAt('FROM scratch\nRUN b\n', 'RUN b', 'NODE_VERSION')).toBe('unset');
    expect(valueAt('FROM scratch\nRUN b\n', 'RUN b', 'PATH')).toBe(undefined);
  });
});

describe('across stages', () => {
  test('a stage inherits ENV and ARG of the stage that it starts from, as they are at its end', () => {
    const text = 'FROM scratch AS a\nENV E=1\nARG R=2\nENV E=3\nFROM a\nRUN b\n';
    expect(valueAt(text, 'RUN b', 'E')).toBe('3');
    expect(valueAt(text, 'RUN b', 'R')).toBe('2');
  });

  test('a stage does not see those of other stages', () => {
    expect(valueAt('FROM scratch AS a\nENV E=1\nFROM scratch\nRUN b\n', 'RUN b', 'E')).toBe('unset');
  });

  test('names are those of the chain and of the base image', () => {
    const document = parseDockerfile('FROM node:22 AS a\nENV E=1\nFROM a\nARG R\nRUN b\nENV L=1\n');
    const run = document.instructions.find(({ kind }) => kind === 'RUN');
    const names = run ? namesAt(document, run) : [];
    expect(names).toContain('E');
    expect(names).toContain('R');
    expect(names).toContain('NODE_VERSION');
    expect(names).not.toContain('L');
  });
});

test('long chains and values that double themselves end', () => {
  const chain = Array.from({ length: 3000 }, (_, i) => `FROM ${i === 0 ? 'scratch' : `s${i - 1}`} AS s${i}\nENV A=$A.`);
  const stages = parseDockerfile(`${chain.join('\n')}\nRUN b\n`);
  const run = stages.instructions[stages.instructions.length - 1];
  expect(run && variableAt(stages, run, 'A')?.value).toBe('.'.repeat(3000));
  const doubled = `FROM scratch\nENV A=xxxxxxxx\n${'ENV A=$A$A\n'.repeat(200)}RUN b\n`;
  expect(valueAt(doubled, 'RUN b', 'A')).toBe(undefined);
  const deep = `FROM scratch\nENV A=${'${A:-'.repeat(5000)}x${'}'.repeat(5000)}\nRUN b\n`;
  expect(valueAt(deep, 'RUN b', 'A')).toBe(undefined);
});
