import { describe, expect, test } from 'vitest';
import { parseDockerfile, rootImage, type Stage, stageChain, stageReferred } from './dockerfile.js';
import { usedStages } from './stage-uses.js';

const baseOf = (stage: Stage | undefined): string | undefined => {
  if (stage?.base.kind === 'stage') return stage.base.stage.name ?? String(stage.base.stage.index);
  return stage?.base.kind === 'image' ? stage.base.text : stage?.base.kind;
};

describe('stages', () => {
  test('start from an earlier stage by its exact lower-case name, else from an image', () => {
    const { stages } = parseDockerfile('FROM a AS Build\nFROM build\nFROM Build\nFROM later\nFROM b AS later\n');
    expect(stages.map(baseOf)).toEqual(['a', 'build', 'Build', 'later', 'b']);
  });

  test('a later stage shadows an earlier one of its name', () => {
    const { stages } = parseDockerfile('FROM a AS x\nFROM b AS x\nFROM x\n');
    expect(stages[2]?.base).toMatchObject({ kind: 'stage', stage: { index: 1 } });
  });

  test('a stage of the name of its own image starts from the image', () => {
    const { stages } = parseDockerfile('FROM node AS node\nFROM node AS node\n');
    expect(stages.map(baseOf)).toEqual(['node', 'node']);
    expect(stages[0]?.base.kind).toBe('image');
    expect(stages[1]?.base.kind).toBe('stage');
  });

  test('are named by variables with the defaults of the global ARGs', () => {
    const { stages } = parseDockerfile('ARG B=build\nFROM a AS build\nFROM ${B}\nFROM ${UNKNOWN}x\nARG C\nFROM $C\n');
    expect(stages.map(baseOf)).toEqual(['a', 'build', 'x', 'unknown']);
  });

  test('without FROM, a fragment is one stage, and its ARGs are its own', () => {
    const document = parseDockerfile('ARG A=1\nRUN b\n');
    expect(document.stages).toHaveLength(1);
    expect(document.stages[0]?.from).toBeUndefined();
    expect(document.globals).toEqual([]);
  });

  test('chain to the image at the bottom', () => {
    const { stages } = parseDockerfile('FROM node:22 AS a\nFROM a AS b\nFROM b\n');
    const last = stages[2];
    expect(last && stageChain(last).map((stage) => stage.index)).toEqual([2, 1, 0]);
    expect(last && rootImage(last)?.repository).toBe('node');
  });
});

describe('references to stages', () => {
  const document = parseDockerfile('FROM a AS One\nFROM b AS two\nFROM c\n');
  const user = document.stages[2];
  const referred = (name: string, by: 'name' | 'name-or-index'): number | undefined =>
    user && stageReferred(document, user, name, by)?.index;

  test('match names in any case', () => {
    expect(referred('ONE', 'name')).toBe(0);
    expect(referred('three', 'name')).toBeUndefined();
  });

  test('match indices of the stages before, for COPY', () => {
    expect(referred('1', 'name-or-index')).toBe(1);
    expect(referred('2', 'name-or-index')).toBeUndefined();
    expect(referred('1', 'name')).toBeUndefined();
  });
});

test('used stages are the bases, the sources of COPY and mounts, also in triggers, and the last', () => {
  const document = parseDockerfile(
    [
      'FROM a AS base',
      'FROM a AS copied',
      'FROM a AS mounted',
      'FROM a AS triggered',
      'FROM a AS idle',
      'FROM base',
      'COPY --from=COPIED /x /x',
      'RUN --mount=type=bind,from=mounted,target=/m ls',
      'ONBUILD COPY --from=triggered /x /x',
      '',
    ].join('\n'),
  );
  const used = usedStages(document);
  expect(document.stages.filter((stage) => !used.has(stage)).map((stage) => stage.name)).toEqual(['idle']);
});
