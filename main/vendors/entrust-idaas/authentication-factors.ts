import type { JsonObject } from '../json-object.ts';
import type { AuditEvent } from './audit-event.ts';
import type { AuthenticationKind } from './authentication-events.ts';
import { factorOfAuthenticator } from './authentication-kind.ts';

const factorNames: Readonly<Record<number, string>> = {
  1: 'SMS',
  2: 'Security Question',
  3: 'Phone Call',
  4: 'Biometric',
  5: 'Push Notification',
  6: 'Hardware Token',
  7: 'OTP',
  8: 'Email',
  10: 'WebAuthn',
  11: 'Password',
};

const HARDWARE_TOKEN = 6;
const ONE_TIME_CODE = 7;
/** How a one-time code came: more than the word OTP says. */
const deliveries: readonly number[] = [1, 3, 8];

/** By the authenticator that the event names, unless its type says the same more exactly. */
export function authFactors({ authenticator }: AuditEvent, kind: AuthenticationKind): readonly JsonObject[] {
  const isNamed = authenticator !== null;
  const known = isNamed ? factorOfAuthenticator(authenticator) : null;
  const named = known ?? (isNamed && kind.factorIds.length === 0 ? 99 : null);
  const ids = named === null ? kind.factorIds : factorsWith(named, kind.factorIds);
  const otherName = named === 99 ? authenticator : kind.method;
  return ids.map((id) => ({ factor_type_id: id, factor_type: factorNames[id] ?? otherName ?? 'Unnamed' }));
}

/** What is named, unless the type says it as well or more exactly; then also what it came together with. */
function factorsWith(named: number, byKind: readonly number[]): readonly number[] {
  const isSaidByKind =
    byKind.includes(named) || (named === ONE_TIME_CODE && byKind.some((id) => deliveries.includes(id)));
  if (isSaidByKind) return byKind;
  const isToken = named === HARDWARE_TOKEN && byKind.includes(ONE_TIME_CODE);
  return isToken ? byKind.map((id) => (id === ONE_TIME_CODE ? named : id)) : [named];
}
