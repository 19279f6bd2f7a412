/** What has to agree between tables, whatever happened to the workspace. Each counts what does not. */
export interface Agreement {
  readonly name: string;
  readonly what: string;
  readonly text: string;
}

export const agreements = [
  {
    name: 'runs add up',
    what: 'runs that received something else than they stored, knew already and rejected together',
    text: 'SELECT count(*) AS n FROM runs WHERE received <> stored + duplicate + rejected',
  },
  {
    name: 'runs and events',
    what: 'runs that counted more or fewer stored events than there are and have left',
    text: `SELECT count(*) AS n
           FROM runs
           FULL JOIN (SELECT run_id, count(*) AS kept FROM events GROUP BY run_id) USING (run_id)
           FULL JOIN (SELECT run_id, sum(removed) AS gone FROM retention_removals GROUP BY run_id) USING (run_id)
           WHERE coalesce(stored, 0) <> coalesce(kept, 0) + coalesce(gone, 0)`,
  },
  {
    name: 'runs and rejected records',
    what: 'runs that counted fewer rejected records than there are',
    text: `SELECT count(*) AS n
           FROM runs RIGHT JOIN (SELECT run_id, count(*) AS kept FROM rejected_records GROUP BY run_id) USING (run_id)
           WHERE coalesce(rejected, 0) < kept`,
  },
  {
    name: 'events once',
    what: 'events stored more than once',
    text: 'SELECT count(*) - count(DISTINCT event_id) AS n FROM events',
  },
  {
    name: 'secrets of events',
    what: 'secrets that events name and that are not kept',
    text: `SELECT count(DISTINCT secret_fingerprint) AS n FROM events
           ANTI JOIN secrets ON secrets.fingerprint = events.secret_fingerprint
           WHERE secret_fingerprint IS NOT NULL`,
  },
  {
    name: 'details of secrets',
    what: 'secrets with a place, a mention or a change of state that are not kept',
    text: `SELECT count(*) AS n
           FROM (SELECT fingerprint FROM secret_states UNION SELECT fingerprint FROM secret_mentions
                 UNION SELECT fingerprint FROM secret_places)
           ANTI JOIN secrets USING (fingerprint)`,
  },
  {
    name: 'states of secrets',
    what: 'secrets whose state is not the last of its changes',
    text: `SELECT count(*) AS n
           FROM secrets
           JOIN (SELECT fingerprint, arg_max(secret_states.state, "at") AS last FROM secret_states GROUP BY fingerprint)
           USING (fingerprint)
           WHERE state <> last`,
  },
  {
    name: 'mentions of secrets',
    what: 'mentions of secrets in events that are not stored',
    text: 'SELECT count(*) AS n FROM secret_mentions ANTI JOIN events USING (event_id)',
  },
  {
    name: 'annotations',
    what: 'notes, tags or stars on events that are not stored',
    text: 'SELECT count(*) AS n FROM annotations ANTI JOIN events USING (event_id)',
  },
  {
    name: 'superseded versions',
    what: 'versions marked as superseded that are not stored, or more than once',
    text: `SELECT count(*) - count(DISTINCT events.event_id) AS n
           FROM superseded_events LEFT JOIN events USING (event_id)`,
  },
  {
    name: 'latest versions',
    what: 'things whose latest version is not stored, or is marked as superseded',
    text: `SELECT count(*) AS n FROM object_latest
           WHERE event_id NOT IN (SELECT event_id FROM events) OR event_id IN (SELECT event_id FROM superseded_events)`,
  },
  {
    name: 'readable JSON',
    what: "events with JSON that can't be read",
    text: 'SELECT count(*) AS n FROM events WHERE NOT (json_valid(ocsf) AND json_valid(raw) AND coalesce(json_valid(ecs), true))',
  },
] as const satisfies readonly Agreement[];

export type AgreementName = (typeof agreements)[number]['name'];
