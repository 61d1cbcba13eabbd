// Names that differ by one slip of a finger or an eye.

/** What is beside each key, and what looks like it. */
const neighbours: Readonly<Record<string, string>> = {
  '0': '9po-',
  '1': '2qil',
  '2': '13qw',
  '3': '24we',
  '4': '35era',
  '5': '46rts',
  '6': '57tyg',
  '7': '68yut',
  '8': '79uib',
  '9': '80iog',
  '-': '_0p.',
  _: '-0p.',
  '.': '-_',
  a: 'qwsz4',
  b: 'vghn8',
  c: 'xdfv',
  d: 'serfcx',
  e: 'wsdr34',
  f: 'drtgvc',
  g: 'ftyhbv69',
  h: 'gyujnb',
  i: 'ujko189l',
  j: 'huikmn',
  k: 'jiolm',
  l: 'kop1i',
  m: 'njk',
  n: 'bhjm',
  o: 'iklp90',
  p: 'ol0-',
  q: 'wa12',
  r: 'edft45',
  s: 'awedxz5',
  t: 'rfgy567',
  u: 'yhji78v',
  v: 'cfgbu',
  w: 'qase23',
  x: 'zsdc',
  y: 'tghu67',
  z: 'asx2',
};

/**
 * Whether a name is another one with one character left out, doubled, swapped with the next or mistaken for one that is near
 * it on the keyboard or looks like it. Both in lower case.
 */
export function isSlipOf(name: string, other: string): boolean {
  if (name === other || other.length < 3) return false;
  let at = 0;
  while (at < name.length && name[at] === other[at]) at++;
  const [wrong = '', right = ''] = [name[at], other[at]];
  switch (name.length - other.length) {
    case -1:
      return name.slice(at) === other.slice(at + 1);
    case 1:
      // Two letters look like one, or one was typed twice, or a mark between words is too much.
      if (name.slice(at + 1) === other.slice(at)) return wrong === name[at - 1] || /[-_.]/.test(wrong);
      return (
        /^(?:rn|vv)$/.test(name.slice(at, at + 2)) && name.slice(at + 2) === other.slice(at + 1) && /[mw]/.test(right)
      );
    case 0:
      if (name.slice(at + 2) === other.slice(at + 2) && wrong === other[at + 1] && right === name[at + 1]) return true;
      return name.slice(at + 1) === other.slice(at + 1) && (neighbours[right] ?? '').includes(wrong);
    default:
      return false;
  }
}
