import { isLoopback } from '../../collector/address.ts';
import type { SourceContext } from '../../collector/stream-definition.ts';

/** A cloud of Microsoft's with hosts of its own. A token of one is worth nothing in another. */
export interface NationalCloud {
  readonly title: string;
  readonly graphHost: string;
  readonly loginHost: string;
  /** Older or newer names of the same login. */
  readonly otherLoginHosts?: readonly string[];
}

export const nationalClouds: readonly NationalCloud[] = [
  {
    title: 'Global, and US Government GCC',
    graphHost: 'graph.microsoft.com',
    loginHost: 'login.microsoftonline.com',
    otherLoginHosts: ['login.windows.net', 'login.microsoft.com'],
  },
  {
    title: 'US Government L4 (GCC High)',
    graphHost: 'graph.microsoft.us',
    loginHost: 'login.microsoftonline.us',
  },
  {
    title: 'US Government L5 (DoD)',
    graphHost: 'dod-graph.microsoft.us',
    loginHost: 'login.microsoftonline.us',
  },
  {
    title: 'China (21Vianet)',
    graphHost: 'microsoftgraph.chinacloudapi.cn',
    loginHost: 'login.chinacloudapi.cn',
    otherLoginHosts: ['login.partner.microsoftonline.cn'],
  },
];

/** The address of Graph without a version that was pasted along, and without a trailing slash. */
export function graphHostOf(context: SourceContext): string {
  return context.url
    .trim()
    .replace(/\/+$/, '')
    .replace(/\/(?:v1\.0|beta)$/i, '');
}

export function cloudOf(context: SourceContext): NationalCloud | null {
  const host = hostOf(graphHostOf(context));
  return nationalClouds.find(({ graphHost }) => graphHost === host) ?? null;
}

/**
 * Where tokens are asked for: as it is set, or as it belongs to the Graph host. Null where neither says so; a Graph
 * host on this machine is asked itself, so that no secret leaves it for Microsoft by an oversight.
 */
export function loginUrlOf(context: SourceContext): string | null {
  const set = context.settings.loginUrl?.trim().replace(/\/+$/, '') ?? '';
  if (set !== '') return /^https?:\/\//i.test(set) ? set : `https://${set}`;
  const cloud = cloudOf(context);
  if (cloud !== null) return `https://${cloud.loginHost}`;
  const graph = graphHostOf(context);
  return isOnThisMachine(graph) ? graph : null;
}

/** `null` for what is no address. */
export function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host.toLowerCase() : null;
}

function isOnThisMachine(url: string): boolean {
  return URL.canParse(url) && isLoopback(new URL(url).hostname);
}
