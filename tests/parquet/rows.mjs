// Prints the rows of a Parquet file, a line a row, columns between blanks: node rows.mjs FILE COLUMN [LOWEST HIGHEST]
// With bounds only rows whose first column lies within them, found by the groups' statistics as far as these can tell.
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

const [path, names, lowest, highest] = process.argv.slice(2)
const columns = names.split(',')
const file = await asyncBufferFromFile(path)
const metadata = await parquetMetadataAsync(file)
const scales = Object.fromEntries(metadata.schema.map(({ name, scale }) => [name, scale]))
const text = (name, value) => value == null ? '-' : scales[name] === undefined ? String(value) : value.toFixed(scales[name])
const lines = []
let first = 0
for (const { columns: chunks, num_rows } of metadata.row_groups) {
  const { min_value, max_value } = chunks.find(({ meta_data }) => meta_data.path_in_schema[0] === columns[0]).meta_data.statistics
  if (lowest === undefined || (max_value >= BigInt(lowest) && min_value <= BigInt(highest))) {
    const rowStart = first, rowEnd = first + Number(num_rows)
    for (const row of await parquetReadObjects({ file, metadata, compressors, columns, rowStart, rowEnd })) {
      if (lowest === undefined || (row[columns[0]] >= BigInt(lowest) && row[columns[0]] <= BigInt(highest)))
        lines.push(columns.map(name => text(name, row[name])).join(' '))
    }
  }
  first += Number(num_rows)
}
console.log(lines.join('\n'))
