// Spans by the OpenTelemetry API alone: one per operation, one per statement. They cost next to nothing until an SDK is
// registered, for example by `node --require ./tracing.js`. Statement texts hold no values.
import { type Attributes, ProxyTracerProvider, type Span, SpanStatusCode, trace } from "@opentelemetry/api";

const tracer = trace.getTracer("oversight-graph");

/** Whether anybody listens: with no SDK registered every span is the same one, which records nothing. */
function isTracing(): boolean {
  const provider = trace.getTracerProvider();
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegate() !== nobody;
}

const nobody = new ProxyTracerProvider().getDelegate();

/** Runs `work` within a span; the span ends with it and records its failure. */
export function traced<T>(
  name: string,
  attributes: () => Attributes,
  work: (span: Span | undefined) => Promise<T>,
): Promise<T> {
  if (!isTracing()) return work(undefined);
  return tracer.startActiveSpan(name, { attributes: attributes() }, async (span) => {
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
