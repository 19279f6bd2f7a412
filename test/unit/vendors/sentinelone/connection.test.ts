import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SourceContext, StreamContext } from '../../../../main/collector/stream-definition.ts';
import { activityStream } from '../../../../main/vendors/sentinelone/activity.stream.ts';
import { alertStream } from '../../../../main/vendors/sentinelone/alert.stream.ts';
import { applicationStream } from '../../../../main/vendors/sentinelone/application.stream.ts';
import { applicationRiskStream } from '../../../../main/vendors/sentinelone/application-risk.stream.ts';
import { sentinelone } from '../../../../main/vendors/sentinelone/sentinelone.ts';
import { threatEventStream } from '../../../../main/vendors/sentinelone/threat-event.stream.ts';

const source = (token: string, settings: Record<string, string> = {}): SourceContext => ({
  url: 'https://console.example.com',
  settings,
  credentials: { token },
});
const context: StreamContext = { ...source('t'), pageSize: 100 };
const window = {
  fromUs: Date.UTC(2026, 2, 2, 8, 0, 1) * 1_000 + 987_654,
  toUs: Date.UTC(2026, 2, 3) * 1_000,
};

describe('requests to a SentinelOne console', () => {
  it('carry the word ApiToken before the token, whatever was copied along with it', () => {
    const { auth } = sentinelone;
    const headers = (token: string) => (auth.kind === 'static' ? auth.headers(source(token)) : {});
    for (const token of ['abc', ' abc\n', 'ApiToken abc', 'Bearer abc']) {
      expect(headers(token)).toEqual({ authorization: 'ApiToken abc' });
    }
    expect(sentinelone.secretsInRequests(source('ApiToken abc'))).toEqual(['abc']);
  });

  it('begin at the whole second of the newest record, and repeat the filter beside a cursor', () => {
    const { pages } = activityStream.pagination;
    expect(pages.request(context, window, null)).toEqual({
      method: 'GET',
      url: 'https://console.example.com/web/api/v2.1/activities?limit=100&sortBy=createdAt&sortOrder=asc&createdAt__gte=2026-03-02T08%3A00%3A01Z',
      headers: { accept: 'application/json' },
    });
    const first = new URL(pages.request(context, window, null).url).searchParams;
    const next = new URL(pages.request(context, window, 'a+b/c=').url).searchParams;
    expect(next.get('cursor')).toBe('a+b/c=');
    next.delete('cursor');
    expect(next.toString()).toBe(first.toString());
  });

  it('filter alerts by one name, order them by another', () => {
    const query = new URL(alertStream.pagination.pages.request(context, window, null).url).searchParams;
    expect(query.get('sortBy')).toBe('alertInfoCreatedAt');
    expect(query.get('createdAt__gte')).toBe('2026-03-02T08:00:01Z');
  });

  it('name an application and its vendor as they are, the vendor even where it is empty', () => {
    const parents = applicationStream.pagination.parentsOf({
      data: [
        { applicationName: 'A & B + C/ü', applicationVendor: 'D=E' },
        { applicationName: 'F', applicationVendor: null },
        {},
      ],
      pagination: {},
    });
    const urls = (parents.ok ? parents.value : []).map(
      (parent) => new URL(applicationStream.pagination.children.request(context, parent, null).url),
    );
    expect(urls.map(({ search }) => search.split('&').slice(2).join('&'))).toEqual([
      'applicationName=A%20%26%20B%20%2B%20C%2F%C3%BC&applicationVendor=D%3DE',
      'applicationName=F&applicationVendor=',
    ]);
    expect(urls[0]?.pathname).toBe('/web/api/v2.1/application-management/inventory/endpoints');
  });

  it('do not let the console count where counting is not wanted', () => {
    const lists = [
      applicationStream.pagination.parents.pages.request(context, null, null),
      threatEventStream.pagination.parents.pages.request(context, window, null),
      threatEventStream.pagination.children.request(
        context,
        { key: 'threat 1', data: { threatId: '1/2' } },
        null,
      ),
    ];
    expect(lists.every(({ url }) => url.includes('skipCount=true'))).toBe(true);
    expect(lists[2]?.url).toContain('/threats/1%2F2/explore/events?');
    expect(applicationRiskStream.pagination.pages.request(context, null, null).url).not.toContain(
      'skipCount',
    );
  });

  it('name the sites where a list can be of some only, which a threat’s events are not', () => {
    const ofSites = { ...context, settings: { siteIds: '7, 8' } };
    const { parents, children } = threatEventStream.pagination;
    expect(parents.pages.request(ofSites, window, null).url).toContain('siteIds=7%2C8');
    const threat = { key: 'threat 1', data: { threatId: '1' } };
    expect(children.request(ofSites, threat, 'c').url).not.toContain('siteIds');
    const application = { key: 'a', data: { applicationName: 'a', applicationVendor: '' } };
    expect(applicationStream.pagination.children.request(ofSites, application, null).url).toContain(
      'siteIds=7%2C8',
    );
  });

  it('go to the console also where the API’s address was entered', () => {
    for (const url of [
      'https://c.example.com/web/api/v2.1',
      'https://c.example.com/web',
      'https://c.example.com',
    ]) {
      const request = activityStream.pagination.pages.request({ ...context, url }, window, null);
      expect(request.url).toMatch(/^https:\/\/c\.example\.com\/web\/api\/v2\.1\/activities\?/);
    }
  });
});

