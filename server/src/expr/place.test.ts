import { describe, expect, test } from 'vitest';
import { parseExpression } from './parse.js';
import { callAt, placeAt, targetAt } from './place.js';

/** A text with a `|` where the cursor is; `||` is the operator. */
function marked(marked: string) {
  const offset = marked.replaceAll('||', '\0\0').indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { text, offset, root: parseExpression(text).root };
}

describe('what can be written', () => {
  test.each([
    ['|', 'name [] '],
    [' | ', 'name [] '],
    ['git|', 'name [git] git'],
    ['git|hub', 'name [github] git'],
    ['|github', 'name [github] '],
    ['conta|ins(', 'name [contains] conta'],
    ['tru|e', 'name [true] tru'],
    ['a && |', 'name [] '],
    ['a ||| b', 'name [] '],
    ['!|', 'name [] '],
    ['(|', 'name [] '],
    ['contains(|', 'name [] '],
    ['contains(a, |)', 'name [] '],
    ['a == |', 'name [] '],
    ['matrix[|', 'name [] in matrix '],
    ['matrix.x[|]', 'name [] in matrix.x '],
    ['github.|', 'property [] of github '],
    ['github.  |', 'property [] of github '],
    ['github.|event', 'property [event] of github '],
    ['github.ev|ent.x', 'property [event] of github ev'],
    ['github.event.|', 'property [] of github.event '],
    ['needs.| && a.b', 'property [] of needs '],
    ['a.b && needs.bu|', 'property [bu] of needs bu'],
    ['steps.*.|', 'property [] of steps.* '],
    ['fromJSON(x).|', 'property [] of fromJSON(x) '],
    ["needs['|']", 'index [] of needs '],
    ["needs['bu|ild'].x", 'index [build] of needs bu'],
    ["needs['bu|", 'index [bu] of needs bu'],
    ["runner.os == '|'", 'value [] of runner.os '],
    ["'Li|' != runner.os", 'value [Li] of runner.os Li'],
    ["contains(needs.*.result, 'f|')", 'value [f] of needs.*.result f'],
    ["format('|')", undefined],
    ['a |', undefined],
    ['a b|', undefined],
    ['1|', undefined],
    ["'a'|", undefined],
    ['(a)|', undefined],
    ['a.*|', undefined],
    ['$|', undefined],
  ])('%s: %s', (text, expected) => {
    const cursor = marked(text);
    const place = placeAt(cursor.text, cursor.root, cursor.offset);
    const slice = ({ start, end }: { start: number; end: number }) => cursor.text.slice(start, end);
    const told = place && [place.kind, `[${slice(place.span)}]`];
    if (place?.kind === 'name' && place.object) told?.push('in', slice(place.object));
    if (place?.kind === 'property' || place?.kind === 'index') told?.push('of', slice(place.object));
    if (place?.kind === 'value') told?.push('of', slice(place.other));
    expect(told && `${told.join(' ')} ${place?.prefix}`).toBe(expected);
  });
});

test.each([
  ['git|hub.event', 'context github'],
  ['github|.event', 'context github'],
  ['github.|event', 'property event'],
  ["github['ev|ent']", "index 'event'"],
  ['a[|0]', 'index 0'],
  ['f|oo(a)', 'call foo'],
  ['a =|= b', 'compare =='],
  ['a==|b', 'context b'],
  ['a && b &|& c', 'logical &&'],
  ['|!a', 'not !'],
  ['a.|*', 'filter *'],
  ["f('te|xt')", "literal 'text'"],
  ['f(|)', undefined],
  ['f( | a)', undefined],
])('%s points at %s', (text, expected) => {
  const cursor = marked(text);
  const target = cursor.root && targetAt(cursor.root, cursor.offset);
  expect(target && `${target.node.kind} ${cursor.text.slice(target.start, target.end)}`).toBe(expected);
});

test.each([
  ['contains(|', 'contains 0'],
  ['contains(a|, b)', 'contains 0'],
  ['contains(a, |', 'contains 1'],
  ['contains(a,| b) && c', 'contains 1'],
  ["contains(a, format('{0}', |", 'format 1'],
  ["contains(a, format('{0}', b)|, c)", 'contains 1'],
  ["f('a, b', '|')", 'f 1'],
  ['f|(a)', undefined],
  ['f(a)|', undefined],
])('%s is in %s', (text, expected) => {
  const cursor = marked(text);
  const found = cursor.root && callAt(cursor.root, cursor.offset);
  expect(found && `${found.call.name} ${found.argument}`).toBe(expected);
});
