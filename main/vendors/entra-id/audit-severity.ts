import type { SeverityId } from '../ocsf/ocsf-event.ts';
import { readTexts, wordKey } from '../read-value.ts';
import type { Audit } from './read-audit.ts';

/** Roles with which a tenant can be taken over. */
const privilegedRoles: ReadonlySet<string> = new Set(
  [
    'Global Administrator',
    'Company Administrator',
    'Privileged Role Administrator',
    'Privileged Authentication Administrator',
    'Authentication Administrator',
    'Application Administrator',
    'Cloud Application Administrator',
    'Conditional Access Administrator',
    'Security Administrator',
    'User Administrator',
    'Exchange Administrator',
    'SharePoint Administrator',
    'Intune Administrator',
    'Hybrid Identity Administrator',
    'Helpdesk Administrator',
    'Password Administrator',
    'Domain Name Administrator',
    'Partner Tier2 Support',
  ].map(wordKey),
);

/** Medium for privileged roles and for changed policies; a log entry otherwise. */
export function auditSeverity({ attributes, targets, record }: Audit): SeverityId {
  const isPrivileged = readTexts(attributes.privileges).some((role) => privilegedRoles.has(wordKey(role)));
  const isPolicy =
    wordKey(record.fields.category) === 'policy' || targets.some(({ typeKey }) => typeKey === 'policy');
  return isPrivileged || isPolicy ? 3 : 1;
}