describe('what is entered for a SentinelOne console', () => {
  const jwt = (payload: object) =>
    ['e30', Buffer.from(JSON.stringify(payload)).toString('base64url'), 'c2ln'].join('.');
  const endOf = (token: string) => sentinelone.credentialsExpireAtUs?.(source(token)) ?? null;

  it('says when a newer token ends, and nothing of an older one', () => {
    expect(endOf(jwt({ exp: 1_900_000_000 }))).toBe(1_900_000_000_000_000);
    expect(endOf(`ApiToken ${jwt({ exp: 1_900_000_000.5 })}`)).toBe(1_900_000_000_500_000);
    for (const token of ['', 'plain80characters', 'a.b.c', jwt({}), jwt({ exp: 'soon' }), jwt({ exp: -1 })]) {
      expect(endOf(token)).toBeNull();
    }
  });

  it('is refused where it can’t be right: names for site ids, a token with a gap', () => {
    const problem = (token: string, settings = {}) =>
      sentinelone.checkSettings?.(source(token, settings)) ?? null;
    expect(problem('abc', { siteIds: '123, 456' })).toBeNull();
    expect(problem('abc', { siteIds: 'Head office' })?.message).toContain('site ids');
    expect(problem('abc def')?.message).toContain('space or a line break');
    expect(problem('abc secret-part')?.message).not.toContain('secret-part');
  });
});

describe('the description of SentinelOne', () => {
  const { descriptor } = sentinelone;
  const permissions: Readonly<Record<string, string>> = {
    activity: 'Activity -> view',
    agent: 'Endpoints -> view',
    alert: 'STAR Rule Alerts -> view',
    application: 'Applications -> view',
    'application-risk': 'Applications -> viewRisks',
    group: 'Groups -> view',
    threat: 'Threats -> view',
    'threat-event': 'Threats -> view',
  };

  it('names the permission of each of the eight streams', () => {
    expect(
      Object.fromEntries(descriptor.streams.map(({ name, permissions: [first] }) => [name, first])),
    ).toEqual(permissions);
    expect(sentinelone.streams.map(({ name }) => name)).toEqual(Object.keys(permissions));
  });

  it('has every permission of the requirement document', () => {
    const path = new URL(
      '../../../../../shared/requirements/sentinelone-elastic-integration.txt',
      import.meta.url,
    );
    if (!existsSync(path)) return;
    const rows = readFileSync(path, 'utf8').match(/^\| [A-Z].*-> \w+ *\|$/gm) ?? [];
    const asked = rows.map((row) => row.split('|')[2]?.trim());
    expect(new Set(asked)).toEqual(new Set(descriptor.permissions));
    expect(rows).toHaveLength(8);
  });

  it('reads logs every half minute, snapshots once a day, and threat events only when asked to', () => {
    const byName = Object.fromEntries(descriptor.streams.map((stream) => [stream.name, stream]));
    for (const name of ['activity', 'agent', 'alert', 'group', 'threat']) {
      expect(byName[name]).toMatchObject({
        enabled: true,
        intervalSeconds: 30,
        lookBackDays: 1,
        pageSize: { default: 100, max: 1_000 },
      });
    }
    for (const name of ['application', 'application-risk', 'threat-event']) {
      expect(byName[name]).toMatchObject({
        intervalSeconds: 86_400,
        pageSize: { default: 1_000, max: 1_000 },
      });
    }
    expect(byName['threat-event']?.enabled).toBe(false);
    expect(byName.alert?.note).toMatch(/on premises/);
  });
});
