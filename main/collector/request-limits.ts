import { isLoopback } from './address.ts';
import type { BudgetLimits } from './request-budget.ts';
import type { VendorDefinition } from './stream-definition.ts';

/**
 * No limit is documented for most vendors; a few requests a second hurt nobody. A server on this very machine needs no
 * sparing.
 */
const defaultLimits = { maxConcurrent: 2, minSpacingMs: 200 };

export function limitsOf(vendor: VendorDefinition, url: string): BudgetLimits {
  const { maxConcurrent, minSpacingMs } = vendor.limits ?? defaultLimits;
  return { maxConcurrent, minSpacingMs: isLoopback(new URL(url).hostname) ? 0 : minSpacingMs };
}
