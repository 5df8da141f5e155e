// Whether the process does its work, for load balancers and people: judged by what was last heard, not by a flag.
import type { Adapter, Clock, HttpRoutes, Store } from '../ports.js';

// Discord's heartbeat is every 41 s and Slack's ping every 30 s at the most, so two minutes without either is silence.
const silentAfterMs = 120_000;

/**
 * Serves `/healthz` (200 while every platform was heard of lately) and `/readyz` (200 once every platform is connected). The database
 * is shown but does not decide: questions are answered without it, and a restart would not bring it back.
 */
export function createHealthRoutes(
  adapters: readonly Adapter[],
  store: Pick<Store, 'health'>,
  clock: Clock,
): HttpRoutes {
  const startedAt = clock.now();
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname !== '/healthz' && pathname !== '/readyz') return undefined;
    const platforms = adapters.map((adapter) => {
      const { connected, lastHeard = startedAt } = adapter.health();
      return { name: adapter.name, connected, silentForMs: clock.now() - lastHeard };
    });
    const ok = platforms.every(({ connected, silentForMs }) =>
      pathname === '/readyz' ? connected : silentForMs < silentAfterMs,
    );
    return Response.json(
      { ok, platforms, store: await store.health() },
      { status: ok ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
    );
  };
}
