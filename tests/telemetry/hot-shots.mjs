// Makes the calls of calls.json with npm's hot-shots: node hot-shots.mjs PORT DATAGRAM_BYTES
import { readFileSync } from 'node:fs'
import StatsD from 'hot-shots'

const [port, maxBufferSize] = process.argv.slice(2).map(Number)
const { globalTags, containerID, calls } = JSON.parse(readFileSync(new URL('calls.json', import.meta.url)))
Math.random = () => 0 // nothing is sampled out
const client = new StatsD({
  host: '127.0.0.1', port, globalTags, containerID, maxBufferSize,
  datadog: true, includeDatadogTelemetry: false, bufferFlushInterval: 1e9,
})
for (const { call, name, value, rate, tags, text, options } of calls) {
  switch (call) {
    case 'event': client.event(name, text, options, tags); break
    case 'check': client.check(name, value, options, tags); break
    case 'increment': client.increment(name, value, rate, tags); break
    case 'decrement': client.decrement(name, value, rate, tags); break
    case 'counter': client.increment(name, value, rate, tags); break
    default: client[call](name, value, rate, tags)
  }
}
client.close(failed => { if (failed) throw failed })
