import { describe, expect, it } from 'vitest';
import { authenticationEvents } from '../../../../main/vendors/entrust-idaas/authentication-events.ts';
import { authenticationKindOf } from '../../../../main/vendors/entrust-idaas/authentication-kind.ts';
import { entityTypeNames, entityTypeOf } from '../../../../main/vendors/entrust-idaas/entity-types.ts';
import { listedAuthenticationEvents, listedEntityTypes, namesInDocument } from './listed-kinds.ts';

const sorted = (names: readonly string[]) => [...names].sort();

describe('the table of authentication events', () => {
  it('has the 56 of the documents, and no other', () => {
    expect(listedAuthenticationEvents).toHaveLength(56);
    expect(sorted(Object.keys(authenticationEvents))).toEqual(
      sorted(listedAuthenticationEvents.map(({ name }) => name)),
    );
  });

  it.each(listedAuthenticationEvents)('says of $name what it is', ({ name, ...said }) => {
    expect(authenticationKindOf(name)).toMatchObject(said);
  });

  it.each(listedAuthenticationEvents)('knows $name in any case', ({ name, ...said }) => {
    expect(authenticationKindOf(name.toUpperCase())).toMatchObject(said);
    expect(authenticationKindOf(name.toLowerCase())).toMatchObject(said);
  });

  it('misses none of the requirement document', () => {
    const names = namesInDocument('Authentication contains the following events:');
    if (names === null) return;
    expect(names).toHaveLength(56);
    expect(sorted(names)).toEqual(sorted(Object.keys(authenticationEvents)));
  });
});

describe('an authentication event that is newer than the table', () => {
  it.each([
    ['AuthenticationHologramSuccessEvent', 1, 1],
    ['AuthenticationHologramDeniedEvent', 1, 2],
    ['HologramAuthenticationFailedEvent', 1, 2],
    ['HologramLockedEvent', 1, 2],
    ['AuthenticationHologramSentEvent', 6, 1],
    ['AuthenticationHologramCreatedEvent', 6, 1],
    ['UserLogoutEvent', 2, 0],
    ['SomethingElseEvent', 99, 0],
  ])('%s is understood by its ending', (name, activityId, statusId) => {
    expect(authenticationKindOf(name)).toMatchObject({ activityId, statusId });
  });

  it('keeps its name where even the ending says nothing', () => {
    expect(authenticationKindOf('SomethingElseEvent').activityName).toBe('SomethingElseEvent');
  });

  it.each([
    ['RadiusAuthenticationSuccessEvent', { protocolId: 10 }],
    ['OidcLogoutSuccessEvent', { protocolId: 4, activityId: 2 }],
    ['AuthenticationSecondFactorPasskeySuccessEvent', { isMfa: true, factorIds: [10] }],
    ['AuthenticationHardwareTokenSuccessEvent', { factorIds: [6] }],
    ['AuthenticationOtpSmsResentEvent', { factorIds: [1] }],
  ])('%s tells its protocol and factor by the words in it', (name, said) => {
    expect(authenticationKindOf(name)).toMatchObject(said);
  });
});

describe('the table of entity types', () => {
  it('has the 120 of the documents, and no other', () => {
    expect(listedEntityTypes).toHaveLength(120);
    const names = Object.values(entityTypeNames).flatMap((line) => line.split(' '));
    expect(sorted(names)).toEqual(sorted(listedEntityTypes.map(({ name }) => name)));
  });

  it.each(listedEntityTypes)('says that $name is of type $typeId', ({ name, typeId }) => {
    expect(entityTypeOf(name)?.typeId).toBe(typeId);
    expect(entityTypeOf(name.toLowerCase())?.typeId).toBe(typeId);
  });

  it('misses none of the requirement document', () => {
    const names = namesInDocument('Entity Management contains the following events:');
    if (names === null) return;
    expect(names).toHaveLength(120);
    expect(sorted(names)).toEqual(sorted(listedEntityTypes.map(({ name }) => name)));
  });

  it.each(['PASSTHROUGH', 'WEBHOOKS', 'NAMEDPASSWORDS', 'constructor', '', null])('knows no %s', (name) =>
    expect(entityTypeOf(name)).toBeNull(),
  );
});
