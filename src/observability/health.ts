// Whether the process does its work, for load balancers and people: judged by when it last heard from the platforms, not by a flag.
import type { Adapter, Clock, Health, HttpRoutes } from '../ports.js';
import type { StoreHealth } from '../store/ports.js';

// Discord's heartbeat comes every 41.25 s and Slack's ping at least every 30 s: a minute without either is silence.
export const silentAfterMs = 60_000;
// A lost connection is re-established within seconds, or something is wrong.
export const lostAfterMs = 12_000;

/**
 * Serves `/healthz` (200 while every platform was heard from recently) and `/readyz` (200 once every platform is connected). The database
 * is shown but doesn't decide: questions are answered without it, and a restart wouldn't bring it back.
 */
export function createHealthRoutes(
  adapters: readonly Adapter[],
  store: { readonly health: () => Promise<StoreHealth> },
  clock: Clock,
): HttpRoutes {
  const startedAt = clock.now();
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname !== '/healthz' && pathname !== '/readyz') return undefined;
    const platforms = adapters.map((adapter) => {
      const health = adapter.health();
      const { connected, lastHeard = startedAt } = health;
      const silentForMs = clock.now() - lastHeard;
      return { name: adapter.name, connected, silentForMs, healthy: silentForMs < patienceWith(health) };
    });
    const ok = platforms.every(({ connected, healthy }) => (pathname === '/readyz' ? connected : healthy));
    return Response.json(
      { ok, platforms, store: await store.health() },
      { status: ok ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
    );
  };
}

// The first connection takes longer than a reconnect: sharded bots wait for their turn.
function patienceWith({ connected, lastHeard }: Health): number {
  return connected || lastHeard === undefined ? silentAfterMs : lostAfterMs;
}
