// Token buckets in PostgreSQL, so that several services limit a client together. While the database does not answer, each
// service counts for itself: a rate limit must not take the service down.
import type { Database } from "../../database";
import { type Balance, balanceOf, MemoryTokenBucket, type TokenBucketStore } from "./token-bucket";

const takeText = `insert into rate_buckets as b (client, points, counted_at)
  values ($1, greatest(-$2::float8, $2::float8 - $3::float8), clock_timestamp())
  on conflict (client) do update set
    points = greatest(-$2::float8, least($2::float8,
      b.points + greatest(0, extract(epoch from clock_timestamp() - b.counted_at)) * $2::float8 / 60) - $3::float8),
    counted_at = clock_timestamp()
  returning points`;

// A bucket is full again after two minutes at the most: older ones say nothing.
const forgetText = "delete from rate_buckets where counted_at < clock_timestamp() - interval '5 minutes'";

/** How often old buckets are forgotten, in takes. */
const forgetEvery = 5_000;
const timeoutMs = 1_000;

export class PostgresTokenBucket implements TokenBucketStore {
  private readonly own: MemoryTokenBucket;
  private takes = 0;

  constructor(
    private readonly database: Pick<Database, "rows">,
    private readonly pointsPerMinute: number,
  ) {
    this.own = new MemoryTokenBucket(pointsPerMinute);
  }

  async take(client: string, points: number): Promise<Balance> {
    const own = this.own.take(client, points);
    this.takes += 1;
    if (this.takes % forgetEvery === 0) void this.send(forgetText, []).catch(() => undefined);
    try {
      const [row] = await this.send(takeText, [client, String(this.pointsPerMinute), String(points)]);
      return balanceOf(Number(row![0]), this.pointsPerMinute);
    } catch {
      return own;
    }
  }

  private send(text: string, values: readonly string[]) {
    return this.database.rows({ text, values }, { timeoutMs });
  }
}
