// Decodes a request to an OTLP collector by OpenTelemetry's own schema: node otlp.mjs FILE
// Prints the resource's attributes as "attribute KEY VALUE", then a line a metric: "KIND NAME VALUE KEY=TAG…".
import { readFileSync } from 'node:fs'
import root from '@opentelemetry/otlp-transformer/build/src/generated/root.js'

const text = value => String(value.stringValue ?? value.intValue ?? value.doubleValue ?? value.boolValue)
const tagsOf = point => point.attributes.map(({ key, value }) => `${key}=${text(value)}`).join(' ')
const valueOf = point => point.count !== undefined && point.bucketCounts ? `${point.count}:${point.sum}` : point.asDouble ?? point.asInt
const request = root.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest.decode(readFileSync(process.argv[2]))
for (const { resource, scopeMetrics } of request.resourceMetrics) {
  for (const { key, value } of resource.attributes) console.log(`attribute ${key} ${text(value)}`)
  for (const metric of scopeMetrics.flatMap(scope => scope.metrics)) {
    const kind = ['gauge', 'sum', 'histogram'].find(kind => metric[kind])
    for (const point of metric[kind].dataPoints) console.log(`${kind} ${metric.name} ${valueOf(point)} ${tagsOf(point)}`.trim())
  }
}
