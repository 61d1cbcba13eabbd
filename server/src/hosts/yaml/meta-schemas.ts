import draft2019Applicator from 'ajv/dist/refs/json-schema-2019-09/meta/applicator.json';
import draft2019Content from 'ajv/dist/refs/json-schema-2019-09/meta/content.json';
import draft2019Core from 'ajv/dist/refs/json-schema-2019-09/meta/core.json';
import draft2019Format from 'ajv/dist/refs/json-schema-2019-09/meta/format.json';
import draft2019MetaData from 'ajv/dist/refs/json-schema-2019-09/meta/meta-data.json';
import draft2019Validation from 'ajv/dist/refs/json-schema-2019-09/meta/validation.json';
import draft2019 from 'ajv/dist/refs/json-schema-2019-09/schema.json';
import draft2020Applicator from 'ajv/dist/refs/json-schema-2020-12/meta/applicator.json';
import draft2020Content from 'ajv/dist/refs/json-schema-2020-12/meta/content.json';
import draft2020Core from 'ajv/dist/refs/json-schema-2020-12/meta/core.json';
import draft2020Format from 'ajv/dist/refs/json-schema-2020-12/meta/format-annotation.json';
import draft2020MetaData from 'ajv/dist/refs/json-schema-2020-12/meta/meta-data.json';
import draft2020Unevaluated from 'ajv/dist/refs/json-schema-2020-12/meta/unevaluated.json';
import draft2020Validation from 'ajv/dist/refs/json-schema-2020-12/meta/validation.json';
import draft2020 from 'ajv/dist/refs/json-schema-2020-12/schema.json';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json';
import draft07 from 'ajv/dist/refs/json-schema-draft-07.json';
import draft04 from 'ajv-draft-04/dist/refs/json-schema-draft-04.json';

const texts = new Map<string, object>();
for (const schema of [
  draft04,
  draft06,
  draft07,
  draft2019,
  draft2019Applicator,
  draft2019Content,
  draft2019Core,
  draft2019Format,
  draft2019MetaData,
  draft2019Validation,
  draft2020,
  draft2020Applicator,
  draft2020Content,
  draft2020Core,
  draft2020Format,
  draft2020MetaData,
  draft2020Unevaluated,
  draft2020Validation,
]) {
  texts.set(plain('$id' in schema ? schema.$id : schema.id), schema);
}

/** The schemas of JSON Schema itself, which ajv brings along. */
export function metaSchema(uri: string): string | undefined {
  const schema = texts.get(plain(uri));
  return schema && JSON.stringify(schema);
}

/** An address without what makes no difference: the scheme, and an empty fragment. */
function plain(uri: string): string {
  return uri.replace(/^https?:/, '').replace(/#$/, '');
}
