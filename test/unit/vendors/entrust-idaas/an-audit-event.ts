import { authenticationStream } from '../../../../main/vendors/entrust-idaas/authentication.stream.ts';
import { managementStream } from '../../../../main/vendors/entrust-idaas/management.stream.ts';
import type { NormalisedEvent } from '../../../../shared/normalised-event.ts';
import { processAnswer, processRecord } from '../../../helpers/vendor-records.ts';

/** Constructed from the documented fields: the vendor publishes no sample of an audit event. */
export function anAuthenticationEvent(fields: Readonly<Record<string, unknown>> = {}) {
  return {
    id: '0e0e0e0e-0000-4000-8000-000000000001',
    accountId: '7b1f6a52-0c4e-4d0b-9a55-2f6c9e6f1a01',
    eventTime: '2026-03-02T09:15:27.481Z',
    eventType: 'AuthenticationDeniedEvent',
    eventCategory: 'AUTHENTICATION',
    eventOutcome: 'FAIL',
    eventVersion: '1.0',
    subject: '5d1c2b3a-1111-4222-8333-444455556666',
    subjectName: 'ada.lindqvist@example.com',
    subjectType: 'USER',
    resourceId: 'c0ffee00-1234-4234-8234-123456789012',
    resourceName: 'Payroll',
    sourceIp: '198.51.100.10',
    ...fields,
  };
}

export function aChange(fields: Readonly<Record<string, unknown>> = {}) {
  return {
    ...anAuthenticationEvent({
      eventType: 'ManagementEvent',
      eventCategory: 'MANAGEMENT',
      eventOutcome: 'SUCCESS',
    }),
    resourceId: undefined,
    resourceName: undefined,
    entityType: 'APPLICATIONS',
    entityAction: 'EDIT',
    entityId: 'a-1',
    entityName: 'Payroll',
    ...fields,
  };
}

const streams = { authentication: authenticationStream, management: managementStream };

/** What comes of one event on its way from an answer to the store; throws where it is rejected. */
export function processed(record: unknown, stream: keyof typeof streams = 'authentication') {
  const [outcome] = processAnswer(streams[stream], { paging: {}, results: [record] });
  if (outcome === undefined || 'rejected' in outcome) throw new Error(outcome?.rejected ?? 'no record');
  return outcome;
}

export function mapped(record: unknown, stream: keyof typeof streams = 'authentication'): NormalisedEvent {
  return processed(record, stream).event;
}

export function rejection(record: unknown): string | null {
  const outcome = processRecord(authenticationStream, record);
  return 'rejected' in outcome ? outcome.rejected : null;
}
