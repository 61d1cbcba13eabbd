/** The text that a snippet leaves when every placeholder is accepted as it is. */
export function expand(body) {
  let text = '';
  for (let at = 0; at < body.length; ) {
    if (body[at] === '\\') {
      // Only these three lose their backslash.
      const escaped = '$}\\'.includes(body[at + 1] ?? ' ');
      text += escaped ? body[at + 1] : body[at];
      at += escaped ? 2 : 1;
    } else if (/^\$\{\d+:/.test(body.slice(at))) {
      const start = body.indexOf(':', at) + 1;
      const end = closing(body, start);
      text += expand(body.slice(start, end));
      at = end + 1;
    } else {
      const stop = /^\$(?:\d+|\{\d+\})/.exec(body.slice(at));
      text += stop ? '' : body[at];
      at += stop ? stop[0].length : 1;
    }
  }
  return text;
}

function closing(body, from) {
  for (let at = from, depth = 0; at < body.length; at++) {
    if (body[at] === '\\') at++;
    else if (body.startsWith('${', at)) depth++;
    else if (body[at] === '}' && depth-- === 0) return at;
  }
  return body.length;
}
