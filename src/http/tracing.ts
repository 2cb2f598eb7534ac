// Spans by the OpenTelemetry API alone: one per operation, one per statement. They cost next to nothing until an SDK is
// registered, for example by `node --require ./tracing.js`. Texts of statements hold no values.
import { type Attributes, type Span, SpanStatusCode, trace } from "@opentelemetry/api";

const tracer = trace.getTracer("oversight-graph");

/** Runs `work` within a span; the span ends with it and records its failure. */
export function traced<T>(
  name: string,
  attributes: Attributes,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name });
      throw error;
    } finally {
      span.end();
    }
  });
}
