import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { US_PER_DAY, US_PER_HOUR } from '../../shared/time-range.ts';
import { useNowUs } from '../design/now-context.tsx';
import { useIpc } from '../ipc-client.ts';
import type { SourceActivity } from './activity-view.ts';

const BUCKET_US = 4 * US_PER_HOUR;
const BUCKETS = (7 * US_PER_DAY) / BUCKET_US;
const ASK_AGAIN_MS = 30_000;

export interface RecentActivity {
  readonly fromUs: number;
  readonly activity: SourceActivity | null;
}

/** What came in during the last seven days, in bars of four hours that begin at whole hours of UTC. */
export function useActivity(sourceId: string): RecentActivity {
  const ipc = useIpc();
  const toUs = Math.ceil(useNowUs() / BUCKET_US) * BUCKET_US;
  const fromUs = toUs - BUCKETS * BUCKET_US;
  const { data = null } = useQuery({
    queryKey: ['sources.activity', sourceId, fromUs],
    queryFn: async () => {
      const answer = await ipc.call('sources.activity', {
        sourceId,
        range: { fromUs, toUs },
        buckets: BUCKETS,
      });
      if (!answer.ok) throw answer.error;
      return { fromUs, activity: answer.value };
    },
    placeholderData: keepPreviousData,
    refetchInterval: ASK_AGAIN_MS,
  });
  return data ?? { fromUs, activity: null };
}
