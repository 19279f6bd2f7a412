import { type SamplePerson, samplePeople } from '../people.ts';
import { seededRandom } from '../seeded-random.ts';
import { graphTime, type LogRow, MS_PER_DAY, MS_PER_MINUTE } from './log-row.ts';
import { idOf, personId, sampleTenantId } from './sample-directory.ts';

const RUNS_A_DAY = 12;

/** Accounts that were carried to the fleet planner on one UTC day; now and then its API does not answer. */
export function generateProvisioning(seed: string, day: number): LogRow[] {
  const random = seededRandom(seed, 'entra-provisioning', day);
  return Array.from({ length: RUNS_A_DAY }, () => {
    const person = random.pick(samplePeople as readonly [SamplePerson, ...SamplePerson[]]);
    const timeMs = day * MS_PER_DAY + random.fraction() * MS_PER_DAY;
    const isRefused = random.fraction() < 0.12;
    const target = 'Fleet Planner';
    const record = {
      id: random.uuid(),
      activityDateTime: graphTime(timeMs),
      tenantId: sampleTenantId,
      jobId: 'larkmoor.fleetplanner',
      cycleId: random.uuid(),
      changeId: random.uuid(),
      provisioningAction: random.pick(['create', 'update', 'update', 'update', 'disable', 'delete', 'other']),
      durationInMilliseconds: random.between(120, 4_000),
      provisioningStatusInfo: {
        status: isRefused ? 'failure' : 'success',
        errorInformation: isRefused
          ? {
              errorCode: 'TargetTimeout',
              reason: 'The target system did not answer.',
              errorCategory: 'failure',
              recommendedAction: '',
            }
          : null,
      },
      provisioningSteps: [
        {
          name: 'EntryExport',
          provisioningStepType: 'export',
          status: isRefused ? 'failure' : 'success',
          details: {},
        },
      ],
      modifiedProperties: [{ displayName: 'title', oldValue: null, newValue: person.jobTitle }],
      servicePrincipal: { id: idOf('service-principal', target), displayName: target },
      sourceSystem: { id: idOf('system', 'entra'), displayName: 'Microsoft Entra ID', details: {} },
      targetSystem: { id: idOf('system', target), displayName: target, details: {} },
      initiatedBy: { id: '', displayName: 'Azure AD Provisioning Service', initiatorType: 'system' },
      sourceIdentity: { id: personId(person), displayName: person.upn, identityType: 'User', details: {} },
      targetIdentity: {
        id: `FP-${person.accountName}`,
        displayName: person.upn,
        identityType: 'User',
        details: {},
      },
    };
    return { timeMs, shownAtMs: timeMs + 10 * MS_PER_MINUTE, record };
  });
}
