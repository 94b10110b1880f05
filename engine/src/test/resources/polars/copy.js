// node copy.js POLARS FROM TO [COMPRESSION]: a table through Polars, formats by extension
const [polars, from, to, compression] = process.argv.slice(2);
const fs = require('fs');
const pl = require(polars);
const table = from.endsWith('.parquet') ? pl.readParquet(from) : pl.readIPC(fs.readFileSync(from));
if (to.endsWith('.parquet')) {
  table.writeParquet(to);
} else {
  table.writeIPC(to, { compression: compression ?? 'uncompressed' });
}
