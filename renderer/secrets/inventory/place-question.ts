import { and, or, type QueryNode, valueIs, valueIsMissing } from '../../../shared/query/query-node.ts';
import { resolveField } from '../../../shared/query/resolve-field.ts';
import type { SecretPlace, SecretSummary } from '../../../shared/secret-inventory.ts';

/** The events of one place of a secret: all its times, so without what changes between them, such as the request. */
export function placeQuestion(fingerprint: string, place: SecretPlace): QueryNode {
  const source = valueIs('keyglass.source_id', place.sourceId);
  if (place.kind === 'mention') return and(holdsMarker(fingerprint, place.field), source);
  return and(
    valueIs('secret.fingerprint', fingerprint),
    source,
    valueOrMissing('keyglass.resource', place.place),
    valueOrMissing('secret.line', place.line === null ? null : String(place.line)),
  );
}

/** Events that are about the secret, and those that hold it somewhere. */
export function secretQuestion({ fingerprint, mentions }: SecretSummary): QueryNode {
  const about = valueIs('secret.fingerprint', fingerprint);
  return mentions === 0 ? about : or(about, holdsMarker(fingerprint, null));
}

/** Where a value was lifted out of a record its marker stands, in the field or, where no name leads to it, in the text. */
function holdsMarker(fingerprint: string, field: string | null): QueryNode {
  const marker = `secret:fp:${fingerprint.slice(0, 8)}`;
  const name = `raw.${field ?? ''}`;
  return resolveField(name).kind === 'json'
    ? { kind: 'compare', field: name, operator: 'is', value: `*${marker}*`, quoted: false }
    : { kind: 'text', pattern: marker, quoted: true };
}

function valueOrMissing(field: string, value: string | null): QueryNode {
  return value === null ? valueIsMissing(field) : valueIs(field, value);
}
