// A MongoDB for tests: node server.mjs DIRECTORY. Prints its port. Keeps every write in a journal, so that a kill and a
// new start lose nothing that it has answered. Semantics of queries are mingo's; no transactions, no real indexes.
// A file in DIRECTORY tells it to misbehave: 'die' (killed after half of the next insert), 'full', 'locked'.
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { BSON } from 'mongodb'
import { Query } from 'mingo'

const { EJSON, Long, deserialize, serialize } = BSON
const directory = process.argv[2]
const journal = path.join(directory, 'journal')
const collections = new Map() // by database.name: { docs: [{ exact, plain }], unique: [field] }
const is = name => fs.existsSync(path.join(directory, name))
const collection = name => collections.get(name) ?? collections.set(name, { docs: [], unique: ['_id'] }).get(name)
const plain = exact => deserialize(serialize(exact))
const key = value => EJSON.stringify(value)

function apply({ ns, insert, remove, unique }) {
  const at = collection(ns)
  if (unique && !at.unique.includes(unique)) at.unique.push(unique)
  if (remove !== undefined) at.docs = at.docs.filter(doc => key(doc.plain._id) !== key(remove))
  if (insert) at.docs.push({ exact: insert, plain: plain(insert) })
}

function write(entry) {
  fs.appendFileSync(journal, EJSON.stringify(entry, { relaxed: false }) + '\n')
  apply(entry)
}

function twin({ docs, unique }, candidate) {
  for (const field of unique) {
    if (docs.some(doc => key(doc.plain[field]) === key(candidate[field]))) return field
  }
}

const commands = {
  insert(body, ns) {
    const writeErrors = []
    body.documents.forEach((exact, index) => {
      if (is('die') && index >= body.documents.length / 2) {
        fs.rmSync(path.join(directory, 'die'))
        process.kill(process.pid, 'SIGKILL')
        for (;;);
      }
      const candidate = plain(exact)
      const field = twin(collection(ns), candidate)
      if (field === undefined) return write({ ns, insert: exact })
      const errmsg = `E11000 duplicate key error collection: ${ns} index: ${field}_`
      writeErrors.push({ index, code: 11000, errmsg, keyPattern: { [field]: 1 }, keyValue: { [field]: exact[field] } })
    })
    return { n: body.documents.length - writeErrors.length, ...(writeErrors.length && { writeErrors }) }
  },
  update(body, ns) {
    const upserted = []
    let n = 0
    body.updates.forEach(({ q, u, upsert }, index) => {
      const found = collection(ns).docs.find(doc => new Query(plain(q)).test(doc.plain))
      if (!found && !upsert) return
      const _id = found ? found.exact._id : u._id ?? q._id
      if (!found) upserted.push({ index, _id })
      write({ ns, ...(found && { remove: found.plain._id }), insert: { ...u, _id } })
      n++
    })
    return { n, nModified: n - upserted.length, ...(upserted.length && { upserted }) }
  },
  find(body, ns) {
    let found = collection(ns).docs.filter(doc => new Query(plain(body.filter ?? {})).test(doc.plain))
    for (const [field, order] of Object.entries(body.sort ?? {}).reverse())
      found = found.toSorted((a, b) => Number(order) * (a.plain[field] < b.plain[field] ? -1 : a.plain[field] > b.plain[field] ? 1 : 0))
    return { cursor: { id: Long.ZERO, ns, firstBatch: found.map(doc => doc.exact) } }
  },
  createIndexes(body, ns) {
    for (const { key: fields, unique } of body.indexes)
      if (unique) write({ ns, unique: Object.keys(fields)[0] })
    return {}
  },
  ping: () => ({}),
  endSessions: () => ({}),
  killCursors: () => ({}),
}

const hello = () => ({
  helloOk: true, ismaster: true, isWritablePrimary: true, maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000,
  maxWriteBatchSize: 100000, localTime: new Date(0), minWireVersion: 0, maxWireVersion: 21, readOnly: false, ok: 1,
})

function answer(body) {
  const name = Object.keys(body)[0]
  if (['hello', 'isMaster', 'ismaster'].includes(name)) return hello()
  if (name === 'saslStart') return { ok: 0, code: 18, codeName: 'AuthenticationFailed', errmsg: 'Authentication failed.' }
  if (is('locked')) return { ok: 0, code: 13, codeName: 'Unauthorized', errmsg: `Command ${name} requires authentication` }
  if (is('full') && ['insert', 'update'].includes(name))
    return { ok: 0, code: 14031, codeName: 'OutOfDiskSpace', errmsg: 'available disk space is less than required minimum' }
  if (!commands[name]) return { ok: 0, code: 59, codeName: 'CommandNotFound', errmsg: `no such command: '${name}'` }
  return { ...commands[name](body, `${body.$db}.${body[name]}`), ok: 1 }
}

function read(message) { // OP_MSG: flags, then a body and perhaps sequences of documents
  const body = {}
  for (let at = 20; at < message.length;) {
    const kind = message[at++]
    const size = message.readInt32LE(at)
    if (kind === 0) {
      Object.assign(body, deserialize(message.subarray(at, at + size), { promoteValues: false }))
    } else {
      const end = message.indexOf(0, at + 4)
      const docs = body[message.toString('utf8', at + 4, end)] = []
      for (let doc = end + 1; doc < at + size; doc += message.readInt32LE(doc))
        docs.push(deserialize(message.subarray(doc, doc + message.readInt32LE(doc)), { promoteValues: false }))
    }
    at += size
  }
  return body
}

function reply(socket, request, opcode, head, body) {
  const bytes = serialize(body)
  const header = Buffer.alloc(16)
  header.writeInt32LE(16 + head.length + bytes.length, 0)
  header.writeInt32LE(request, 8)
  header.writeInt32LE(opcode, 12)
  socket.write(Buffer.concat([header, head, bytes]))
}

function take(socket, message) {
  const [request, opcode] = [message.readInt32LE(4), message.readInt32LE(12)]
  if (opcode === 2004) { // OP_QUERY: a driver's first hello, and how it makes itself known
    const head = Buffer.alloc(20)
    head.writeInt32LE(1, 16)
    const body = deserialize(message.subarray(message.indexOf(0, 20) + 9), { promoteValues: false })
    reply(socket, request, 1, head, answer(body))
  } else {
    reply(socket, request, 2013, Buffer.alloc(5), answer(read(message)))
  }
}

if (fs.existsSync(journal)) {
  const text = fs.readFileSync(journal, 'utf8')
  for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n').filter(Boolean))
    apply(EJSON.parse(line, { relaxed: false }))
}

const server = net.createServer(socket => {
  let bytes = Buffer.alloc(0)
  socket.on('error', () => {})
  socket.on('data', data => {
    bytes = Buffer.concat([bytes, data])
    while (bytes.length >= 4 && bytes.length >= bytes.readInt32LE(0)) {
      const size = bytes.readInt32LE(0)
      take(socket, bytes.subarray(0, size))
      bytes = bytes.subarray(size)
    }
  })
})
server.listen(Number(process.argv[3] ?? 0), '127.0.0.1', () => console.log(server.address().port))
