// Prints a collection as npm's own driver reads it, a document a line with its types: node rows.mjs URI COLLECTION
import { BSON, MongoClient } from 'mongodb'

const [uri, name] = process.argv.slice(2)
const client = await MongoClient.connect(uri)
for (const doc of await client.db().collection(name).find({}, { sort: { current_time: 1 }, promoteValues: false }).toArray())
  console.log(BSON.EJSON.stringify(doc, { relaxed: false }))
await client.close()
