import {
  any,
  arrayOf,
  bool,
  join,
  looseObject,
  mapOf,
  number,
  type ObjectType,
  oneOf,
  type Properties,
  string,
  type Type,
} from '../../../expr/types.js';
import { eventFact } from './events.js';
import { commonPayload, payloads, shapes } from './payload-shapes.js';

// The type of `github.event`. Payloads grow over the years, so that properties that are not known here may be there: they are
// worth a warning, and no more.

const typed = new Map<string, ObjectType>();
const known = new Map<string, ObjectType>();

/** The payload of an event, over all its activity types; undefined where nothing is known of it. */
function payloadOf(event: string): ObjectType | undefined {
  const name =
    event === 'pull_request_target' ? 'pull_request' : event === 'pull_request_comment' ? 'issue_comment' : event;
  const shape = Object.hasOwn(payloads, name) ? payloads[name] : undefined;
  if (shape === undefined) return undefined;
  let type = known.get(event);
  if (!type) {
    const types = eventFact(event)?.types;
    type = looseObject(
      {
        ...propertiesOf(new Reader(`${commonPayload} ${shape}`)),
        ...(Array.isArray(types) && { action: oneOf(...types) }),
        // What a run by hand is given; numbers and booleans are texts here.
        ...(event === 'workflow_dispatch' && { inputs: mapOf(string) }),
      },
      { known: true },
    );
    known.set(event, type);
  }
  return type;
}

/** The type of `github.event` where any of these events may have triggered. A called workflow gets that of its caller. */
export function eventType(events: readonly string[]): Type {
  let type: Type | undefined;
  for (const event of events) {
    const payload = payloadOf(event);
    if (!payload) return looseObject();
    type = type ? join(type, payload) : payload;
  }
  return type ?? looseObject();
}

function shapeOf(name: string): ObjectType {
  let type = typed.get(name);
  if (!type) {
    // A shape inside of itself, such as the template of a repository, may have anything.
    typed.set(name, looseObject());
    type = looseObject(propertiesOf(new Reader(shapes[name] ?? '')), { known: true });
    typed.set(name, type);
  }
  return type;
}

/** Goes through the text of a shape. */
class Reader {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(text: string) {
    this.tokens = text.match(/[a-z0-9_+-]+|\[\]|[#?*@{}]/gi) ?? [];
  }

  get next(): string | undefined {
    return this.tokens[this.at];
  }

  take(): string | undefined {
    return this.tokens[this.at++];
  }

  takes(token: string): boolean {
    if (this.next !== token) return false;
    this.at++;
    return true;
  }
}

function propertiesOf(reader: Reader): Properties {
  const properties: Record<string, Type> = {};
  for (let name = reader.take(); name !== undefined && name !== '}'; name = reader.take())
    properties[name] = read(reader);
  return properties;
}

function read(reader: Reader): Type {
  if (reader.takes('#')) return number;
  if (reader.takes('?')) return bool;
  if (reader.takes('*')) return any;
  if (reader.takes('[]')) return arrayOf(read(reader));
  if (reader.takes('{')) return looseObject(propertiesOf(reader), { known: true });
  return reader.takes('@') ? shapeOf(reader.take() ?? '') : string;
}
