import { describe, expect, it } from 'vitest';
import { authenticationStream } from '../../../../main/vendors/entrust-idaas/authentication.stream.ts';
import { ocsfProblems, processRecord, referenceRecords } from '../../../helpers/vendor-records.ts';
import { aChange, anAuthenticationEvent, mapped, processed, rejection } from './an-audit-event.ts';
import { listedAuthenticationEvents } from './listed-kinds.ts';

describe('an authentication event', () => {
  it.each(listedAuthenticationEvents)('$name is valid OCSF with and without its other fields', (kind) => {
    const full = mapped(anAuthenticationEvent({ eventType: kind.name, eventOutcome: undefined }));
    const bare = mapped({ eventTime: '2026-03-02T09:15:27Z', eventType: kind.name });
    for (const { ocsf } of [full, bare]) {
      expect(ocsfProblems(ocsf)).toEqual([]);
      expect(ocsf).toMatchObject({
        class_uid: 3002,
        activity_id: kind.activityId,
        status_id: kind.statusId,
        auth_protocol_id: kind.protocolId,
      });
      expect(ocsf.is_mfa ?? null).toBe(kind.isMfa);
      const factors = (ocsf.auth_factors ?? []) as { factor_type_id: number }[];
      expect(factors.map(({ factor_type_id }) => factor_type_id)).toEqual(kind.factorIds);
    }
  });

  it.each([
    ['PASSWORD', 11],
    ['OTP', 7],
    ['TOKEN', 7],
    ['FIDO', 10],
    ['PASSKEY', 10],
    ['SMARTCREDENTIALPUSH', 5],
    ['TOKENPUSH', 5],
    ['HARDWARE_TOKEN', 6],
    ['KBA', 2],
    ['FACE', 4],
    ['IDP', 99],
    ['GRID', 99],
    ['HOLOGRAM', 99],
  ])('that names the authenticator %s has the factor %i', (token, factor) => {
    const { ocsf } = mapped(anAuthenticationEvent({ token }));
    expect(ocsf.auth_factors).toMatchObject([{ factor_type_id: factor }]);
    expect(ocsf.auth_protocol).toBe(token);
    expect(ocsfProblems(ocsf)).toEqual([]);
  });

  it('keeps the authenticator as it is: it is a word and no token', () => {
    const { raw, event } = processed(anAuthenticationEvent({ token: 'PASSWORD' }));
    expect(raw).toMatchObject({ token: 'PASSWORD' });
    expect(event.ecs).toMatchObject({ entrust_idaas: { authenticator: 'PASSWORD' } });
  });

  it('says how a code came where the authenticator is only called OTP', () => {
    const { ocsf } = mapped(
      anAuthenticationEvent({ eventType: 'AuthenticationOtpSmsSentEvent', token: 'OTP' }),
    );
    expect(ocsf.auth_factors).toEqual([{ factor_type_id: 1, factor_type: 'SMS' }]);
  });

  it.each([
    ['SUCCESS', 'AuthenticationDeniedEvent', 1],
    ['FAIL', 'AuthenticationPasskeySuccessEvent', 2],
    ['fail', 'AuthenticationPasskeySuccessEvent', 2],
    [undefined, 'AuthenticationPasskeySuccessEvent', 1],
    [null, 'AuthenticationDeniedEvent', 2],
  ])('with the outcome %s trusts it before the name %s', (eventOutcome, eventType, status) => {
    expect(mapped(anAuthenticationEvent({ eventType, eventOutcome })).ocsf.status_id).toBe(status);
  });

  it.each([
    ['AuthenticationLockedEvent', 3],
    ['UserPasswordChangeLockedEvent', 3],
    ['MachineLockedEvent', 3],
    ['AuthenticationExternalSecondFactorBypassEvent', 2],
    ['AuthenticationDeniedEvent', 1],
  ])('%s is of severity %i', (eventType, severity) => {
    expect(mapped(anAuthenticationEvent({ eventType })).ocsf.severity_id).toBe(severity);
  });

  it('says of a lock what it is, and which device was locked', () => {
    const { ocsf, deviceName } = mapped(
      anAuthenticationEvent({ eventType: 'MachineLockedEvent', entityName: 'LM-LNX-002' }),
    );
    expect(ocsf).toMatchObject({ status_detail: 'ACCOUNT_LOCKED_OUT', device: { name: 'LM-LNX-002' } });
    expect(deviceName).toBe('LM-LNX-002');
    expect(ocsfProblems(ocsf)).toEqual([]);
  });

  it.each([
    ['USER', 1],
    ['ADMIN_API', 3],
    ['AGENT', 3],
    ['SERVICE_PROVIDER', 99],
    ['OTHER', 99],
    [undefined, 1],
  ])('by a subject of the type %s is of user type %s', (subjectType, typeId) => {
    const { ocsf } = mapped(anAuthenticationEvent({ subjectType }));
    expect(ocsf.user).toMatchObject({ type_id: typeId });
    expect(ocsfProblems(ocsf)).toEqual([]);
  });

  it('is an event of a program where the API itself was logged in to', () => {
    const event = anAuthenticationEvent({
      eventType: 'AuthenticationAdminApiSuccessEvent',
      subjectType: undefined,
    });
    expect(mapped(event).ocsf.user).toMatchObject({ type_id: 3 });
  });

  it('has a user and a service even where it names none', () => {
    const { ocsf } = mapped({ eventTime: '2026-03-02T09:15:27Z', eventCategory: 'AUTHENTICATION' });
    expect(ocsf).toMatchObject({
      user: { name: 'unknown' },
      service: { name: 'Entrust IDaaS' },
      activity_id: 0,
    });
    expect(ocsfProblems(ocsf)).toEqual([]);
    // Nobody looks for what stands in for a name.
    expect(ocsf.observables).toBeUndefined();
  });

  it.each([
    ['AuthenticationTokenSuccessEvent', 'HARDWARE_TOKEN', [6]],
    ['AuthenticationTokenWithTempAccessCodeSuccessEvent', 'HARDWARE_TOKEN', [6, 99]],
    ['AuthenticationTokenWithTempAccessCodeSuccessEvent', 'TEMP_ACCESS_CODE', [7, 99]],
    ['AuthenticationFaceSuccessEvent', 'SOME_NEW_CAMERA', [4]],
    ['AuthenticationDeniedEvent', 'SOME_NEW_CAMERA', [99]],
    ['AuthenticationDeniedEvent', 'FIDO2', [10]],
    ['AuthenticationDeniedEvent', 'GRID', [99]],
    ['AuthenticationPasswordSuccessEvent', 'GRID', [99]],
    ['AuthenticationOtpEmailSentEvent', 'OTP', [8]],
  ])('%s with the authenticator %s has the factors %j', (eventType, token, ids) => {
    const { ocsf } = mapped(anAuthenticationEvent({ eventType, token }));
    const factors = ocsf.auth_factors as readonly { factor_type_id: number }[];
    expect(factors.map((factor) => factor.factor_type_id)).toEqual(ids);
    expect(ocsfProblems(ocsf)).toEqual([]);
  });

  it('fills the columns that people filter by', () => {
    expect(mapped(anAuthenticationEvent())).toMatchObject({
      timeUs: Date.UTC(2026, 2, 2, 9, 15, 27, 481) * 1_000,
      operation: 'AuthenticationDeniedEvent',
      actor: 'ada.lindqvist@example.com',
      userName: 'ada.lindqvist@example.com',
      userEmail: 'ada.lindqvist@example.com',
      userUid: '5d1c2b3a-1111-4222-8333-444455556666',
      srcIp: '198.51.100.10',
      resource: 'Payroll',
    });
  });

  it('keeps what it can’t use, and nothing twice', () => {
    const { ocsf } = mapped(anAuthenticationEvent({ sourceIp: '198.51.100.10/24', newField: { a: 1 } }));
    expect(ocsf.unmapped).toEqual({ sourceIp: '198.51.100.10/24', newField: { a: 1 } });
    expect(mapped(anAuthenticationEvent()).ocsf.unmapped).toBeUndefined();
  });
});

