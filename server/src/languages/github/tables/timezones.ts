// The names of time zones. Source: the IANA database as the JavaScript engine has it, and its file `backward` for older names,
// which engines know as well but do not list.

/** All zones by the names that are offered. */
export function timezones(): readonly string[] {
  return (known ??= Intl.supportedValuesOf('timeZone').filter((name) => name.includes('/')));
}

let known: readonly string[] | undefined;
const asked = new Map<string, boolean>();

/** Names that engines take for zones, but that are none in the database: what its older readers made up, and no place at all. */
const none = new Set(
  'utc local act aet agt art ast bet bst cat cnt cst ctt eat ect iet ist jst mit net nst plt pnt prt pst sst vst'.split(
    ' ',
  ),
);

/** Whether it is the name of a zone; older names and any case are good. `UTC` and `Local` are no places, and refused. */
export function isTimezone(name: string): boolean {
  const key = name.toLowerCase();
  // Offsets, such as `+01:00`, are known to engines only.
  if (none.has(key) || !/^[a-z][a-z0-9_+/-]*$/.test(key) || key.length > 64) return false;
  let is = asked.get(key);
  if (is === undefined) {
    is = isKnown(name);
    if (asked.size < 2000) asked.set(key, is);
  }
  return is;
}

function isKnown(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