describe('the times of events', () => {
  it.each([
    ['2018-05-28T18:52:50.329+0000', Date.UTC(2018, 4, 28, 18, 52, 50, 329) * 1_000],
    ['2019-02-19T13:15:27Z', Date.UTC(2019, 1, 19, 13, 15, 27) * 1_000],
    ['2019-02-19T13:15:27', Date.UTC(2019, 1, 19, 13, 15, 27) * 1_000],
    [1_550_582_127, Date.UTC(2019, 1, 19, 13, 15, 27) * 1_000],
    [1_550_582_127_481, Date.UTC(2019, 1, 19, 13, 15, 27, 481) * 1_000],
    ['2019-02-19T13:15:27.1234567Z', Date.UTC(2019, 1, 19, 13, 15, 27) * 1_000 + 123_456],
  ])('%s is read', (eventTime, timeUs) => {
    expect(mapped(anAuthenticationEvent({ eventTime })).timeUs).toBe(timeUs);
  });
});

describe('a record', () => {
  it.each([
    [anAuthenticationEvent({ eventTime: undefined }), 'eventTime is missing, text is expected.'],
    [anAuthenticationEvent({ eventTime: 'soon' }), 'eventTime can’t be read as a time.'],
    [anAuthenticationEvent({ eventTime: true }), 'eventTime is true or false, text is expected.'],
    ['text', 'The record is text, not an object.'],
    [null, 'The record is null, not an object.'],
  ])('is rejected with a reason that holds none of its values (%#)', (record, reason) => {
    expect(rejection(record)).toBe(reason);
  });

  it('without an id is known by its content, whatever the order of its fields', () => {
    const one = processed({ eventTime: '2026-03-02T09:15:27Z', eventType: 'X' });
    const same = processed({ eventType: 'X', eventTime: '2026-03-02T09:15:27Z' });
    const other = processed({ eventType: 'Y', eventTime: '2026-03-02T09:15:27Z' });
    expect(same.naturalKey).toEqual(one.naturalKey);
    expect(other.naturalKey).not.toEqual(one.naturalKey);
    expect(one.event.vendorEventId).toBeNull();
  });

  it('of a category that is new to us becomes a Base Event', () => {
    const { ocsf, srcIp } = mapped(
      anAuthenticationEvent({ eventType: 'RainEvent', eventCategory: 'WEATHER' }),
    );
    expect(ocsf).toMatchObject({ class_uid: 0, activity_name: 'RainEvent' });
    expect(ocsfProblems(ocsf)).toEqual([]);
    expect(srcIp).toBe('198.51.100.10');
  });

  it('is mapped by its own category, whichever log it was read from', () => {
    expect(mapped(aChange(), 'authentication').ocsf.class_uid).toBe(3004);
    expect(mapped(anAuthenticationEvent(), 'management').ocsf.class_uid).toBe(3002);
  });
});

describe('the public sample of a webhook', () => {
  it('maps to valid OCSF, without a rejection', () => {
    for (const record of referenceRecords('entrust-idaas', 'webhook-events.jsonl')) {
      const outcome = processRecord(authenticationStream, record);
      if ('rejected' in outcome) throw new Error(outcome.rejected);
      expect(ocsfProblems(outcome.event.ocsf)).toEqual([]);
      expect(outcome.event.ocsf).toMatchObject({ class_uid: 3002, activity_id: 1, status_id: 1 });
      expect(outcome.event.userName).not.toBeNull();
    }
  });
});
